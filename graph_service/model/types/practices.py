"""Countries, institutions, programmes, good practices and topics."""

from __future__ import annotations

from graph_service.model.declare import (
    Kind,
    NodeType,
    Property,
    one_of,
    remark,
    string,
    strings,
    text,
    value,
)
from graph_service.model.enums import (
    InstitutionKind,
    Level,
    PracticeStatus,
    Subregion,
    Theme,
    TopicScheme,
)
from graph_service.model.labels import Labels

from .shared import DISPUTED, FORMER_NAMES_LABEL, KIND_LABEL, LEVEL_LABEL, NAME_LABEL, NOTE


def _iso(name: str, description: str, label: Labels, pattern: str) -> Property:
    return string(name, description, label, required=True, code=True, pattern=pattern)


COUNTRY = NodeType(
    name="Country",
    description="A country or territory.",
    source="ISO 3166-1, UN M49",
    root=("country", "countries"),
    folder="countries",
    cited=False,
    example="hnd",
    colour="#332288",
    diameter=80,
    legend=Labels("un país", "a country", "um país"),
    rdf=("dcterms:Location",),
    properties=(
        text("name", "The common name.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        _iso(
            "iso2",
            "The ISO 3166-1 alpha-2 code: two capital letters.",
            Labels("ISO 3166-1 alfa-2", "ISO 3166-1 alpha-2", "ISO 3166-1 alfa-2"),
            "[A-Z]{2}",
        ),
        _iso(
            "iso3",
            "The ISO 3166-1 alpha-3 code: three capital letters.",
            Labels("ISO 3166-1 alfa-3", "ISO 3166-1 alpha-3", "ISO 3166-1 alfa-3"),
            "[A-Z]{3}",
        ),
        _iso(
            "isoNumeric",
            "The ISO 3166-1 numeric code: three digits.",
            Labels("ISO 3166-1 numérico", "ISO 3166-1 numeric", "ISO 3166-1 numérico"),
            "[0-9]{3}",
        ),
        one_of(
            "subregion",
            Subregion,
            "The subregion of the country.",
            Labels("Subregión", "Subregion", "Sub-região"),
            required=True,
        ),
        value(
            "inRegion",
            Kind.BOOLEAN,
            "Whether the country is one of those that the catalogue covers, not only a partner.",
            Labels("En la región", "In the region", "Na região"),
            required=True,
        ),
        NOTE,
    ),
)

INSTITUTION = NodeType(
    name="Institution",
    description="A public, regional, international or civil-society institution.",
    source="W3C ORG",
    root=("institution", "institutions"),
    folder="institutions",
    example="hnd-cicesct",
    colour="#88CCEE",
    diameter=65,
    legend=Labels("una institución", "an institution", "uma instituição"),
    rdf=("org:Organization",),
    properties=(
        text("name", "The official name.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        string(
            "acronym", "The acronym that the institution uses.", Labels("Sigla", "Acronym", "Sigla")
        ),
        one_of("kind", InstitutionKind, "The kind of institution.", KIND_LABEL, required=True),
        one_of(
            "level", Level, "The territorial level of the institution.", LEVEL_LABEL, required=True
        ),
        strings(
            "formerNames",
            "The names that the institution had before.",
            FORMER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        strings(
            "otherNames",
            "Other names that sources use for the institution.",
            Labels("Otros nombres", "Other names", "Outros nomes"),
            rdf="skos:altLabel",
        ),
        value(
            "founded", Kind.DATE, "The date of foundation.", Labels("Fundada", "Founded", "Fundada")
        ),
        value(
            "dissolved",
            Kind.DATE,
            "The date of dissolution.",
            Labels("Disuelta", "Dissolved", "Dissolvida"),
        ),
        remark(
            "legalBasis",
            "The laws and decrees that establish the institution.",
            Labels("Base legal", "Legal basis", "Base legal"),
            many=True,
        ),
        value(
            "website",
            Kind.URL,
            "The address of the website.",
            Labels("Sitio web", "Website", "Site"),
        ),
        NOTE,
        DISPUTED,
    ),
)

PROGRAMME = NodeType(
    name="Programme",
    description="A programme or project that funds or organises exchanges.",
    source="own",
    root=("programme", "programmes"),
    folder="programmes",
    example="prog-iom-knowledge-network",
    colour="#999933",
    diameter=80,
    legend=Labels(
        "un programa que financia u organiza",
        "a programme that funds or organises",
        "um programa que financia ou organiza",
    ),
    properties=(
        text("name", "The title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        strings(
            "formerNames",
            "The titles that the programme had before.",
            FORMER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        value(
            "period",
            Kind.DATE,
            "The period in which the programme ran.",
            Labels("Período", "Period", "Período"),
        ),
        NOTE,
        DISPUTED,
    ),
)

GOOD_PRACTICE = NodeType(
    name="GoodPractice",
    description="An initiative documented as a model for others.",
    source="IOM catalogue",
    root=("goodPractice", "goodPractices"),
    folder="good-practices",
    example="gp-alerta-trata",
    colour="#117733",
    diameter=80,
    legend=Labels("una buena práctica", "a good practice", "uma boa prática"),
    properties=(
        text("name", "The title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        text(
            "summary",
            "What the practice does, in a few sentences.",
            Labels("Resumen", "Summary", "Resumo"),
            length=4000,
            rdf="dcterms:abstract",
        ),
        one_of(
            "themes",
            Theme,
            "The themes of the practice, by the four Ps.",
            Labels("Ejes (4P)", "Themes (4P)", "Eixos (4P)"),
            many=True,
            required=True,
        ),
        one_of(
            "level", Level, "The territorial level of the practice.", LEVEL_LABEL, required=True
        ),
        value(
            "started",
            Kind.DATE,
            "The start date; its `qualifier` says if sources only mention the practice by then.",
            Labels("Inicio", "Started", "Início"),
        ),
        one_of(
            "status",
            PracticeStatus,
            "Whether the practice is active.",
            Labels("Estado", "Status", "Situação"),
        ),
        value(
            "statusAsOf",
            Kind.DATE,
            "The date for which the status is known.",
            Labels("Estado a la fecha de", "Status as of", "Situação na data de"),
        ),
        strings(
            "versions",
            "The versions of the practice, oldest first.",
            Labels("Versiones", "Versions", "Versões"),
        ),
        NOTE,
        DISPUTED,
    ),
)

TOPIC = NodeType(
    name="Topic",
    description="A subject, or a criterion of transferability.",
    source="SKOS",
    root=("topic", "topics"),
    folder="topics",
    cited=False,
    example="training",
    colour="#44AA99",
    diameter=65,
    legend=Labels("un tema", "a topic", "um tema"),
    rdf=("skos:Concept",),
    properties=(
        text("name", "The preferred label.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        text(
            "definition",
            "What the topic covers.",
            Labels("Definición", "Definition", "Definição"),
            length=4000,
            rdf="skos:definition",
        ),
        one_of(
            "scheme",
            TopicScheme,
            "What the topic is used for.",
            Labels("Esquema", "Scheme", "Esquema"),
            required=True,
        ),
        NOTE,
    ),
)

TYPES = (
    COUNTRY,
    INSTITUTION,
    PROGRAMME,
    GOOD_PRACTICE,
    TOPIC,
)
