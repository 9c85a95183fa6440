"""The vocabularies of all entries: languages, dates, bases, themes and levels."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class Language(Vocabulary, source="BCP 47"):
    """The languages of the catalogue."""

    ES = Term(Labels("español", "Spanish", "espanhol"), Labels("Español", "Spanish", "Espanhol"))
    EN = Term(Labels("inglés", "English", "inglês"), Labels("Inglés", "English", "Inglês"))
    PT = Term(
        Labels("portugués", "Portuguese", "português"),
        Labels("Portugués", "Portuguese", "Português"),
    )


class DatePrecision(Vocabulary, source="EDTF"):
    """The precision of a date."""

    DAY = Term(Labels("un día", "a day", "um dia"), Labels("Día", "Day", "Dia"))
    MONTH = Term(Labels("un mes", "a month", "um mês"), Labels("Mes", "Month", "Mês"))
    YEAR = Term(Labels("un año", "a year", "um ano"), Labels("Año", "Year", "Ano"))
    SPAN = Term(
        Labels(
            "un periodo de un día a otro",
            "a period from one day to another",
            "um período de um dia a outro",
        ),
        Labels("Periodo", "Span", "Período"),
    )
    YEAR_UNKNOWN = Term(
        Labels(
            "un día y un mes de un año desconocido",
            "a day and month of an unknown year",
            "um dia e um mês de um ano desconhecido",
        ),
        Labels("Año desconocido", "Year unknown", "Ano desconhecido"),
    )


class DateQualifier(Vocabulary, source="beside EDTF, ISO 8601-2:2019"):
    """How to read a date."""

    # Not ON: YAML 1.1 reads that as true.
    AT = Term(
        Labels(
            "la fecha del hecho, tan precisa como está escrita",
            "the date of the fact, as precise as it is written",
            "a data do fato, tão precisa quanto está escrita",
        ),
        Labels("fecha del hecho", "at", "data do fato"),
    )
    ON_OR_BEFORE = Term(
        Labels(
            "ocurrió en esta fecha o antes",
            "happened on this date or earlier",
            "ocorreu nesta data ou antes",
        ),
        Labels("a más tardar", "on or before", "até"),
    )
    REPORTED = Term(
        Labels(
            "lo menciona una fuente de esta fecha",
            "mentioned by a source of this date",
            "é mencionado por uma fonte desta data",
        ),
        Labels(
            "mencionado por una fuente de esa fecha",
            "reported",
            "mencionado por uma fonte dessa data",
        ),
    )
    WITHIN = Term(
        Labels(
            "en algún momento de este periodo, no durante todo él",
            "at some time within this period, not all through it",
            "em algum momento deste período, não durante todo ele",
        ),
        Labels("en algún momento del periodo", "within", "em algum momento do período"),
    )
    PUBLISHED = Term(
        Labels(
            "la fecha de una publicación poco después del hecho",
            "the date of a publication soon after the fact",
            "a data de uma publicação pouco depois do fato",
        ),
        Labels("fecha de la publicación", "published", "data da publicação"),
    )


class Basis(Vocabulary, source="after PROV-O and the dossier's owner_basis and link_basis"):
    """What a statement is based on."""

    STATED = Term(
        Labels("una fuente citada lo dice", "a cited source says it", "uma fonte citada o afirma"),
        Labels("Lo dice la fuente", "Stated", "Declarado"),
    )
    INFERRED = Term(
        Labels(
            "se desprende de lo que dice una fuente",
            "follows from what a source says",
            "decorre do que uma fonte afirma",
        ),
        Labels("Se deduce", "Inferred", "Inferido"),
    )
    ASSUMED = Term(
        Labels(
            "lo supone el editor, y está por verificarse",
            "the editor's assumption, to be verified",
            "é suposição do editor, a ser verificada",
        ),
        Labels("Se supone", "Assumed", "Suposto"),
    )
    DERIVED = Term(
        Labels(
            "lo deduce la carga de otras relaciones",
            "derived by the loader from other edges",
            "a carga o deduz de outras relações",
        ),
        Labels("Derivado", "Derived", "Derivado"),
        derived=True,
    )


class ReadExtent(Vocabulary, source="own"):
    """How much of a source was read."""

    FULL = Term(
        Labels("se leyó toda la fuente", "the whole source was read", "toda a fonte foi lida"),
        Labels("Completa", "In full", "Completa"),
    )
    EXCERPT = Term(
        Labels("se leyó solo una parte", "only a part was read", "apenas uma parte foi lida"),
        Labels("Extracto", "Excerpt", "Trecho"),
    )


class SourceKind(Vocabulary, source="own"):
    """Who speaks in a source, and in what form."""

    OFFICIAL_PAGE = Term(
        Labels(
            "página o comunicado de una institución pública",
            "page or release of a public institution",
            "página ou comunicado de uma instituição pública",
        ),
        Labels("Página oficial", "Official page", "Página oficial"),
    )
    LAW = Term(
        Labels(
            "ley, decreto o tratado, o la gaceta que lo publica",
            "law, decree or treaty, or the gazette that prints it",
            "lei, decreto ou tratado, ou o diário oficial que o publica",
        ),
        Labels("Ley o gaceta", "Law or gazette", "Lei ou diário oficial"),
    )
    INTERGOVERNMENTAL = Term(
        Labels(
            "página, comunicado o documento de un organismo intergubernamental",
            "page, release or document of an intergovernmental body",
            "página, comunicado ou documento de um organismo intergovernamental",
        ),
        Labels(
            "Organismo intergubernamental", "Intergovernmental body", "Organismo intergovernamental"
        ),
    )
    REPORT = Term(
        Labels(
            "informe, estudio o evaluación, de quien sea",
            "report, study or evaluation, whoever wrote it",
            "relatório, estudo ou avaliação, de quem for",
        ),
        Labels("Informe", "Report", "Relatório"),
    )
    PRESS = Term(
        Labels(
            "medio de comunicación o agencia de noticias",
            "news outlet or agency",
            "veículo ou agência de notícias",
        ),
        Labels("Prensa", "Press", "Imprensa"),
    )
    NGO = Term(
        Labels(
            "página o comunicado de la sociedad civil",
            "page or release of a civil-society organisation",
            "página ou comunicado da sociedade civil",
        ),
        Labels("ONG", "NGO", "ONG"),
    )
    MIRROR = Term(
        Labels(
            "copia en otro sitio que el de quien lo publicó",
            "copy on another site than its publisher's",
            "cópia em site diferente do de quem publicou",
        ),
        Labels("Copia en otro sitio", "Mirror copy", "Cópia em outro site"),
    )


class Theme(
    Vocabulary,
    source=(
        "UN TIP paradigm, 4P (prevention, protection, prosecution: Palermo Protocol arts. 2, 5, 6,"
        " 9; partnership added 2009-2010)"
    ),
):
    """The four Ps of the fight against trafficking."""

    PREVENTION = Term(
        Labels(
            "previene la trata: sensibilización, factores de riesgo, demanda",
            "prevents trafficking: awareness, risk factors, demand",
            "previne o tráfico: sensibilização, fatores de risco, demanda",
        ),
        Labels("Prevención", "Prevention", "Prevenção"),
        others=Labels(
            "Prevenir, Preventivo", "Prevent, Preventive measures", "Prevenir, Preventivo"
        ),
    )
    PROTECTION = Term(
        Labels(
            "identifica, asiste y acoge a las víctimas, y las repara",
            "identifies, assists and shelters victims, and provides reparation",
            "identifica, assiste e acolhe as vítimas, e as repara",
        ),
        Labels("Protección", "Protection", "Proteção"),
        others=Labels(
            "Proteger, Protección de víctimas",
            "Protect, Victim protection",
            "Proteger, Proteção de vítimas",
        ),
    )
    PROSECUTION = Term(
        Labels(
            "investiga, juzga y sanciona a los tratantes",
            "investigates, tries and punishes traffickers",
            "investiga, julga e pune os traficantes",
        ),
        Labels("Persecución penal", "Prosecution", "Persecução penal"),
        others=Labels(
            "Persecución, Persecución del delito, Enjuiciamiento, Sanción",
            "Criminal prosecution, Punishment, Criminal justice",
            "Persecução, Responsabilização, Repressão, Justiça criminal",
        ),
    )
    PARTNERSHIP = Term(
        Labels(
            "coordina instituciones, países y sociedad civil",
            "coordinates institutions, countries and civil society",
            "coordena instituições, países e sociedade civil",
        ),
        Labels("Alianzas y coordinación", "Partnership", "Parcerias"),
        others=Labels(
            "Alianza, Coordinación, Asociación, Articulación",
            "Partnerships, Alliance, Coordination, Collaboration",
            "Parceria, Aliança, Coordenação, Articulação",
        ),
    )


class Level(Vocabulary, source="own"):
    """The territorial level of an institution or a practice."""

    SUBNATIONAL = Term(
        Labels(
            "una provincia, un departamento, un estado o un municipio",
            "a province, department, state or municipality",
            "uma província, um departamento, um estado ou um município",
        ),
        Labels("Subnacional", "Subnational", "Subnacional"),
    )
    NATIONAL = Term(
        Labels("un país", "one country", "um país"), Labels("Nacional", "National", "Nacional")
    )
    BINATIONAL = Term(
        Labels("dos países juntos", "two countries together", "dois países juntos"),
        Labels("Binacional", "Binational", "Binacional"),
    )
    REGIONAL = Term(
        Labels(
            "tres países o más, o una institución regional",
            "three countries or more, or a regional institution",
            "três países ou mais, ou uma instituição regional",
        ),
        Labels("Regional", "Regional", "Regional"),
    )
    GLOBAL = Term(
        Labels("más allá de las Américas", "beyond the Americas", "além das Américas"),
        Labels("Mundial", "Global", "Mundial"),
    )


class TopicScheme(Vocabulary, source="SKOS ConceptScheme"):
    """The use of a topic."""

    SUBJECT = Term(
        Labels(
            "tema de una práctica o de una visita de intercambio",
            "a subject of a practice or an exchange visit",
            "assunto de uma prática ou de uma visita de intercâmbio",
        ),
        Labels("Materia", "Subject", "Assunto"),
    )


class ChangeKind(Vocabulary, source="own"):
    """What a load did to an entry."""

    ADDED = Term(
        Labels("la entrada es nueva", "the entry is new", "a entrada é nova"),
        Labels("Agregada", "Added", "Acrescentada"),
    )
    CHANGED = Term(
        Labels(
            "campos de la entrada tienen otros valores",
            "fields of the entry have other values",
            "campos da entrada têm outros valores",
        ),
        Labels("Modificada", "Changed", "Modificada"),
    )
    RENAMED = Term(
        Labels(
            "la entrada tiene otro identificador, y quizá otros valores",
            "the entry has another slug, and possibly other values",
            "a entrada tem outro identificador, e talvez outros valores",
        ),
        Labels("Renombrada", "Renamed", "Renomeada"),
    )
    REMOVED = Term(
        Labels("la entrada ya no existe", "the entry is gone", "a entrada já não existe"),
        Labels("Eliminada", "Removed", "Removida"),
    )
