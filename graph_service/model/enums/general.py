"""The vocabularies of all entries: languages, dates, bases, themes, levels and places."""

from __future__ import annotations

from graph_service.model.vocabulary import Vocabulary, term


class Language(Vocabulary, source="BCP 47"):
    """The languages of the catalogue."""

    ES = term("Spanish", en="Spanish", es="Español", pt="Espanhol")
    EN = term("English", en="English", es="Inglés", pt="Inglês")
    PT = term("Portuguese", en="Portuguese", es="Portugués", pt="Português")


class DatePrecision(Vocabulary, source="EDTF"):
    """The precision of a date."""

    DAY = term("a day", en="Day", es="Día", pt="Dia")
    MONTH = term("a month", en="Month", es="Mes", pt="Mês")
    YEAR = term("a year", en="Year", es="Año", pt="Ano")
    SPAN = term("a period from one day to another", en="Span", es="Periodo", pt="Período")
    YEAR_UNKNOWN = term(
        "a day and month of an unknown year",
        en="Year unknown",
        es="Año desconocido",
        pt="Ano desconhecido",
    )


class DateQualifier(Vocabulary, source="beside EDTF, ISO 8601-2:2019"):
    """How to read a date."""

    # Not ON: YAML 1.1 reads that as true.
    AT = term(
        "the date of the fact, as precise as it is written",
        en="at",
        es="fecha del hecho",
        pt="data do fato",
    )
    ON_OR_BEFORE = term(
        "happened on this date or earlier", en="on or before", es="a más tardar", pt="até"
    )
    REPORTED = term(
        "mentioned by a source of this date",
        en="reported",
        es="mencionado por una fuente de esa fecha",
        pt="mencionado por uma fonte dessa data",
    )
    PUBLISHED = term(
        "the date of a publication soon after the fact",
        en="published",
        es="fecha de la publicación",
        pt="data da publicação",
    )


class Basis(Vocabulary, source="after PROV-O and the dossier's owner_basis and link_basis"):
    """What a statement is based on."""

    STATED = term("a cited source says it", en="Stated", es="Lo dice la fuente", pt="Declarado")
    INFERRED = term(
        "follows from what a source says",
        en="Inferred",
        es="Se deduce",
        pt="Inferido",
    )
    ASSUMED = term(
        "the editor's assumption, to be verified",
        en="Assumed",
        es="Se supone",
        pt="Suposto",
    )
    DERIVED = term(
        "derived by the loader from other edges",
        en="Derived",
        es="Derivado",
        pt="Derivado",
        derived=True,
    )


class ReadExtent(Vocabulary, source="own"):
    """How much of a source was read."""

    FULL = term("the whole source was read", en="In full", es="Completa", pt="Completa")
    EXCERPT = term("only a part was read", en="Excerpt", es="Extracto", pt="Trecho")


class Theme(
    Vocabulary,
    source=(
        "UN TIP paradigm, 4P (prevention, protection, prosecution: Palermo Protocol arts. 2, 5, 6,"
        " 9; partnership added 2009-2010)"
    ),
):
    """The four Ps of the fight against trafficking."""

    PREVENTION = term(
        "prevents trafficking: awareness, risk factors, demand",
        en="Prevention",
        es="Prevención",
        pt="Prevenção",
    )
    PROTECTION = term(
        "identifies, assists and shelters victims, and provides reparation",
        en="Protection",
        es="Protección",
        pt="Proteção",
    )
    PROSECUTION = term(
        "investigates, tries and punishes traffickers",
        en="Prosecution",
        es="Persecución penal",
        pt="Persecução penal",
    )
    PARTNERSHIP = term(
        "coordinates institutions, countries and civil society",
        en="Partnership",
        es="Alianzas y coordinación",
        pt="Parcerias",
    )


class Level(Vocabulary, source="own"):
    """The territorial level of an institution or a practice."""

    SUBNATIONAL = term(
        "a province, department, state or municipality",
        en="Subnational",
        es="Subnacional",
        pt="Subnacional",
    )
    NATIONAL = term("one country", en="National", es="Nacional", pt="Nacional")
    BINATIONAL = term("two countries together", en="Binational", es="Binacional", pt="Binacional")
    REGIONAL = term(
        "three countries or more, or a regional institution",
        en="Regional",
        es="Regional",
        pt="Regional",
    )
    GLOBAL = term("beyond the Americas", en="Global", es="Mundial", pt="Mundial")


class Subregion(Vocabulary, source="UN M49"):
    """The part of the world that a country belongs to."""

    CENTRAL_AMERICA = term(
        "UN M49 013, including Mexico",
        en="Central America",
        es="América Central",
        pt="América Central",
    )
    SOUTH_AMERICA = term(
        "UN M49 005", en="South America", es="América del Sur", pt="América do Sul"
    )
    CARIBBEAN = term(
        "UN M49 029, including the Dominican Republic", en="Caribbean", es="Caribe", pt="Caribe"
    )
    NORTHERN_AMERICA = term(
        "UN M49 021", en="Northern America", es="América septentrional", pt="América do Norte"
    )
    SOUTHERN_EUROPE = term(
        "UN M49 039", en="Southern Europe", es="Europa meridional", pt="Europa Meridional"
    )
    WESTERN_EUROPE = term(
        "UN M49 155", en="Western Europe", es="Europa occidental", pt="Europa Ocidental"
    )


class TopicScheme(Vocabulary, source="SKOS ConceptScheme"):
    """The use of a topic."""

    SUBJECT = term(
        "a subject of a practice or an exchange visit", en="Subject", es="Materia", pt="Assunto"
    )
    CRITERION = term(
        "a PIET-T criterion of transferability (Schloemer and Schröder-Bäck 2018)",
        en="Criterion",
        es="Criterio",
        pt="Critério",
    )
