"""Exchange visits, knowledge transfers and their events, and agreements."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, remark, string, strings, text, value
from graph_service.model.enums import (
    AgreementKind,
    Basis,
    Decision,
    ExchangeKind,
    Modality,
    TransferDegree,
    TransferPhase,
    TransferStage,
)
from graph_service.model.labels import Labels

from .shared import BASIS_LABEL, DISPUTED, KIND_LABEL, NAME_LABEL, NOTE

EXCHANGE_VISIT = NodeType(
    name="ExchangeVisit",
    description="An occasion on which governments learn from one another, on site or online.",
    source="own",
    root=("exchangeVisit", "exchangeVisits"),
    folder="exchange-visits",
    example="xv-hnd-cri-2018",
    colour="#DDCC77",
    diameter=80,
    legend=Labels("una visita o un encuentro", "a visit or a meeting", "uma visita ou um encontro"),
    properties=(
        text("name", "The title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of("kind", ExchangeKind, "The kind of exchange.", KIND_LABEL, required=True),
        one_of(
            "modality",
            Modality,
            "Whether people met in person, online or both.",
            Labels("Modalidad", "Modality", "Modalidade"),
        ),
        value("date", Kind.DATE, "The date of the visit.", Labels("Fecha", "Date", "Data")),
        string("place", "The town or venue.", Labels("Lugar", "Place", "Local")),
        strings(
            "agenda",
            "The items on the agenda, in the words of the source.",
            Labels("Agenda", "Agenda", "Agenda"),
        ),
        NOTE,
        DISPUTED,
    ),
)

KNOWLEDGE_TRANSFER = NodeType(
    name="KnowledgeTransfer",
    description=(
        "The transfer of one practice to one recipient, which may be several countries together."
    ),
    source="Dolowitz and Marsh 2000",
    root=("knowledgeTransfer", "knowledgeTransfers"),
    folder="knowledge-transfers",
    example="kt-alerta-trata-arg",
    colour="#CC6677",
    diameter=80,
    legend=Labels(
        "una transferencia de una práctica",
        "a transfer of a practice",
        "uma transferência de uma prática",
    ),
    properties=(
        text("name", "The title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of(
            "basis", Basis, "What the transfer as a whole is based on.", BASIS_LABEL, required=True
        ),
        one_of(
            "degree",
            TransferDegree,
            "How much of the practice was taken over.",
            Labels("Grado de transferencia", "Degree of transfer", "Grau de transferência"),
        ),
        one_of(
            "stage",
            TransferStage,
            "The stage of the last event.",
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
            derived=True,
        ),
        one_of(
            "phase",
            TransferPhase,
            "The phase that the stage belongs to.",
            Labels("Fase", "Phase", "Fase"),
            required=True,
            derived=True,
        ),
        value(
            "stageDate",
            Kind.DATE,
            "The date of the last event.",
            Labels("Fecha de la etapa", "Date of stage", "Data da etapa"),
            derived=True,
        ),
        NOTE,
        DISPUTED,
    ),
)

STAGE_EVENT = NodeType(
    name="StageEvent",
    description="One event of a transfer, such as a visit, an assessment or a decision.",
    source="EPIS (Aarons, Hurlburt and Horwitz 2011)",
    entry=False,
    cited=False,
    order="position",
    colour="#AA4499",
    diameter=80,
    legend=Labels(
        "un evento de una transferencia", "an event of a transfer", "um evento de uma transferência"
    ),
    properties=(
        string(
            "name",
            "The name of the stage, in Spanish.",
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        one_of(
            "stage",
            TransferStage,
            "The stage that the transfer reached.",
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
        ),
        value(
            "position",
            Kind.INT,
            "The position among the events of the transfer, from 1.",
            Labels("Posición", "Position", "Posição"),
            required=True,
            bounds=(1, 9999),
        ),
        value("date", Kind.DATE, "The date of the event.", Labels("Fecha", "Date", "Data")),
        one_of(
            "decision",
            Decision,
            "The decision of the recipient.",
            Labels("Decisión", "Decision", "Decisão"),
        ),
        remark(
            "conclusion",
            "The conclusion of an assessment.",
            Labels("Conclusión", "Conclusion", "Conclusão"),
        ),
        remark(
            "barriers",
            "The obstacles that were found.",
            Labels("Obstáculos", "Barriers", "Obstáculos"),
            many=True,
        ),
        NOTE,
    ),
)

AGREEMENT = NodeType(
    name="Agreement",
    description="An agreement between countries or institutions.",
    source="own",
    root=("agreement", "agreements"),
    folder="agreements",
    example="agr-arg-bra-2014",
    colour="#882255",
    diameter=65,
    legend=Labels("un acuerdo", "an agreement", "um acordo"),
    properties=(
        text("name", "The title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of("kind", AgreementKind, "The kind of agreement.", KIND_LABEL, required=True),
        value(
            "signed", Kind.DATE, "The date of signature.", Labels("Firmado", "Signed", "Assinado")
        ),
        value(
            "effective",
            Kind.DATE,
            "The date of entry into force.",
            Labels("En vigor desde", "In force since", "Em vigor desde"),
        ),
        NOTE,
        DISPUTED,
    ),
)

TYPES = (
    EXCHANGE_VISIT,
    KNOWLEDGE_TRANSFER,
    STAGE_EVENT,
    AGREEMENT,
)
