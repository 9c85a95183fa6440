"""The controlled vocabularies: enums with the labels, meanings and sources of their terms."""

from __future__ import annotations

from .bodies import AgreementKind, GovernanceRelation, InstitutionKind, PracticeStatus
from .exchange import ExchangeKind, ExchangeRole, Modality
from .general import (
    Basis,
    DatePrecision,
    DateQualifier,
    Language,
    Level,
    ReadExtent,
    Subregion,
    Theme,
    TopicScheme,
)
from .history import ChangeKind
from .transfers import Decision, TransferDegree, TransferPhase, TransferStage

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
    ChangeKind,
)
"""All vocabularies, in the order of the schema's reference."""

__all__ = [
    "VOCABULARIES",
    "AgreementKind",
    "Basis",
    "ChangeKind",
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
]
