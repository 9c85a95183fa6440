"""Countries and their institutions, programmes, good practices and topics."""

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
        text("name", "Common name.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        _iso(
            "iso2",
            "ISO 3166-1 alpha-2 code, two capital letters.",
            Labels("ISO 3166-1 alfa-2", "ISO 3166-1 alpha-2", "ISO 3166-1 alfa-2"),
            "[A-Z]{2}",
        ),
        _iso(
            "iso3",
            "ISO 3166-1 alpha-3 code, three capital letters.",
            Labels("ISO 3166-1 alfa-3", "ISO 3166-1 alpha-3", "ISO 3166-1 alfa-3"),
            "[A-Z]{3}",
        ),
        _iso(
            "isoNumeric",
            "ISO 3166-1 numeric code, three digits.",
            Labels("ISO 3166-1 numérico", "ISO 3166-1 numeric", "ISO 3166-1 numérico"),
            "[0-9]{3}",
        ),
        one_of(
            "subregion",
            Subregion,
            "Where it lies.",
            Labels("Subregión", "Subregion", "Sub-região"),
            required=True,
        ),
        value(
            "inRegion",
            Kind.BOOLEAN,
            "One of the countries that the catalogue is about; others take part, pay or host.",
            Labels("En la región", "In the region", "Na região"),
            required=True,
        ),
        NOTE,
    ),
)

INSTITUTION = NodeType(
    name="Institution",
    description="A body: public, regional, international or civil.",
    source="W3C ORG",
    root=("institution", "institutions"),
    folder="institutions",
    example="hnd-cicesct",
    colour="#88CCEE",
    diameter=65,
    legend=Labels("un organismo", "a body", "um órgão"),
    rdf=("org:Organization",),
    properties=(
        text("name", "Official name.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        string("acronym", "Acronym, as it writes it.", Labels("Sigla", "Acronym", "Sigla")),
        one_of("kind", InstitutionKind, "What it is.", KIND_LABEL, required=True),
        one_of("level", Level, "How far it reaches.", LEVEL_LABEL, required=True),
        strings(
            "formerNames", "Names that it had before.", FORMER_NAMES_LABEL, rdf="skos:altLabel"
        ),
        strings(
            "otherNames",
            "Other forms of its name that sources use.",
            Labels("Otros nombres", "Other names", "Outros nomes"),
            rdf="skos:altLabel",
        ),
        value(
            "founded", Kind.DATE, "When it was founded.", Labels("Fundada", "Founded", "Fundada")
        ),
        value(
            "dissolved",
            Kind.DATE,
            "When it was dissolved.",
            Labels("Disuelta", "Dissolved", "Dissolvida"),
        ),
        remark(
            "legalBasis",
            "Laws and decrees that it stands on.",
            Labels("Base legal", "Legal basis", "Base legal"),
            many=True,
        ),
        value("website", Kind.URL, "Address of its site.", Labels("Sitio web", "Website", "Site")),
        NOTE,
        DISPUTED,
    ),
)

PROGRAMME = NodeType(
    name="Programme",
    description="A programme or project that pays for or organises exchanges.",
    source="own",
    root=("programme", "programmes"),
    folder="programmes",
    example="prog-iom-knowledge-network",
    colour="#999933",
    diameter=80,
    legend=Labels(
        "un programa que financia u organiza",
        "a programme that pays or organises",
        "um programa que financia ou organiza",
    ),
    properties=(
        text("name", "Title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        strings(
            "formerNames", "Titles that it had before.", FORMER_NAMES_LABEL, rdf="skos:altLabel"
        ),
        value("period", Kind.DATE, "When it ran.", Labels("Período", "Period", "Período")),
        NOTE,
        DISPUTED,
    ),
)

GOOD_PRACTICE = NodeType(
    name="GoodPractice",
    description="An initiative documented as worth learning from.",
    source="IOM catalogue",
    root=("goodPractice", "goodPractices"),
    folder="good-practices",
    example="gp-alerta-trata",
    colour="#117733",
    diameter=80,
    legend=Labels("una buena práctica", "a good practice", "uma boa prática"),
    properties=(
        text("name", "Title.", NAME_LABEL, required=True, rdf="dcterms:title"),
        text(
            "summary",
            "What it does.",
            Labels("Resumen", "Summary", "Resumo"),
            length=4000,
            rdf="dcterms:abstract",
        ),
        one_of(
            "themes",
            Theme,
            "Which of the four Ps it serves.",
            Labels("Ejes (4P)", "Themes (4P)", "Eixos (4P)"),
            many=True,
            required=True,
        ),
        one_of("level", Level, "How far it reaches.", LEVEL_LABEL, required=True),
        value(
            "started",
            Kind.DATE,
            "When it began; a qualifier tells where a source only speaks of it.",
            Labels("Inicio", "Started", "Início"),
        ),
        one_of(
            "status", PracticeStatus, "Whether it works.", Labels("Estado", "Status", "Situação")
        ),
        value(
            "statusAsOf",
            Kind.DATE,
            "When the status was reported.",
            Labels("Estado a la fecha de", "Status as of", "Situação na data de"),
        ),
        strings(
            "versions", "Versions of it, oldest first.", Labels("Versiones", "Versions", "Versões")
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
    legend=Labels("un tema", "a subject", "um tema"),
    rdf=("skos:Concept",),
    properties=(
        text("name", "Preferred label.", NAME_LABEL, required=True, rdf="skos:prefLabel"),
        text(
            "definition",
            "What it covers.",
            Labels("Definición", "Definition", "Definição"),
            length=4000,
            rdf="skos:definition",
        ),
        one_of(
            "scheme",
            TopicScheme,
            "What it is used for.",
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
