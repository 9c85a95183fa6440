"""The entry whose file declares a node: events of a transfer have no files of their own."""

from __future__ import annotations

from graph_service.model.ids import node_id, split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT


def owner_of(identity: str) -> str:
    """Return the id of the entry whose file declares a node: the transfer, for an event."""
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return identity
    return node_id(KNOWLEDGE_TRANSFER.name, slug.rpartition("-")[0])
