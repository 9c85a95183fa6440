"""The vocabularies of good practices, programmes and agreements."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class PracticeStatus(Vocabulary, source="own"):
    """Whether a practice or a programme is active."""

    PLANNED = term(
        Labels(
            "anunciada, todavía no funciona",
            "announced, not yet in operation",
            "anunciada, ainda não funciona",
        ),
        en="Planned",
        es="Prevista",
        pt="Prevista",
    )
    ACTIVE = term(
        Labels(
            "funciona en la fecha de «Estado a la fecha de»",
            "in operation on the date of `statusAsOf`",
            "funciona na data de “Situação na data de”",
        ),
        en="Active",
        es="En marcha",
        pt="Em funcionamento",
    )
    REDUCED = term(
        Labels(
            "funciona con menos recursos",
            "in operation with fewer resources",
            "funciona com menos recursos",
        ),
        en="Reduced",
        es="Reducida",
        pt="Reduzida",
    )
    INACTIVE = term(
        Labels(
            "existe formalmente, pero no funciona",
            "formally in place, but not in operation",
            "existe formalmente, mas não funciona",
        ),
        en="Inactive",
        es="Inactiva",
        pt="Inativa",
    )
    ENDED = term(
        Labels("cerrada o reemplazada", "closed or replaced", "encerrada ou substituída"),
        en="Ended",
        es="Terminada",
        pt="Encerrada",
    )


class AgreementKind(Vocabulary, source="own"):
    """The kinds of agreements."""

    TREATY = term(
        Labels(
            "acuerdo o convenio entre Estados",
            "agreement or convention between states",
            "acordo ou convênio entre Estados",
        ),
        en="Treaty",
        es="Tratado",
        pt="Tratado",
        others=Labels(
            "Convenio, Convención, Acuerdo bilateral, Convenio bilateral, Acuerdo binacional",
            "Convention, Bilateral agreement, Accord",
            "Convênio, Convenção, Acordo bilateral",
        ),
    )
    MEMORANDUM = term(
        Labels(
            "memorando de entendimiento", "memorandum of understanding", "memorando de entendimento"
        ),
        en="Memorandum",
        es="Memorando de entendimiento",
        pt="Memorando de entendimento",
        others=Labels(
            "Memorándum, Memorándum de entendimiento, Memorando, MdE",
            "Memorandum of understanding, MoU",
            "Memorando, MdE",
        ),
    )
    INTER_INSTITUTIONAL = term(
        Labels(
            "acuerdo o protocolo entre instituciones o ministros",
            "agreement or protocol between agencies or ministers",
            "acordo ou protocolo entre instituições ou ministros",
        ),
        en="Inter-institutional agreement",
        es="Acuerdo interinstitucional",
        pt="Acordo interinstitucional",
        others=Labels(
            "Convenio interinstitucional, Convenio de cooperación, Protocolo de actuación,"
            " Acuerdo de cooperación",
            "Interagency agreement, Cooperation agreement, Interagency protocol",
            "Convênio interinstitucional, Acordo de cooperação, Acordo de cooperação técnica",
        ),
    )
    DECLARATION = term(
        Labels(
            "declaración o compromiso", "declaration or commitment", "declaração ou compromisso"
        ),
        en="Declaration",
        es="Declaración",
        pt="Declaração",
        others=Labels(
            "Compromiso, Pronunciamiento, Declaración conjunta, Comunicado conjunto",
            "Commitment, Joint declaration, Joint statement, Statement",
            "Compromisso, Declaração conjunta, Comunicado conjunto",
        ),
    )
    ROADMAP = term(
        Labels(
            "plan de actividades conjuntas para un periodo",
            "plan of joint activities for a period",
            "plano de atividades conjuntas para um período",
        ),
        en="Roadmap or plan",
        es="Hoja de ruta o plan",
        pt="Roteiro ou plano",
        others=Labels(
            "Hoja de ruta, Plan de trabajo, Plan de acción, Plan operativo",
            "Roadmap, Work plan, Action plan, Plan of action",
            "Roteiro, Plano de trabalho, Plano de ação",
        ),
    )
    FOUNDING_DOCUMENT = term(
        Labels(
            "documento que crea una institución",
            "document that creates an institution",
            "documento que cria uma instituição",
        ),
        en="Founding document",
        es="Documento fundacional",
        pt="Documento constitutivo",
        others=Labels(
            "Acta constitutiva, Estatuto, Carta constitutiva, Acta fundacional",
            "Statute, Charter, Founding charter, Constitution",
            "Estatuto, Ato constitutivo, Carta constitutiva",
        ),
    )
    GUIDELINES = term(
        Labels(
            "reglas de conducta acordadas", "agreed rules of conduct", "regras de conduta acordadas"
        ),
        en="Guidelines",
        es="Lineamientos",
        pt="Diretrizes",
        others=Labels(
            "Directrices, Principios rectores, Pautas",
            "Guiding principles, Standards, Code of conduct",
            "Orientações, Princípios orientadores, Lineamentos",
        ),
    )
    RESOLUTION = term(
        Labels(
            "decisión de un órgano de una organización",
            "decision of a body of an organisation",
            "decisão de um órgão de uma organização",
        ),
        en="Resolution",
        es="Resolución",
        pt="Resolução",
        others=Labels("Decisión, Resoluciones", "Resolutions, Decision", "Decisão, Resoluções"),
    )


class AgreementStatus(
    Vocabulary, source="after UN Treaty Handbook 2013: signature, entry into force"
):
    """Whether an agreement is in force."""

    NEGOTIATED = term(
        Labels(
            "se anunció o se negocia; todavía no se firma",
            "announced or under negotiation; not yet signed",
            "foi anunciado ou está em negociação; ainda não assinado",
        ),
        en="Under negotiation",
        es="En negociación",
        pt="Em negociação",
    )
    SIGNED = term(
        Labels(
            "se firmó; no se sabe que esté en vigor",
            "signed; not known to be in force",
            "foi assinado; não se sabe se está em vigor",
        ),
        en="Signed",
        es="Firmado",
        pt="Assinado",
    )
    IN_FORCE = term(
        Labels("rige entre las partes", "binds its parties", "vigora entre as partes"),
        en="In force",
        es="En vigor",
        pt="Em vigor",
    )
    ENDED = term(
        Labels(
            "venció, se denunció o se reemplazó",
            "expired, denounced or replaced",
            "expirou, foi denunciado ou substituído",
        ),
        en="Ended",
        es="Terminado",
        pt="Encerrado",
    )
