"""Sources."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, string, value
from graph_service.model.enums import Language, ReadExtent, SourceKind
from graph_service.model.labels import Labels

from .shared import FIELD_BASES, KIND_LABEL, NAME_LABEL, NOTE

READ_ON = value(
    "readOn",
    Kind.DATE,
    Labels(
        "El día en que se leyó la fuente.",
        "The day on which the source was read.",
        "O dia em que a fonte foi lida.",
    ),
    Labels("Leída el", "Read on", "Lida em"),
)
SOURCE = NodeType(
    name="Source",
    label=Labels("Fuente", "Source", "Fonte"),
    plural_label=Labels("Fuentes", "Sources", "Fontes"),
    meaning=Labels(
        "Una página, un informe, una ley o un artículo que las entradas citan.",
        "A page, report, law or article that entries cite.",
        "Uma página, um relatório, uma lei ou um artigo que as entradas citam.",
    ),
    source="Dublin Core",
    root=("source", "sources"),
    folder="sources",
    cited=None,
    example="seed-iom-es",
    colour="#DDDDDD",
    diameter=50,
    legend=Labels("una fuente", "a source", "uma fonte"),
    rdf=("prov:Entity", "dcterms:BibliographicResource"),
    others=Labels(
        "Fuente, Documento, Informe, Noticia, Referencia",
        "Source, Document, Report, News, Reference",
        "Fonte, Documento, Relatório, Notícia, Referência",
    ),
    weight=0.0,
    ordered=(("published", "readOn"),),
    properties=(
        string(
            "name",
            Labels(
                "El título, en el idioma de la fuente.",
                "The title, in the language of the source.",
                "O título, no idioma da fonte.",
            ),
            NAME_LABEL,
            required=True,
            rdf="dcterms:title",
        ),
        string(
            "publisher",
            Labels("Quién publicó la fuente.", "The publisher.", "Quem publicou a fonte."),
            Labels("Publicado por", "Publisher", "Publicado por"),
            required=True,
            rdf="dc:publisher",
        ),
        one_of(
            "kind",
            SourceKind,
            Labels(
                "El tipo de fuente.",
                "The kind of source.",
                "O tipo de fonte.",
            ),
            KIND_LABEL,
        ),
        value(
            "url",
            Kind.URL,
            Labels("La dirección web.", "The web address.", "O endereço web."),
            Labels("Dirección web", "Address (URL)", "Endereço (URL)"),
            code=True,
        ),
        one_of(
            "language",
            Language,
            Labels(
                "El idioma en que está escrita la fuente.",
                "The language that the source is written in.",
                "O idioma em que a fonte está escrita.",
            ),
            Labels("Idioma", "Language", "Idioma"),
            required=True,
            rdf="dcterms:language",
        ),
        value(
            "published",
            Kind.DATE,
            Labels("La fecha de publicación.", "The date of publication.", "A data de publicação."),
            Labels("Publicada", "Published", "Publicada"),
            rdf="dcterms:issued",
        ),
        one_of(
            "readExtent",
            ReadExtent,
            Labels(
                "Cuánto de la fuente se leyó.",
                "How much of the source was read.",
                "Quanto da fonte foi lido.",
            ),
            Labels("Lectura de la fuente", "Extent read", "Leitura da fonte"),
            required=True,
        ),
        READ_ON,
        NOTE,
        *FIELD_BASES,
    ),
)

TYPES = (SOURCE,)
