"""The vocabularies of all entries: languages, dates, bases, themes and levels."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class Language(Vocabulary, source="BCP 47"):
    """The languages of the catalogue."""

    ES = term(Labels("español", "Spanish", "espanhol"), en="Spanish", es="Español", pt="Espanhol")
    EN = term(Labels("inglés", "English", "inglês"), en="English", es="Inglés", pt="Inglês")
    PT = term(
        Labels("portugués", "Portuguese", "português"),
        en="Portuguese",
        es="Portugués",
        pt="Português",
    )


class DatePrecision(Vocabulary, source="EDTF"):
    """The precision of a date."""

    DAY = term(Labels("un día", "a day", "um dia"), en="Day", es="Día", pt="Dia")
    MONTH = term(Labels("un mes", "a month", "um mês"), en="Month", es="Mes", pt="Mês")
    YEAR = term(Labels("un año", "a year", "um ano"), en="Year", es="Año", pt="Ano")
    SPAN = term(
        Labels(
            "un periodo de un día a otro",
            "a period from one day to another",
            "um período de um dia a outro",
        ),
        en="Span",
        es="Periodo",
        pt="Período",
    )
    YEAR_UNKNOWN = term(
        Labels(
            "un día y un mes de un año desconocido",
            "a day and month of an unknown year",
            "um dia e um mês de um ano desconhecido",
        ),
        en="Year unknown",
        es="Año desconocido",
        pt="Ano desconhecido",
    )


class DateQualifier(Vocabulary, source="beside EDTF, ISO 8601-2:2019"):
    """How to read a date."""

    # Not ON: YAML 1.1 reads that as true.
    AT = term(
        Labels(
            "la fecha del hecho, tan precisa como está escrita",
            "the date of the fact, as precise as it is written",
            "a data do fato, tão precisa quanto está escrita",
        ),
        en="at",
        es="fecha del hecho",
        pt="data do fato",
    )
    ON_OR_BEFORE = term(
        Labels(
            "ocurrió en esta fecha o antes",
            "happened on this date or earlier",
            "ocorreu nesta data ou antes",
        ),
        en="on or before",
        es="a más tardar",
        pt="até",
    )
    REPORTED = term(
        Labels(
            "lo menciona una fuente de esta fecha",
            "mentioned by a source of this date",
            "é mencionado por uma fonte desta data",
        ),
        en="reported",
        es="mencionado por una fuente de esa fecha",
        pt="mencionado por uma fonte dessa data",
    )
    WITHIN = term(
        Labels(
            "en algún momento de este periodo, no durante todo él",
            "at some time within this period, not all through it",
            "em algum momento deste período, não durante todo ele",
        ),
        en="within",
        es="en algún momento del periodo",
        pt="em algum momento do período",
    )
    PUBLISHED = term(
        Labels(
            "la fecha de una publicación poco después del hecho",
            "the date of a publication soon after the fact",
            "a data de uma publicação pouco depois do fato",
        ),
        en="published",
        es="fecha de la publicación",
        pt="data da publicação",
    )


class Basis(Vocabulary, source="after PROV-O and the dossier's owner_basis and link_basis"):
    """What a statement is based on."""

    STATED = term(
        Labels("una fuente citada lo dice", "a cited source says it", "uma fonte citada o afirma"),
        en="Stated",
        es="Lo dice la fuente",
        pt="Declarado",
    )
    INFERRED = term(
        Labels(
            "se desprende de lo que dice una fuente",
            "follows from what a source says",
            "decorre do que uma fonte afirma",
        ),
        en="Inferred",
        es="Se deduce",
        pt="Inferido",
    )
    ASSUMED = term(
        Labels(
            "lo supone el editor, y está por verificarse",
            "the editor's assumption, to be verified",
            "é suposição do editor, a ser verificada",
        ),
        en="Assumed",
        es="Se supone",
        pt="Suposto",
    )
    DERIVED = term(
        Labels(
            "lo deduce la carga de otras relaciones",
            "derived by the loader from other edges",
            "a carga o deduz de outras relações",
        ),
        en="Derived",
        es="Derivado",
        pt="Derivado",
        derived=True,
    )


class ReadExtent(Vocabulary, source="own"):
    """How much of a source was read."""

    FULL = term(
        Labels("se leyó toda la fuente", "the whole source was read", "toda a fonte foi lida"),
        en="In full",
        es="Completa",
        pt="Completa",
    )
    EXCERPT = term(
        Labels("se leyó solo una parte", "only a part was read", "apenas uma parte foi lida"),
        en="Excerpt",
        es="Extracto",
        pt="Trecho",
    )


class Theme(
    Vocabulary,
    source=(
        "UN TIP paradigm, 4P (prevention, protection, prosecution: Palermo Protocol arts. 2, 5, 6,"
        " 9; partnership added 2009-2010)"
    ),
):
    """The four Ps of the fight against trafficking."""

    PREVENTION = term(
        Labels(
            "previene la trata: sensibilización, factores de riesgo, demanda",
            "prevents trafficking: awareness, risk factors, demand",
            "previne o tráfico: sensibilização, fatores de risco, demanda",
        ),
        en="Prevention",
        es="Prevención",
        pt="Prevenção",
        others=Labels(
            "Prevenir, Preventivo", "Prevent, Preventive measures", "Prevenir, Preventivo"
        ),
    )
    PROTECTION = term(
        Labels(
            "identifica, asiste y acoge a las víctimas, y las repara",
            "identifies, assists and shelters victims, and provides reparation",
            "identifica, assiste e acolhe as vítimas, e as repara",
        ),
        en="Protection",
        es="Protección",
        pt="Proteção",
        others=Labels(
            "Proteger, Protección de víctimas",
            "Protect, Victim protection",
            "Proteger, Proteção de vítimas",
        ),
    )
    PROSECUTION = term(
        Labels(
            "investiga, juzga y sanciona a los tratantes",
            "investigates, tries and punishes traffickers",
            "investiga, julga e pune os traficantes",
        ),
        en="Prosecution",
        es="Persecución penal",
        pt="Persecução penal",
        others=Labels(
            "Persecución, Persecución del delito, Enjuiciamiento, Sanción",
            "Criminal prosecution, Punishment, Criminal justice",
            "Persecução, Responsabilização, Repressão, Justiça criminal",
        ),
    )
    PARTNERSHIP = term(
        Labels(
            "coordina instituciones, países y sociedad civil",
            "coordinates institutions, countries and civil society",
            "coordena instituições, países e sociedade civil",
        ),
        en="Partnership",
        es="Alianzas y coordinación",
        pt="Parcerias",
        others=Labels(
            "Alianza, Coordinación, Asociación, Articulación",
            "Partnerships, Alliance, Coordination, Collaboration",
            "Parceria, Aliança, Coordenação, Articulação",
        ),
    )


class Level(Vocabulary, source="own"):
    """The territorial level of an institution or a practice."""

    SUBNATIONAL = term(
        Labels(
            "una provincia, un departamento, un estado o un municipio",
            "a province, department, state or municipality",
            "uma província, um departamento, um estado ou um município",
        ),
        en="Subnational",
        es="Subnacional",
        pt="Subnacional",
    )
    NATIONAL = term(
        Labels("un país", "one country", "um país"), en="National", es="Nacional", pt="Nacional"
    )
    BINATIONAL = term(
        Labels("dos países juntos", "two countries together", "dois países juntos"),
        en="Binational",
        es="Binacional",
        pt="Binacional",
    )
    REGIONAL = term(
        Labels(
            "tres países o más, o una institución regional",
            "three countries or more, or a regional institution",
            "três países ou mais, ou uma instituição regional",
        ),
        en="Regional",
        es="Regional",
        pt="Regional",
    )
    GLOBAL = term(
        Labels("más allá de las Américas", "beyond the Americas", "além das Américas"),
        en="Global",
        es="Mundial",
        pt="Mundial",
    )


class TopicScheme(Vocabulary, source="SKOS ConceptScheme"):
    """The use of a topic."""

    SUBJECT = term(
        Labels(
            "tema de una práctica o de una visita de intercambio",
            "a subject of a practice or an exchange visit",
            "assunto de uma prática ou de uma visita de intercâmbio",
        ),
        en="Subject",
        es="Materia",
        pt="Assunto",
    )
    CRITERION = term(
        Labels(
            "un criterio de transferibilidad de PIET-T (Schloemer y Schröder-Bäck 2018)",
            "a PIET-T criterion of transferability (Schloemer and Schröder-Bäck 2018)",
            "um critério de transferibilidade do PIET-T (Schloemer e Schröder-Bäck 2018)",
        ),
        en="Criterion",
        es="Criterio",
        pt="Critério",
    )


class ChangeKind(Vocabulary, source="own"):
    """What a load did to an entry."""

    ADDED = term(
        Labels("la entrada es nueva", "the entry is new", "a entrada é nova"),
        en="Added",
        es="Agregada",
        pt="Acrescentada",
    )
    CHANGED = term(
        Labels(
            "campos de la entrada tienen otros valores",
            "fields of the entry have other values",
            "campos da entrada têm outros valores",
        ),
        en="Changed",
        es="Modificada",
        pt="Modificada",
    )
    RENAMED = term(
        Labels(
            "la entrada tiene otro identificador, y quizá otros valores",
            "the entry has another slug, and possibly other values",
            "a entrada tem outro identificador, e talvez outros valores",
        ),
        en="Renamed",
        es="Renombrada",
        pt="Renomeada",
    )
    REMOVED = term(
        Labels("la entrada ya no existe", "the entry is gone", "a entrada já não existe"),
        en="Removed",
        es="Eliminada",
        pt="Removida",
    )
