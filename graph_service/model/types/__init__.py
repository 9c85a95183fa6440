"""The node types with their properties."""

from __future__ import annotations

from . import agreements, evaluations, exchanges, history, institutions, practices, sources
from .agreements import AGREEMENT
from .evaluations import EVALUATION
from .exchanges import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER, STAGE_EVENT
from .history import ADDED_IN, CHANGE, RECORDED, RELEASE, UPDATED_AT, UPDATED_IN
from .institutions import COUNTRY, INSTITUTION, PROGRAMME
from .practices import DETAIL, GOOD_PRACTICE, TOPIC
from .shared import ASSUMED_FIELDS, CHECKED_ON, FIELD_BASES, NOTE, SAME_AS, TRANSLATED_INTO
from .sources import READ_ON, SOURCE

NODE_TYPES = (
    *institutions.TYPES,
    *practices.TYPES,
    *exchanges.TYPES,
    *agreements.TYPES,
    *evaluations.TYPES,
    *sources.TYPES,
    *history.TYPES,
)
"""All node types."""

__all__ = [
    "ADDED_IN",
    "AGREEMENT",
    "ASSUMED_FIELDS",
    "CHANGE",
    "CHECKED_ON",
    "COUNTRY",
    "DETAIL",
    "EVALUATION",
    "EXCHANGE_VISIT",
    "FIELD_BASES",
    "GOOD_PRACTICE",
    "INSTITUTION",
    "KNOWLEDGE_TRANSFER",
    "NODE_TYPES",
    "NOTE",
    "PROGRAMME",
    "READ_ON",
    "RECORDED",
    "RELEASE",
    "SAME_AS",
    "SOURCE",
    "STAGE_EVENT",
    "TOPIC",
    "TRANSLATED_INTO",
    "UPDATED_AT",
    "UPDATED_IN",
]
