"""Good practices and topics."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, strings, text, texts, value
from graph_service.model.enums import Aspect, Level, PracticeStatus, Theme, TopicScheme
from graph_service.model.labels import Labels

from .shared import (
    CHECKED_ON,
    END_REASON,
    LEVEL_LABEL,
    NAME_LABEL,
    OTHER_NAMES_LABEL,
    POSITION,
    REMARKS,
    SAME_AS,
    STATUS_AS_OF,
    STATUS_LABEL,
    TITLE,
    TRANSLATED_INTO,
    position,
    summary,
)

GOOD_PRACTICE = NodeType(
    name="GoodPractice",
    label=Labels("Buena práctica", "Good practice", "Boa prática"),
    plural_label=Labels("Buenas prácticas", "Good practices", "Boas práticas"),
    meaning=Labels(
        "Una iniciativa documentada como modelo para otros.",
        "An initiative documented as a model for others.",
        "Uma iniciativa documentada como modelo para outros.",
    ),
    source="IOM catalogue",
    root=("goodPractice", "goodPractices"),
    folder="good-practices",
    example="gp-alerta-trata",
    colour="#117733",
    diameter=80,
    legend=Labels("una buena práctica", "a good practice", "uma boa prática"),
    ordered=(("started", "ended"),),
    ordered_by_status=(
        (PracticeStatus.PLANNED, "statusAsOf", "started"),
        *((status, "started", "statusAsOf") for status in PracticeStatus if status.rank),
        (PracticeStatus.ACTIVE, "statusAsOf", "ended"),
        (PracticeStatus.REDUCED, "statusAsOf", "ended"),
    ),
    others=Labels(
        "Buena práctica, Práctica, Iniciativa",
        "Good practice, Practice, Initiative",
        "Boa prática, Prática, Iniciativa",
    ),
    weight=18.5,
    properties=(
        TITLE,
        TRANSLATED_INTO,
        summary(
            Labels(
                "Qué hace la práctica, en pocas oraciones.",
                "What the practice does, in a few sentences.",
                "O que a prática faz, em poucas frases.",
            )
        ),
        one_of(
            "themes",
            Theme,
            Labels(
                "Los ejes de la práctica, según las cuatro P.",
                "The themes of the practice, by the four Ps.",
                "Os eixos da prática, segundo os quatro P.",
            ),
            Labels("Ejes (4P)", "Themes (4P)", "Eixos (4P)"),
            many=True,
            required=True,
        ),
        one_of(
            "level",
            Level,
            Labels(
                "El nivel territorial de la práctica.",
                "The territorial level of the practice.",
                "O nível territorial da prática.",
            ),
            LEVEL_LABEL,
            required=True,
        ),
        value(
            "started",
            Kind.DATE,
            Labels(
                "La fecha de inicio; «qué indica» dice si las fuentes solo mencionan la práctica"
                " para entonces.",
                "The start date; its `qualifier` says if sources only mention the practice by"
                " then.",
                "A data de início; “o que indica” diz se as fontes apenas mencionam a prática"
                " nessa data.",
            ),
            Labels("Inicio", "Started", "Início"),
        ),
        one_of(
            "status",
            PracticeStatus,
            Labels(
                "Si la práctica está en marcha.",
                "Whether the practice is active.",
                "Se a prática está em funcionamento.",
            ),
            STATUS_LABEL,
        ),
        STATUS_AS_OF,
        value(
            "ended",
            Kind.DATE,
            Labels("La fecha de fin.", "The end date.", "A data de fim."),
            Labels("Fin", "Ended", "Fim"),
        ),
        END_REASON,
        strings(
            "versions",
            Labels(
                "Las versiones de la práctica, empezando por la más antigua.",
                "The versions of the practice, oldest first.",
                "As versões da prática, a mais antiga primeiro.",
            ),
            Labels("Versiones", "Versions", "Versões"),
        ),
        CHECKED_ON,
        *REMARKS,
    ),
)

DETAIL = NodeType(
    name="Detail",
    label=Labels("Detalle de una práctica", "Detail of a practice", "Detalhe de uma prática"),
    plural_label=Labels("Detalles de prácticas", "Details of practices", "Detalhes de práticas"),
    meaning=Labels(
        "Un hecho sobre una práctica, con su fecha y sus fuentes.",
        "One fact about a practice, with its date and its sources.",
        "Um fato sobre uma prática, com sua data e suas fontes.",
    ),
    source="PANORAMA's building blocks, OPSI's case study form, the OECD DAC evaluation criteria",
    entry=False,
    order=POSITION,
    named_by="aspect",
    colour="#AADDAA",
    diameter=50,
    legend=Labels(
        "un detalle de una práctica", "a detail of a practice", "um detalhe de uma prática"
    ),
    properties=(
        text(
            "name",
            Labels("El nombre del aspecto.", "The name of the aspect.", "O nome do aspecto."),
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        one_of(
            "aspect",
            Aspect,
            Labels(
                "Lo que el detalle dice de la práctica.",
                "What the detail tells about the practice.",
                "O que o detalhe diz da prática.",
            ),
            Labels("Aspecto", "Aspect", "Aspecto"),
            required=True,
        ),
        position(
            Labels(
                "La posición entre los detalles de la práctica, desde 1; puede haber huecos.",
                "The position among the details of the practice, from 1; gaps are allowed.",
                "A posição entre os detalhes da prática, a partir de 1; pode haver lacunas.",
            ),
        ),
        text(
            "text",
            Labels(
                "El hecho, en una oración que se entiende por sí sola.",
                "The fact, in a sentence that can be understood by itself.",
                "O fato, em uma oração que se entende por si só.",
            ),
            Labels("Texto", "Text", "Texto"),
            required=True,
            length=2000,
            rdf="dcterms:description",
        ),
        value(
            "asOf",
            Kind.DATE,
            Labels(
                "El tiempo del que habla el texto o, si no se dice, el de la fuente.",
                "The time of which the text speaks or, if that is not said, of the source.",
                "O tempo de que o texto fala ou, se não se diz, o da fonte.",
            ),
            Labels("A la fecha de", "As of", "Na data de"),
        ),
    ),
)

TOPIC = NodeType(
    name="Topic",
    label=Labels("Tema", "Topic", "Tema"),
    plural_label=Labels("Temas", "Topics", "Temas"),
    meaning=Labels(
        "Una materia de prácticas y visitas.",
        "A subject of practices and visits.",
        "Um assunto de práticas e visitas.",
    ),
    source="SKOS",
    root=("topic", "topics"),
    folder="topics",
    cited=None,
    example="training",
    colour="#44AA99",
    diameter=65,
    legend=Labels("un tema", "a topic", "um tema"),
    rdf=("skos:Concept",),
    others=Labels("Tema, Materia", "Topic, Subject", "Tema, Assunto"),
    weight=19.0,
    properties=(
        text(
            "name",
            Labels("El nombre preferido.", "The preferred label.", "O nome preferido."),
            NAME_LABEL,
            required=True,
            rdf="skos:prefLabel",
        ),
        TRANSLATED_INTO,
        texts(
            "otherNames",
            Labels(
                "Otras palabras para el tema en cada idioma, con las que también se busca.",
                "Other words for the topic in each language, which search finds, too.",
                "Outras palavras para o tema em cada idioma, que a busca também encontra.",
            ),
            OTHER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        texts(
            "includes",
            Labels(
                "Términos más específicos en cada idioma que el tema abarca, con los que también se"
                " encuentra.",
                "Narrower terms in each language that the topic covers, by which it is found, too.",
                "Termos mais específicos em cada idioma que o tema abrange, pelos quais também é"
                " encontrado.",
            ),
            Labels("Términos específicos", "Narrower terms", "Termos específicos"),
            rdf="skos:hiddenLabel",
        ),
        one_of(
            "scheme",
            TopicScheme,
            Labels(
                "Para qué se usa el tema.", "What the topic is used for.", "Para que se usa o tema."
            ),
            Labels("Esquema", "Scheme", "Esquema"),
            required=True,
        ),
        SAME_AS,
    ),
)

TYPES = (
    GOOD_PRACTICE,
    DETAIL,
    TOPIC,
)
