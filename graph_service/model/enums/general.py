"""The vocabularies that any entry may use: languages, dates, themes, places, grounds."""

from __future__ import annotations

from graph_service.model.vocabulary import Vocabulary, term


class Language(Vocabulary, source="BCP 47"):
    """The languages of the catalogue."""

    ES = term("es", en="Spanish", es="Español", pt="Espanhol")
    EN = term("en", en="English", es="Inglés", pt="Inglês")
    PT = term("pt", en="Portuguese", es="Portugués", pt="Português")


class DatePrecision(Vocabulary, source="EDTF"):
    """How precise a date is."""

    DAY = term("a day", en="Day", es="Día", pt="Dia")
    MONTH = term("a month", en="Month", es="Mes", pt="Mês")
    YEAR = term("a year", en="Year", es="Año", pt="Ano")
    SPAN = term("from a day to a day", en="Span", es="Periodo", pt="Período")
    YEAR_UNKNOWN = term(
        "day and month without a year",
        en="Year unknown",
        es="Año desconocido",
        pt="Ano desconhecido",
    )


class DateQualifier(Vocabulary, source="beside EDTF, ISO 8601-2:2019"):
    """How a date is to be understood."""

    AT = term(
        "the date, as precise as it is written (not ON: YAML 1.1 reads that as true)",
        en="at",
        es="en",
        pt="em",
    )
    ON_OR_BEFORE = term(
        "known to have happened by then", en="on or before", es="a más tardar", pt="até"
    )
    REPORTED = term(
        "a source of that date tells of it as existing",
        en="reported",
        es="informado",
        pt="relatado",
    )
    PUBLISHED = term(
        "date of the publication, near the event", en="published", es="publicado", pt="publicado"
    )


class Basis(Vocabulary, source="after PROV-O and the dossier's owner_basis and link_basis"):
    """What a statement rests on."""

    STATED = term("a cited source says it", en="Stated", es="Declarado", pt="Declarado")
    INFERRED = term(
        "follows from what a source says (dossier: implied)",
        en="Inferred",
        es="Inferido",
        pt="Inferido",
    )
    ASSUMED = term(
        "the editor's reading, a lead (dossier: assumed, editor)",
        en="Assumed",
        es="Supuesto",
        pt="Suposto",
    )
    DERIVED = term(
        "worked out by the loader from other edges",
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
        "stops trafficking before it happens: awareness, risk, demand",
        en="Prevention",
        es="Prevención",
        pt="Prevenção",
    )
    PROTECTION = term(
        "identifies, assists, shelters, repairs", en="Protection", es="Protección", pt="Proteção"
    )
    PROSECUTION = term(
        "investigates, tries and punishes",
        en="Prosecution",
        es="Persecución",
        pt="Persecução penal",
    )
    PARTNERSHIP = term(
        "coordinates institutions, countries, civil society",
        en="Partnership",
        es="Alianzas",
        pt="Parcerias",
    )


class Level(Vocabulary, source="own"):
    """How far a body or a practice reaches."""

    SUBNATIONAL = term(
        "a province, department, state or municipality",
        en="Subnational",
        es="Subnacional",
        pt="Subnacional",
    )
    NATIONAL = term("one country", en="National", es="Nacional", pt="Nacional")
    BINATIONAL = term("two countries together", en="Binational", es="Binacional", pt="Binacional")
    REGIONAL = term(
        "three countries or more, or a regional body", en="Regional", es="Regional", pt="Regional"
    )
    GLOBAL = term("beyond the Americas", en="Global", es="Mundial", pt="Mundial")


class Subregion(Vocabulary, source="UN M49"):
    """The part of the world that a country lies in."""

    CENTRAL_AMERICA = term(
        "M49 013, with Mexico", en="Central America", es="América Central", pt="América Central"
    )
    SOUTH_AMERICA = term("M49 005", en="South America", es="América del Sur", pt="América do Sul")
    CARIBBEAN = term(
        "M49 029, with the Dominican Republic", en="Caribbean", es="Caribe", pt="Caribe"
    )
    NORTHERN_AMERICA = term(
        "M49 021", en="Northern America", es="América septentrional", pt="América do Norte"
    )
    SOUTHERN_EUROPE = term(
        "M49 039", en="Southern Europe", es="Europa meridional", pt="Europa Meridional"
    )
    WESTERN_EUROPE = term(
        "M49 155", en="Western Europe", es="Europa occidental", pt="Europa Ocidental"
    )


class TopicScheme(Vocabulary, source="SKOS ConceptScheme"):
    """What a topic is used for."""

    SUBJECT = term(
        "what a practice or an exchange is about", en="Subject", es="Materia", pt="Assunto"
    )
    CRITERION = term(
        "PIET-T transferability criterion (Schloemer and Schröder-Bäck 2018)",
        en="Criterion",
        es="Criterio",
        pt="Critério",
    )
