"""Exchange visits, knowledge transfers and their events."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, string, text, texts, value
from graph_service.model.enums import (
    Basis,
    Decision,
    ExchangeKind,
    Modality,
    TransferPhase,
    TransferStage,
    VisitStatus,
)
from graph_service.model.labels import Labels

from .shared import (
    BASIS_LABEL,
    CAPTION,
    CHECKED_ON,
    KIND_LABEL,
    NAME_LABEL,
    NOTE,
    POSITION,
    REMARKS,
    STATUS_LABEL,
    TITLE,
    TRANSLATED_INTO,
    position,
)

EXCHANGE_VISIT = NodeType(
    name="ExchangeVisit",
    label=Labels("Visita o encuentro", "Visit or meeting", "Visita ou encontro"),
    plural_label=Labels("Visitas y encuentros", "Visits and meetings", "Visitas e encontros"),
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
    others=Labels(
        "Visita, Intercambio, Visita de intercambio, Encuentro, Cooperación, Recibir, Delegación,"
        " Viaje, Reunir",
        "Visit, Exchange, Exchange visit, Cooperation, Host, Receive, Delegation, Trip, Meet",
        "Visita, Intercâmbio, Visita de intercâmbio, Encontro, Cooperação, Receber, Delegação,"
        " Viagem, Reunir",
    ),
    properties=(
        TITLE,
        TRANSLATED_INTO,
        CAPTION,
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
        one_of(
            "status",
            VisitStatus,
            Labels(
                "Si la visita se hizo; vacío si ninguna fuente deja dudas de que se hizo.",
                "Whether the visit took place; null if no source leaves doubt that it did.",
                "Se a visita ocorreu; vazio se nenhuma fonte deixa dúvida de que ocorreu.",
            ),
            STATUS_LABEL,
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
        value(
            "edition",
            Kind.INT,
            Labels(
                "El número de la edición en su serie, como 11 en «XI seminario».",
                "The number of the meeting in its series, such as 11 of “11th seminar”.",
                "O número da edição em sua série, como 11 em “XI seminário”.",
            ),
            Labels("Edición", "Edition", "Edição"),
            bounds=(1, 9999),
        ),
        value(
            "participants",
            Kind.INT,
            Labels(
                "El número de personas que participaron, según las fuentes.",
                "The number of people who took part, according to the sources.",
                "O número de pessoas que participaram, segundo as fontes.",
            ),
            Labels("Participantes", "Participants", "Participantes"),
            bounds=(1, 1_000_000),
            in_words="attendance",
        ),
        string(
            "attendance",
            Labels(
                "Quiénes participaron, si las fuentes no los nombran: «más de veinte países».",
                "Who took part, if the sources don't name them: “more than twenty countries”.",
                "Quem participou, se as fontes não os nomeiam: “mais de vinte países”.",
            ),
            Labels("Asistencia", "Attendance", "Participação"),
        ),
        texts(
            "agenda",
            Labels(
                "Los puntos de la agenda.",
                "The items on the agenda.",
                "Os itens da agenda.",
            ),
            Labels("Agenda", "Agenda", "Agenda"),
            translated=True,
        ),
        CHECKED_ON,
        *REMARKS,
    ),
)

KNOWLEDGE_TRANSFER = NodeType(
    name="KnowledgeTransfer",
    label=Labels("Transferencia", "Transfer", "Transferência"),
    plural_label=Labels("Transferencias", "Transfers", "Transferências"),
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
    others=Labels(
        "Transferencia, Transferencia de conocimientos, Réplica, Cooperación, Aprender, Recibir,"
        " Adoptar, Adaptar, Replicar, Copiar, Imitar, Sumar, Unir, Adherir, Compartir,"
        " Enseñar, Ofrecer, Transferir, Práctica recibida, Práctica adoptada, Práctica aprendida,"
        " Práctica compartida, Práctica transferida, Práctica replicada",
        "Transfer, Knowledge transfer, Replication, Cooperation, Learn, Learnt, Receive, Adopt,"
        " Adapt, Replicate, Copy, Take over, Took over, Borrow, Join, Share, Teach, Taught, Offer,"
        " Practice received, Practice adopted, Practice learned, Practice shared,"
        " Practice transferred, Practice replicated",
        "Transferência, Transferência de conhecimentos, Réplica, Cooperação, Aprender, Receber,"
        " Adotar, Adoção, Adaptar, Replicar, Copiar, Aderir, Compartilhar, Ensinar, Oferecer,"
        " Transferir, Prática recebida, Prática adotada, Prática aprendida, Prática compartilhada,"
        " Prática transferida, Prática replicada",
    ),
    weight=16.5,
    properties=(
        TITLE,
        TRANSLATED_INTO,
        CAPTION,
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
            "stage",
            TransferStage,
            Labels(
                "La etapa más avanzada a la que llegó; si se interrumpió, desde entonces.",
                "The furthest stage reached; counted anew after an event that ended the transfer.",
                "A etapa mais avançada que alcançou; se foi interrompida, desde então.",
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
                "La fecha del evento que llegó primero a la etapa.",
                "The date of the event that first reached the stage.",
                "A data do evento que primeiro alcançou a etapa.",
            ),
            Labels("Fecha de la etapa", "Date of stage", "Data da etapa"),
            derived=True,
        ),
        value(
            "lastKnown",
            Kind.DATE,
            Labels(
                "La fecha del último hecho conocido: de un evento, una visita o una evaluación, o"
                " de una visita que mostró la práctica a un receptor.",
                "The date of the last known fact: of an event, a visit or an evaluation, or of a"
                " visit that showed the practice to a recipient.",
                "A data do último fato conhecido: de um evento, uma visita ou uma avaliação, ou"
                " de uma visita que mostrou a prática a um receptor.",
            ),
            Labels("Último hecho conocido", "Last known fact", "Último fato conhecido"),
            recorded=True,
        ),
        CHECKED_ON,
        *REMARKS,
    ),
)

STAGE_EVENT = NodeType(
    name="StageEvent",
    label=Labels(
        "Evento de una transferencia", "Event of a transfer", "Evento de uma transferência"
    ),
    plural_label=Labels(
        "Eventos de transferencias", "Events of transfers", "Eventos de transferências"
    ),
    meaning=Labels(
        "Un evento de una transferencia, como una visita, un análisis o una decisión.",
        "One event of a transfer, such as a visit, an assessment or a decision.",
        "Um evento de uma transferência, como uma visita, uma análise ou uma decisão.",
    ),
    source="EPIS (Aarons, Hurlburt and Horwitz 2011)",
    entry=False,
    cited=False,
    order=POSITION,
    named_by="stage",
    colour="#AA4499",
    diameter=80,
    legend=Labels(
        "un evento de una transferencia", "an event of a transfer", "um evento de uma transferência"
    ),
    properties=(
        text(
            "name",
            Labels("El nombre de la etapa.", "The name of the stage.", "O nome da etapa."),
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
        position(
            Labels(
                "La posición entre los eventos de la transferencia, desde 1.",
                "The position among the events of the transfer, from 1.",
                "A posição entre os eventos da transferência, a partir de 1.",
            ),
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
        text(
            "conclusion",
            Labels(
                "La conclusión de un análisis.",
                "The conclusion of an assessment.",
                "A conclusão de uma análise.",
            ),
            Labels("Conclusión", "Conclusion", "Conclusão"),
            remark=True,
            length=4000,
        ),
        NOTE,
    ),
)

TYPES = (
    EXCHANGE_VISIT,
    KNOWLEDGE_TRANSFER,
    STAGE_EVENT,
)
