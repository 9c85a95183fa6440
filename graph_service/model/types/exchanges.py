"""Exchange visits, knowledge transfers and the events of their logs, and agreements."""

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
    description="An occasion on which governments learn from one another, on site or not.",
    source="own",
    root=("exchangeVisit", "exchangeVisits"),
    folder="exchange-visits",
    example="xv-hnd-cri-2018",
    colour="#DDCC77",
    diameter=80,
    legend=Labels("una visita o un encuentro", "a visit or a meeting", "uma visita ou um encontro"),
    properties=(
        text("name", "Title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of("kind", ExchangeKind, "What kind of occasion it was.", KIND_LABEL, required=True),
        one_of(
            "modality",
            Modality,
            "Whether people met in one place.",
            Labels("Modalidad", "Modality", "Modalidade"),
        ),
        value("date", Kind.DATE, "When it took place.", Labels("Fecha", "Date", "Data")),
        string("place", "Town or venue.", Labels("Lugar", "Place", "Local")),
        strings(
            "agenda",
            "What was on the agenda, in the words of the source.",
            Labels("Agenda", "Agenda", "Agenda"),
        ),
        NOTE,
        DISPUTED,
    ),
)

KNOWLEDGE_TRANSFER = NodeType(
    name="KnowledgeTransfer",
    description=(
        "One practice on its way to one recipient (which may be several countries together)."
    ),
    source="Dolowitz and Marsh 2000",
    root=("knowledgeTransfer", "knowledgeTransfers"),
    folder="knowledge-transfers",
    example="kt-alerta-trata-arg",
    colour="#CC6677",
    diameter=80,
    legend=Labels(
        "una práctica en camino a un destinatario",
        "a practice on its way to a recipient",
        "uma prática a caminho de um destinatário",
    ),
    properties=(
        text("name", "Title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of(
            "basis", Basis, "What the transfer as a whole rests on.", BASIS_LABEL, required=True
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
            "Stage of its last event.",
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
            derived=True,
        ),
        one_of(
            "phase",
            TransferPhase,
            "Phase of its stage.",
            Labels("Fase", "Phase", "Fase"),
            required=True,
            derived=True,
        ),
        value(
            "stageDate",
            Kind.DATE,
            "Date of its last event.",
            Labels("Fecha de la etapa", "Date of stage", "Data da etapa"),
            derived=True,
        ),
        NOTE,
        DISPUTED,
    ),
)

STAGE_EVENT = NodeType(
    name="StageEvent",
    description="One step in a transfer's log, an assessment included; a part of its transfer.",
    source="EPIS (Aarons, Hurlburt and Horwitz 2011)",
    entry=False,
    cited=False,
    order="position",
    colour="#AA4499",
    diameter=80,
    legend=Labels("un paso de ese camino", "a step on that way", "um passo desse caminho"),
    properties=(
        string(
            "name",
            "Its stage, readable.",
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        one_of(
            "stage",
            TransferStage,
            "Which step it was.",
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
        ),
        value(
            "position",
            Kind.INT,
            "Its place in the log, from 1.",
            Labels("Posición", "Position", "Posição"),
            required=True,
            bounds=(1, 9999),
        ),
        value("date", Kind.DATE, "When it happened.", Labels("Fecha", "Date", "Data")),
        one_of(
            "decision", Decision, "What was decided.", Labels("Decisión", "Decision", "Decisão")
        ),
        remark(
            "conclusion",
            "What an assessment concluded.",
            Labels("Conclusión", "Conclusion", "Conclusão"),
        ),
        remark(
            "barriers",
            "What stood in the way.",
            Labels("Obstáculos", "Barriers", "Obstáculos"),
            many=True,
        ),
        NOTE,
    ),
)

AGREEMENT = NodeType(
    name="Agreement",
    description="An instrument between countries or bodies.",
    source="own",
    root=("agreement", "agreements"),
    folder="agreements",
    example="agr-arg-bra-2014",
    colour="#882255",
    diameter=65,
    legend=Labels("un acuerdo", "an agreement", "um acordo"),
    properties=(
        text("name", "Title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        one_of("kind", AgreementKind, "What kind of instrument it is.", KIND_LABEL, required=True),
        value("signed", Kind.DATE, "When it was signed.", Labels("Firmado", "Signed", "Assinado")),
        value(
            "effective",
            Kind.DATE,
            "When it came into force.",
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
