"""The controlled vocabularies (version 1): each enum with labels, meaning and source of its terms."""

from __future__ import annotations

from .general import (
    Language,
    DatePrecision,
    DateQualifier,
    Basis,
    ReadExtent,
    Theme,
    Level,
    Subregion,
    TopicScheme,
)
from .bodies import InstitutionKind, GovernanceRelation, PracticeStatus, AgreementKind
from .exchange import (
    ExchangeKind,
    Modality,
    ExchangeRole,
    TransferStage,
    TransferPhase,
    Decision,
    TransferDegree,
)

VOCABULARIES = (
    Language,
    DatePrecision,
    Theme,
    Level,
    Subregion,
    InstitutionKind,
    GovernanceRelation,
    PracticeStatus,
    ExchangeKind,
    Modality,
    ExchangeRole,
    TransferStage,
    TransferPhase,
    Decision,
    TransferDegree,
    AgreementKind,
    Basis,
    DateQualifier,
    ReadExtent,
    TopicScheme,
)
"""All of them, in the order of the vocabulary."""

__all__ = [
    "AgreementKind",
    "Basis",
    "DatePrecision",
    "DateQualifier",
    "Decision",
    "ExchangeKind",
    "ExchangeRole",
    "GovernanceRelation",
    "InstitutionKind",
    "Language",
    "Level",
    "Modality",
    "PracticeStatus",
    "ReadExtent",
    "Subregion",
    "Theme",
    "TopicScheme",
    "TransferDegree",
    "TransferPhase",
    "TransferStage",
    "VOCABULARIES",
]
