"""Properties of edges: what a link may have in brackets in a table, and in a mapping in a file."""

from __future__ import annotations

from functools import cache

from .declare import Edge, Facts, Kind, Property, one_of, remark, strings, value
from .enums import Basis, ExchangeRole, GovernanceRelation, TransferPhase, TransferStage
from .labels import Labels
from .types.shared import BASIS_LABEL, NOTE

BASIS = one_of(
    "basis",
    Basis,
    Labels(
        "En qué se sustenta la afirmación.",
        "What the statement is based on.",
        "Em que se fundamenta a afirmação.",
    ),
    BASIS_LABEL,
    required=True,
)
QUOTE = remark(
    "quote",
    Labels(
        "Las palabras de la fuente que lo dicen, en su idioma.",
        "The words of the source that say so, in its language.",
        "As palavras da fonte que o afirmam, no idioma dela.",
    ),
    Labels("Cita textual", "Quote", "Citação"),
)
SOURCES = remark(
    "sources",
    Labels(
        "Los identificadores de las fuentes de la afirmación.",
        "The slugs of the sources of the statement.",
        "Os identificadores das fontes da afirmação.",
    ),
    Labels("Fuentes", "Sources", "Fontes"),
    many=True,
    rdf="prov:wasDerivedFrom",
)
EDGE_PROPERTIES = (BASIS, QUOTE, NOTE)
"""The properties of every edge, beside `sources` and the facts of its type."""

_PERIOD = (
    value(
        "since",
        Kind.DATE,
        Labels(
            "Desde cuándo es así.",
            "The date from which this holds.",
            "Desde quando é assim.",
        ),
        Labels("Desde", "Since", "Desde"),
        years=(1500, 1),
    ),
    value(
        "until",
        Kind.DATE,
        Labels(
            "Hasta cuándo fue así; vacío si sigue o no se sabe.",
            "The date until which this held; null if it still does, or if that is not known.",
            "Até quando foi assim; vazio se continua ou não se sabe.",
        ),
        Labels("Hasta", "Until", "Até"),
        years=(1500, 25),
    ),
)
_SINCE_UNTIL = (("since", "until"),)
OWNERSHIP = Facts(name="Ownership", properties=_PERIOD, ordered=_SINCE_UNTIL)
MEMBERSHIP = Facts(name="Membership", properties=_PERIOD, ordered=_SINCE_UNTIL)
PRESIDENCY = Facts(name="Presidency", properties=_PERIOD, ordered=_SINCE_UNTIL)
GOVERNANCE = Facts(
    name="Governance",
    ordered=_SINCE_UNTIL,
    properties=(
        one_of(
            "relation",
            GovernanceRelation,
            Labels(
                "La relación de la institución con la que la rige.",
                "How the institution relates to the one that governs it.",
                "A relação da instituição com a que a rege.",
            ),
            Labels("Relación", "Relation", "Relação"),
        ),
        *_PERIOD,
    ),
)
OPERATION = Facts(
    name="Operation",
    ordered=_SINCE_UNTIL,
    properties=(
        value(
            "embodies",
            Kind.BOOLEAN,
            Labels(
                "Si la práctica es el trabajo mismo de esta institución.",
                "Whether the practice is the work of this institution as such.",
                "Se a prática é o próprio trabalho desta instituição.",
            ),
            Labels("Encarna la práctica", "Embodies the practice", "Encarna a prática"),
        ),
        *_PERIOD,
    ),
)
LISTING = Facts(
    name="Listing",
    properties=(
        value(
            "date",
            Kind.DATE,
            Labels(
                "Cuándo se documentó la práctica para el catálogo.",
                "When the practice was documented for the catalogue.",
                "Quando a prática foi documentada para o catálogo.",
            ),
            Labels("Fecha", "Date", "Data"),
        ),
    ),
)
ATTENDANCE = Facts(
    name="Attendance",
    properties=(
        one_of(
            "role",
            ExchangeRole,
            Labels(
                "A qué vino el visitante.",
                "What the visitor came for.",
                "Para que veio o visitante.",
            ),
            Labels("Papel", "Role", "Papel"),
            required=True,
        ),
        one_of(
            "roleBasis",
            Basis,
            Labels(
                "En qué se sustenta el papel, si no es lo mismo en que se sustenta la asistencia.",
                "What the role is based on, if that differs from what the attendance is based on.",
                "Em que se fundamenta o papel, se difere do que fundamenta a participação.",
            ),
            Labels("Sustento del papel", "Basis of the role", "Fundamento do papel"),
        ),
    ),
)
REACH = Facts(
    name="Reach",
    properties=(
        one_of(
            "stage",
            TransferStage,
            Labels(
                "La etapa de la transferencia que más avanzó; vacía si la práctica solo se mostró.",
                "The stage of the transfer that came furthest; null if it was only shown.",
                "A etapa da transferência que mais avançou; vazia se a prática só foi mostrada.",
            ),
            Labels("Etapa", "Stage", "Etapa"),
        ),
        one_of(
            "phase",
            TransferPhase,
            Labels(
                "La fase de esa transferencia; `ENDED`, si todas terminaron.",
                "The phase of that transfer; `ENDED` if all have ended.",
                "A fase dessa transferência; `ENDED`, se todas terminaram.",
            ),
            Labels("Fase", "Phase", "Fase"),
        ),
        value(
            "firstKnown",
            Kind.DATE,
            Labels(
                "La fecha del primer hecho conocido.",
                "The date of the first known fact.",
                "A data do primeiro fato conhecido.",
            ),
            Labels("Primer hecho conocido", "First known fact", "Primeiro fato conhecido"),
        ),
        value(
            "lastKnown",
            Kind.DATE,
            Labels(
                "La fecha del último hecho conocido: de un evento, una visita o una evaluación.",
                "The date of the last known fact: of an event, a visit or an evaluation.",
                "A data do último fato conhecido: de um evento, uma visita ou uma avaliação.",
            ),
            Labels("Último hecho conocido", "Last known fact", "Último fato conhecido"),
        ),
        strings(
            "transfers",
            Labels(
                "Los identificadores de las transferencias de la práctica al país.",
                "The slugs of the transfers of the practice to the country.",
                "Os identificadores das transferências da prática para o país.",
            ),
            Labels("Transferencias", "Transfers", "Transferências"),
            code=True,
        ),
        strings(
            "visits",
            Labels(
                "Los identificadores de las visitas que mostraron la práctica al país.",
                "The slugs of the visits that showed the practice to the country.",
                "Os identificadores das visitas que mostraram a prática ao país.",
            ),
            Labels("Visitas", "Visits", "Visitas"),
            code=True,
        ),
    ),
)


@cache
def properties_of(edge: Edge) -> tuple[Property, ...]:
    """Return the properties of an edge: its facts first, then those of every edge."""
    return (*(edge.facts.properties if edge.facts else ()), *shared_properties(edge.name))


@cache
def details_of(edge: Edge) -> tuple[Property, ...]:
    """Return the properties of an edge beside its basis and its sources."""
    return tuple(p for p in properties_of(edge) if p not in (BASIS, SOURCES))


def shared_properties(name: str) -> tuple[Property, ...]:
    """Return the properties that all edges of a relationship type have."""
    # An edge to a source has no sources itself.
    return EDGE_PROPERTIES if name == "CITES" else (*EDGE_PROPERTIES, SOURCES)
