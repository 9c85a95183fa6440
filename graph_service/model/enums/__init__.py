"""The controlled vocabularies: enums with the labels, meanings and sources of their terms."""

from __future__ import annotations

from .evaluations import EvaluationKind, Verdict
from .exchange import ExchangeKind, ExchangeRole, Modality, VisitStatus
from .general import (
    Basis,
    ChangeKind,
    DatePrecision,
    DateQualifier,
    Language,
    Level,
    ReadExtent,
    SourceKind,
    Theme,
    TopicScheme,
)
from .institutions import GovernanceRelation, InstitutionKind
from .places import Subregion
from .practices import AgreementKind, AgreementStatus, Aspect, PracticeStatus
from .transfers import Decision, TransferPhase, TransferStage

VOCABULARIES = (
    Language,
    DatePrecision,
    Theme,
    Level,
    Subregion,
    InstitutionKind,
    GovernanceRelation,
    PracticeStatus,
    Aspect,
    ExchangeKind,
    VisitStatus,
    Modality,
    ExchangeRole,
    TransferStage,
    TransferPhase,
    Decision,
    AgreementKind,
    AgreementStatus,
    EvaluationKind,
    Verdict,
    Basis,
    DateQualifier,
    ReadExtent,
    SourceKind,
    TopicScheme,
    ChangeKind,
)
"""All vocabularies, in the order of the schema's reference."""

__all__ = [
    "VOCABULARIES",
    "AgreementKind",
    "AgreementStatus",
    "Aspect",
    "Basis",
    "ChangeKind",
    "DatePrecision",
    "DateQualifier",
    "Decision",
    "EvaluationKind",
    "ExchangeKind",
    "ExchangeRole",
    "GovernanceRelation",
    "InstitutionKind",
    "Language",
    "Level",
    "Modality",
    "PracticeStatus",
    "ReadExtent",
    "SourceKind",
    "Subregion",
    "Theme",
    "TopicScheme",
    "TransferPhase",
    "TransferStage",
    "Verdict",
    "VisitStatus",
]
