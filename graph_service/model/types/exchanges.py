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
    meaning=Labels(
        "Una ocasión en que unos gobiernos aprenden de otros, en persona o en línea.",
        "An occasion on which governments learn from one another, on site or online.",
        "Uma ocasião em que governos aprendem uns com os outros, presencialmente ou on-line.",
    ),
    source="own",
    root=("exchangeVisit", "exchangeVisits"),
    folder="exchange-visits",
    example="xv-hnd-cri-2018",
    colour="#DDCC77",
    diameter=80,
    legend=Labels("una visita o un encuentro", "a visit or a meeting", "uma visita ou um encontro"),
    properties=(
        text(
            "name",
            Labels("El título.", "The title.", "O título."),
            NAME_LABEL,
            required=True,
            rdf="dcterms:title",
        ),
        one_of(
            "kind",
            ExchangeKind,
            Labels("El tipo de intercambio.", "The kind of exchange.", "O tipo de intercâmbio."),
            KIND_LABEL,
            required=True,
        ),
        one_of(
            "modality",
            Modality,
            Labels(
                "Si las personas se reunieron en persona, en línea o de ambas maneras.",
                "Whether people met in person, online or both.",
                "Se as pessoas se reuniram presencialmente, on-line ou de ambas as formas.",
            ),
            Labels("Modalidad", "Modality", "Modalidade"),
        ),
        value(
            "date",
            Kind.DATE,
            Labels("La fecha de la visita.", "The date of the visit.", "A data da visita."),
            Labels("Fecha", "Date", "Data"),
        ),
        string(
            "place",
            Labels(
                "La localidad o el lugar de reunión.",
                "The town or venue.",
                "A localidade ou o local da reunião.",
            ),
            Labels("Lugar", "Place", "Local"),
        ),
        strings(
            "agenda",
            Labels(
                "Los puntos de la agenda, con las palabras de la fuente.",
                "The items on the agenda, in the words of the source.",
                "Os itens da agenda, nas palavras da fonte.",
            ),
            Labels("Agenda", "Agenda", "Agenda"),
        ),
        NOTE,
        DISPUTED,
    ),
)

KNOWLEDGE_TRANSFER = NodeType(
    name="KnowledgeTransfer",
    meaning=Labels(
        "La transferencia de una práctica a un receptor, que puede ser varios países juntos.",
        "The transfer of one practice to one recipient, which may be several countries together.",
        "A transferência de uma prática a um receptor, que pode ser vários países juntos.",
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
        text(
            "name",
            Labels("El título.", "The title.", "O título."),
            NAME_LABEL,
            required=True,
            rdf="dcterms:title",
        ),
        one_of(
            "basis",
            Basis,
            Labels(
                "En qué se sustenta la transferencia en su conjunto.",
                "What the transfer as a whole is based on.",
                "Em que se fundamenta a transferência como um todo.",
            ),
            BASIS_LABEL,
            required=True,
        ),
        one_of(
            "degree",
            TransferDegree,
            Labels(
                "Cuánto de la práctica se retomó.",
                "How much of the practice was taken over.",
                "Quanto da prática foi aproveitado.",
            ),
            Labels("Grado de transferencia", "Degree of transfer", "Grau de transferência"),
        ),
        one_of(
            "stage",
            TransferStage,
            Labels(
                "La etapa del último evento.",
                "The stage of the last event.",
                "A etapa do último evento.",
            ),
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
            derived=True,
        ),
        one_of(
            "phase",
            TransferPhase,
            Labels(
                "La fase a la que pertenece la etapa.",
                "The phase that the stage belongs to.",
                "A fase a que a etapa pertence.",
            ),
            Labels("Fase", "Phase", "Fase"),
            required=True,
            derived=True,
        ),
        value(
            "stageDate",
            Kind.DATE,
            Labels(
                "La fecha del último evento.",
                "The date of the last event.",
                "A data do último evento.",
            ),
            Labels("Fecha de la etapa", "Date of stage", "Data da etapa"),
            derived=True,
        ),
        NOTE,
        DISPUTED,
    ),
)

STAGE_EVENT = NodeType(
    name="StageEvent",
    meaning=Labels(
        "Un evento de una transferencia, como una visita, un análisis o una decisión.",
        "One event of a transfer, such as a visit, an assessment or a decision.",
        "Um evento de uma transferência, como uma visita, uma análise ou uma decisão.",
    ),
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
            Labels(
                "El nombre de la etapa, en español.",
                "The name of the stage, in Spanish.",
                "O nome da etapa, em espanhol.",
            ),
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        one_of(
            "stage",
            TransferStage,
            Labels(
                "La etapa a la que llegó la transferencia.",
                "The stage that the transfer reached.",
                "A etapa a que a transferência chegou.",
            ),
            Labels("Etapa", "Stage", "Etapa"),
            required=True,
        ),
        value(
            "position",
            Kind.INT,
            Labels(
                "La posición entre los eventos de la transferencia, desde 1.",
                "The position among the events of the transfer, from 1.",
                "A posição entre os eventos da transferência, a partir de 1.",
            ),
            Labels("Posición", "Position", "Posição"),
            required=True,
            bounds=(1, 9999),
        ),
        value(
            "date",
            Kind.DATE,
            Labels("La fecha del evento.", "The date of the event.", "A data do evento."),
            Labels("Fecha", "Date", "Data"),
        ),
        one_of(
            "decision",
            Decision,
            Labels(
                "La decisión del receptor.",
                "The decision of the recipient.",
                "A decisão do receptor.",
            ),
            Labels("Decisión", "Decision", "Decisão"),
        ),
        remark(
            "conclusion",
            Labels(
                "La conclusión de un análisis.",
                "The conclusion of an assessment.",
                "A conclusão de uma análise.",
            ),
            Labels("Conclusión", "Conclusion", "Conclusão"),
        ),
        remark(
            "barriers",
            Labels(
                "Los obstáculos que se encontraron.",
                "The obstacles that were found.",
                "Os obstáculos encontrados.",
            ),
            Labels("Obstáculos", "Barriers", "Obstáculos"),
            many=True,
        ),
        NOTE,
    ),
)

AGREEMENT = NodeType(
    name="Agreement",
    meaning=Labels(
        "Un acuerdo entre países o instituciones.",
        "An agreement between countries or institutions.",
        "Um acordo entre países ou instituições.",
    ),
    source="own",
    root=("agreement", "agreements"),
    folder="agreements",
    example="agr-arg-bra-2014",
    colour="#882255",
    diameter=65,
    legend=Labels("un acuerdo", "an agreement", "um acordo"),
    ordered=(("signed", "effective"),),
    properties=(
        text(
            "name",
            Labels("El título.", "The title.", "O título."),
            NAME_LABEL,
            required=True,
            rdf="dcterms:title",
        ),
        one_of(
            "kind",
            AgreementKind,
            Labels("El tipo de acuerdo.", "The kind of agreement.", "O tipo de acordo."),
            KIND_LABEL,
            required=True,
        ),
        value(
            "signed",
            Kind.DATE,
            Labels("La fecha de la firma.", "The date of signature.", "A data da assinatura."),
            Labels("Firmado", "Signed", "Assinado"),
        ),
        value(
            "effective",
            Kind.DATE,
            Labels(
                "La fecha de entrada en vigor.",
                "The date of entry into force.",
                "A data de entrada em vigor.",
            ),
            Labels("En vigor desde", "In force since", "Em vigor desde"),
            years=(1900, 10),
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
