"""The vocabularies of good practices, programmes and agreements."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class PracticeStatus(Vocabulary, source="own"):
    """Whether a practice or a programme is active."""

    PLANNED = Term(
        Labels(
            "anunciada, todavía no funciona",
            "announced, not yet in operation",
            "anunciada, ainda não funciona",
        ),
        Labels("Prevista", "Planned", "Prevista"),
    )
    ACTIVE = Term(
        Labels(
            "funciona en la fecha de «Estado a la fecha de»",
            "in operation on the date of `statusAsOf`",
            "funciona na data de “Situação na data de”",
        ),
        Labels("En marcha", "Active", "Em funcionamento"),
    )
    REDUCED = Term(
        Labels(
            "funciona con menos recursos",
            "in operation with fewer resources",
            "funciona com menos recursos",
        ),
        Labels("Reducida", "Reduced", "Reduzida"),
    )
    INACTIVE = Term(
        Labels(
            "existe formalmente, pero no funciona",
            "formally in place, but not in operation",
            "existe formalmente, mas não funciona",
        ),
        Labels("Inactiva", "Inactive", "Inativa"),
    )
    ENDED = Term(
        Labels("cerrada o reemplazada", "closed or replaced", "encerrada ou substituída"),
        Labels("Terminada", "Ended", "Encerrada"),
    )


class Aspect(
    Vocabulary,
    source="PANORAMA's building blocks, OPSI's case study form, the OECD DAC evaluation criteria",
):
    """What a detail of a practice tells about it, in the order of pages."""

    HOW_IT_WORKS = Term(
        Labels(
            "qué pasa, paso a paso, cuando la práctica se aplica (componentes, PANORAMA)",
            "what happens, step by step, when the practice is used (building blocks, PANORAMA)",
            "o que acontece, passo a passo, quando a prática é aplicada (componentes, PANORAMA)",
        ),
        Labels("Cómo funciona", "How it works", "Como funciona"),
    )
    WHO_DOES_WHAT = Term(
        Labels(
            "qué hace cada institución que participa (aliados, OPSI)",
            "what each of the bodies that take part does (partners, OPSI)",
            "o que faz cada instituição que participa (parceiros, OPSI)",
        ),
        Labels("Quién hace qué", "Who does what", "Quem faz o quê"),
    )
    WHOM_IT_SERVES = Term(
        Labels(
            "para quién es, y quién queda fuera (usuarios, OPSI; pertinencia, CAD)",
            "whom it is for, and who is left out (users, OPSI; relevance, DAC)",
            "para quem é, e quem fica de fora (usuários, OPSI; relevância, CAD)",
        ),
        Labels("A quién sirve", "Whom it serves", "A quem serve"),
    )
    LEGAL_BASIS = Term(
        Labels(
            "la norma que la crea o la rige (factores que la hacen posible, PANORAMA)",
            "the law or rule that creates or governs it (enabling factors, PANORAMA)",
            "a norma que a cria ou a rege (fatores que a tornam possível, PANORAMA)",
        ),
        Labels("Base legal", "Legal basis", "Base legal"),
    )
    RESOURCES = Term(
        Labels(
            "dinero, personal y equipo, con su fecha (recursos, OPSI; eficiencia, CAD)",
            "money, staff and equipment, with their date (resources, OPSI; efficiency, DAC)",
            "dinheiro, pessoal e equipamento, com sua data (recursos, OPSI; eficiência, CAD)",
        ),
        Labels("Recursos", "Resources", "Recursos"),
    )
    RESULTS = Term(
        Labels(
            "qué produjo o qué se halló de ella (resultados, OPSI; eficacia e impacto, CAD)",
            "what it produced or was found to do (results, OPSI; effectiveness and impact, DAC)",
            "o que produziu ou o que se constatou (resultados, OPSI; eficácia e impacto, CAD)",
        ),
        Labels("Resultados", "Results", "Resultados"),
    )
    OBSTACLES = Term(
        Labels(
            "qué la dificulta o qué se le critica (dificultades, OPSI)",
            "what hinders it or what is criticised about it (challenges, OPSI)",
            "o que a dificulta ou o que se critica nela (dificuldades, OPSI)",
        ),
        Labels("Obstáculos", "Obstacles", "Obstáculos"),
    )
    LESSONS = Term(
        Labels(
            "qué recomienda o aprendió alguien, para quien la adopte (lecciones, PANORAMA)",
            "what somebody recommends or learned, for those who adopt it (lessons, PANORAMA)",
            "o que alguém recomenda ou aprendeu, para quem a adote (lições, PANORAMA)",
        ),
        Labels("Lecciones", "Lessons", "Lições"),
    )
    ORIGIN = Term(
        Labels(
            "cómo y por qué surgió (origen, OPSI)",
            "how and why it came about (origin, OPSI)",
            "como e por que surgiu (origem, OPSI)",
        ),
        Labels("Origen", "Origin", "Origem"),
    )
    STATUS = Term(
        Labels(
            "si sigue en marcha, y qué cambió (sostenibilidad, CAD)",
            "whether it is still in operation, and what changed (sustainability, DAC)",
            "se continua em funcionamento, e o que mudou (sustentabilidade, CAD)",
        ),
        Labels("Situación", "Status", "Situação"),
    )


class AgreementKind(Vocabulary, source="own"):
    """The kinds of agreements."""

    TREATY = Term(
        Labels(
            "acuerdo o convenio entre Estados",
            "agreement or convention between states",
            "acordo ou convênio entre Estados",
        ),
        Labels("Tratado", "Treaty", "Tratado"),
        others=Labels(
            "Convenio, Convención, Acuerdo bilateral, Convenio bilateral, Acuerdo binacional",
            "Convention, Bilateral agreement, Accord",
            "Convênio, Convenção, Acordo bilateral",
        ),
    )
    MEMORANDUM = Term(
        Labels(
            "memorando de entendimiento", "memorandum of understanding", "memorando de entendimento"
        ),
        Labels("Memorando de entendimiento", "Memorandum", "Memorando de entendimento"),
        others=Labels(
            "Memorándum, Memorándum de entendimiento, Memorando, MdE",
            "Memorandum of understanding, MoU",
            "Memorando, MdE",
        ),
    )
    INTER_INSTITUTIONAL = Term(
        Labels(
            "acuerdo o protocolo entre instituciones o ministros",
            "agreement or protocol between agencies or ministers",
            "acordo ou protocolo entre instituições ou ministros",
        ),
        Labels(
            "Acuerdo interinstitucional",
            "Inter-institutional agreement",
            "Acordo interinstitucional",
        ),
        others=Labels(
            "Convenio interinstitucional, Convenio de cooperación, Protocolo de actuación,"
            " Acuerdo de cooperación",
            "Interagency agreement, Cooperation agreement, Interagency protocol",
            "Convênio interinstitucional, Acordo de cooperação, Acordo de cooperação técnica",
        ),
    )
    DECLARATION = Term(
        Labels(
            "declaración o compromiso", "declaration or commitment", "declaração ou compromisso"
        ),
        Labels("Declaración", "Declaration", "Declaração"),
        others=Labels(
            "Compromiso, Pronunciamiento, Declaración conjunta, Comunicado conjunto",
            "Commitment, Joint declaration, Joint statement, Statement",
            "Compromisso, Declaração conjunta, Comunicado conjunto",
        ),
    )
    ROADMAP = Term(
        Labels(
            "plan de actividades conjuntas para un periodo",
            "plan of joint activities for a period",
            "plano de atividades conjuntas para um período",
        ),
        Labels("Hoja de ruta o plan", "Roadmap or plan", "Roteiro ou plano"),
        others=Labels(
            "Hoja de ruta, Plan de trabajo, Plan de acción, Plan operativo",
            "Roadmap, Work plan, Action plan, Plan of action",
            "Roteiro, Plano de trabalho, Plano de ação",
        ),
    )
    FOUNDING_DOCUMENT = Term(
        Labels(
            "documento que crea una institución",
            "document that creates an institution",
            "documento que cria uma instituição",
        ),
        Labels("Documento fundacional", "Founding document", "Documento constitutivo"),
        others=Labels(
            "Acta constitutiva, Estatuto, Carta constitutiva, Acta fundacional",
            "Statute, Charter, Founding charter, Constitution",
            "Estatuto, Ato constitutivo, Carta constitutiva",
        ),
    )
    GUIDELINES = Term(
        Labels(
            "reglas de conducta acordadas", "agreed rules of conduct", "regras de conduta acordadas"
        ),
        Labels("Lineamientos", "Guidelines", "Diretrizes"),
        others=Labels(
            "Directrices, Principios rectores, Pautas",
            "Guiding principles, Standards, Code of conduct",
            "Orientações, Princípios orientadores, Lineamentos",
        ),
    )
    RESOLUTION = Term(
        Labels(
            "decisión de un órgano de una organización",
            "decision of a body of an organisation",
            "decisão de um órgão de uma organização",
        ),
        Labels("Resolución", "Resolution", "Resolução"),
        others=Labels("Decisión, Resoluciones", "Resolutions, Decision", "Decisão, Resoluções"),
    )


class AgreementStatus(
    Vocabulary, source="after UN Treaty Handbook 2013: signature, entry into force"
):
    """Whether an agreement is in force."""

    NEGOTIATED = Term(
        Labels(
            "se anunció o se negocia; todavía no se firma",
            "announced or under negotiation; not yet signed",
            "foi anunciado ou está em negociação; ainda não assinado",
        ),
        Labels("En negociación", "Under negotiation", "Em negociação"),
    )
    SIGNED = Term(
        Labels(
            "se firmó; no se sabe que esté en vigor",
            "signed; not known to be in force",
            "foi assinado; não se sabe se está em vigor",
        ),
        Labels("Firmado", "Signed", "Assinado"),
    )
    IN_FORCE = Term(
        Labels("rige entre las partes", "binds its parties", "vigora entre as partes"),
        Labels("En vigor", "In force", "Em vigor"),
    )
    ENDED = Term(
        Labels(
            "venció, se denunció o se reemplazó",
            "expired, denounced or replaced",
            "expirou, foi denunciado ou substituído",
        ),
        Labels("Terminado", "Ended", "Encerrado"),
    )
