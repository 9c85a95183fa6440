"""The node types with their properties."""

from __future__ import annotations

from . import exchanges, history, institutions, practices, sources
from .exchanges import AGREEMENT, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER, STAGE_EVENT
from .history import ADDED_IN, CHANGE, RECORDED, RELEASE, UPDATED_AT, UPDATED_IN
from .institutions import COUNTRY, INSTITUTION, PROGRAMME
from .practices import GOOD_PRACTICE, TOPIC
from .shared import NOTE
from .sources import SOURCE

NODE_TYPES = (
    *institutions.TYPES,
    *practices.TYPES,
    *exchanges.TYPES,
    *sources.TYPES,
    *history.TYPES,
)
"""All node types."""

__all__ = [
    "ADDED_IN",
    "AGREEMENT",
    "CHANGE",
    "COUNTRY",
    "EXCHANGE_VISIT",
    "GOOD_PRACTICE",
    "INSTITUTION",
    "KNOWLEDGE_TRANSFER",
    "NODE_TYPES",
    "NOTE",
    "PROGRAMME",
    "RECORDED",
    "RELEASE",
    "SOURCE",
    "STAGE_EVENT",
    "TOPIC",
    "UPDATED_AT",
    "UPDATED_IN",
]
