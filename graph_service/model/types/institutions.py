"""Countries, institutions and programmes."""

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
    texts,
    value,
)
from graph_service.model.enums import InstitutionKind, Level, PracticeStatus, Subregion
from graph_service.model.labels import Labels

from .shared import (
    CAPTION,
    END_REASON,
    FORMER_NAMES_LABEL,
    KIND_LABEL,
    LEVEL_LABEL,
    NAME_LABEL,
    NOTE,
    OTHER_NAMES_LABEL,
    REMARKS,
    SAME_AS,
    STATUS_AS_OF,
    STATUS_LABEL,
    TITLE,
    TRANSLATED_INTO,
    summary,
)


def _iso(name: str, meaning: Labels, label: Labels, pattern: str) -> Property:
    return string(name, meaning, label, required=True, code=True, pattern=pattern)


COUNTRY = NodeType(
    name="Country",
    label=Labels("País", "Country", "País"),
    plural_label=Labels("Países", "Countries", "Países"),
    meaning=Labels("Un país o territorio.", "A country or territory.", "Um país ou território."),
    source="ISO 3166-1, UN M49",
    root=("country", "countries"),
    folder="countries",
    cited=False,
    example="hnd",
    colour="#332288",
    diameter=80,
    legend=Labels("un país", "a country", "um país"),
    rdf=("dcterms:Location",),
    others=Labels("País, Países", "Country", "País"),
    weight=19.0,
    properties=(
        text(
            "name",
            Labels("El nombre común.", "The common name.", "O nome comum."),
            NAME_LABEL,
            required=True,
            rdf="skos:prefLabel",
        ),
        texts(
            "otherNames",
            Labels(
                "Otras palabras para el país en cada idioma, como los gentilicios, con las que"
                " también se busca.",
                "Other words for the country in each language, such as its demonyms, which search"
                " finds, too.",
                "Outras palavras para o país em cada idioma, como seus gentílicos, que a busca"
                " também encontra.",
            ),
            OTHER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        _iso(
            "iso2",
            Labels(
                "El código ISO 3166-1 alfa-2: dos letras mayúsculas.",
                "The ISO 3166-1 alpha-2 code: two capital letters.",
                "O código ISO 3166-1 alfa-2: duas letras maiúsculas.",
            ),
            Labels("ISO 3166-1 alfa-2", "ISO 3166-1 alpha-2", "ISO 3166-1 alfa-2"),
            "[A-Z]{2}",
        ),
        _iso(
            "iso3",
            Labels(
                "El código ISO 3166-1 alfa-3: tres letras mayúsculas.",
                "The ISO 3166-1 alpha-3 code: three capital letters.",
                "O código ISO 3166-1 alfa-3: três letras maiúsculas.",
            ),
            Labels("ISO 3166-1 alfa-3", "ISO 3166-1 alpha-3", "ISO 3166-1 alfa-3"),
            "[A-Z]{3}",
        ),
        _iso(
            "isoNumeric",
            Labels(
                "El código numérico ISO 3166-1: tres cifras.",
                "The ISO 3166-1 numeric code: three digits.",
                "O código numérico ISO 3166-1: três algarismos.",
            ),
            Labels("ISO 3166-1 numérico", "ISO 3166-1 numeric", "ISO 3166-1 numérico"),
            "[0-9]{3}",
        ),
        one_of(
            "subregion",
            Subregion,
            Labels(
                "La subregión del país.", "The subregion of the country.", "A sub-região do país."
            ),
            Labels("Subregión", "Subregion", "Sub-região"),
            required=True,
        ),
        value(
            "inRegion",
            Kind.BOOLEAN,
            Labels(
                "Si el país es uno de los que abarca el catálogo, y no solo un socio.",
                "Whether the country is one of those that the catalogue covers, not only a"
                " partner.",
                "Se o país é um dos que o catálogo abrange, e não apenas um parceiro.",
            ),
            Labels("En la región", "In the region", "Na região"),
            required=True,
        ),
        value(
            "sourcesRead",
            Kind.INT,
            Labels(
                "El número de fuentes que citan las entradas vinculadas al país. Pocas fuentes"
                " explican pocas entradas.",
                "The number of sources cited by the entries that are related to the country. Few"
                " sources explain few entries.",
                "O número de fontes citadas pelas entradas ligadas ao país. Poucas fontes explicam"
                " poucas entradas.",
            ),
            Labels("Fuentes leídas", "Sources read", "Fontes lidas"),
            recorded=True,
        ),
        NOTE,
    ),
)

INSTITUTION = NodeType(
    name="Institution",
    label=Labels("Institución", "Institution", "Instituição"),
    plural_label=Labels("Instituciones", "Institutions", "Instituições"),
    meaning=Labels(
        "Una institución pública, regional, internacional o de la sociedad civil.",
        "A public, regional, international or civil-society institution.",
        "Uma instituição pública, regional, internacional ou da sociedade civil.",
    ),
    source="W3C ORG",
    root=("institution", "institutions"),
    folder="institutions",
    example="hnd-cicesct",
    colour="#88CCEE",
    diameter=65,
    legend=Labels("una institución", "an institution", "uma instituição"),
    ordered=(("founded", "dissolved"),),
    rdf=("org:Organization",),
    others=Labels(
        "Institución, Organismo, Entidad, Organización",
        "Institution, Organization, Entity",
        "Instituição, Organismo, Entidade, Organização",
    ),
    weight=18.0,
    properties=(
        text(
            "name",
            Labels("El nombre oficial.", "The official name.", "O nome oficial."),
            NAME_LABEL,
            required=True,
            rdf="skos:prefLabel",
        ),
        CAPTION,
        string(
            "acronym",
            Labels(
                "La sigla que usa la institución.",
                "The acronym that the institution uses.",
                "A sigla que a instituição usa.",
            ),
            Labels("Sigla", "Acronym", "Sigla"),
        ),
        one_of(
            "kind",
            InstitutionKind,
            Labels("El tipo de institución.", "The kind of institution.", "O tipo de instituição."),
            KIND_LABEL,
            required=True,
        ),
        one_of(
            "level",
            Level,
            Labels(
                "El nivel territorial de la institución.",
                "The territorial level of the institution.",
                "O nível territorial da instituição.",
            ),
            LEVEL_LABEL,
            required=True,
        ),
        strings(
            "formerNames",
            Labels(
                "Los nombres que la institución tuvo antes.",
                "The names that the institution had before.",
                "Os nomes que a instituição teve antes.",
            ),
            FORMER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        texts(
            "otherNames",
            Labels(
                "Otros nombres que las fuentes dan a la institución en cada idioma.",
                "Other names that sources use for the institution in each language.",
                "Outros nomes que as fontes dão à instituição em cada idioma.",
            ),
            OTHER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        value(
            "founded",
            Kind.DATE,
            Labels("La fecha de fundación.", "The date of foundation.", "A data de fundação."),
            Labels("Fundada", "Founded", "Fundada"),
            years=(1500, 1),
        ),
        value(
            "dissolved",
            Kind.DATE,
            Labels("La fecha de disolución.", "The date of dissolution.", "A data de dissolução."),
            Labels("Disuelta", "Dissolved", "Dissolvida"),
        ),
        remark(
            "legalBasis",
            Labels(
                "Las leyes y los decretos que establecen la institución.",
                "The laws and decrees that establish the institution.",
                "As leis e os decretos que estabelecem a instituição.",
            ),
            Labels("Base legal", "Legal basis", "Base legal"),
            many=True,
        ),
        value(
            "website",
            Kind.URL,
            Labels(
                "La dirección del sitio web.", "The address of the website.", "O endereço do site."
            ),
            Labels("Sitio web", "Website", "Site"),
        ),
        SAME_AS,
        *REMARKS,
    ),
)

PROGRAMME = NodeType(
    name="Programme",
    label=Labels("Programa", "Programme", "Programa"),
    plural_label=Labels("Programas", "Programmes", "Programas"),
    meaning=Labels(
        "Un programa o proyecto que financia u organiza intercambios.",
        "A programme or project that funds or organises exchanges.",
        "Um programa ou projeto que financia ou organiza intercâmbios.",
    ),
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
    others=Labels("Programa, Proyecto", "Programme, Program, Project", "Programa, Projeto"),
    properties=(
        TITLE,
        TRANSLATED_INTO,
        summary(
            Labels(
                "Qué busca el programa, para quiénes y qué espera, en pocas oraciones.",
                "What the programme aims at, for whom, and what it expects, in a few sentences.",
                "O que o programa busca, para quem e o que espera, em poucas frases.",
            )
        ),
        strings(
            "formerNames",
            Labels(
                "Los títulos que el programa tuvo antes.",
                "The titles that the programme had before.",
                "Os títulos que o programa teve antes.",
            ),
            FORMER_NAMES_LABEL,
            rdf="skos:altLabel",
        ),
        value(
            "period",
            Kind.DATE,
            Labels(
                "El periodo en que funcionó el programa.",
                "The period in which the programme ran.",
                "O período em que o programa funcionou.",
            ),
            Labels("Período", "Period", "Período"),
            years=(1900, 25),
        ),
        one_of(
            "status",
            PracticeStatus,
            Labels(
                "Si el programa está en marcha.",
                "Whether the programme is active.",
                "Se o programa está em funcionamento.",
            ),
            STATUS_LABEL,
        ),
        STATUS_AS_OF,
        END_REASON,
        *REMARKS,
    ),
)

TYPES = (
    COUNTRY,
    INSTITUTION,
    PROGRAMME,
)
