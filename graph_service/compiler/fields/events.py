"""Query.stageEvents: the events of all transfers in one list, for timelines and trackers."""

from __future__ import annotations

from graph_service.compiler.fields.connections import root_field
from graph_service.compiler.fields.type_system import NamedType
from graph_service.model.types import STAGE_EVENT

FIELDS = (root_field("stageEvents", STAGE_EVENT),)
TYPES: tuple[NamedType, ...] = ()
