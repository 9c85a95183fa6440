"""What was read, and each load of the catalogue."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, remark, string, value
from graph_service.model.enums import Language, ReadExtent
from graph_service.model.labels import Labels

from .shared import LICENCE_LABEL, NAME_LABEL, NOTE

SOURCE = NodeType(
    name="Source",
    description="A page, report, law or article that was read.",
    source="Dublin Core",
    root=("source", "sources"),
    folder="sources",
    cited=False,
    example="seed-iom-es",
    colour="#DDDDDD",
    diameter=50,
    legend=Labels("una fuente leída", "a source read", "uma fonte lida"),
    rdf=("prov:Entity", "dcterms:BibliographicResource"),
    properties=(
        string(
            "name", "Title, in its own language.", NAME_LABEL, required=True, rdf="dcterms:title"
        ),
        string(
            "publisher",
            "Who published it.",
            Labels("Editor", "Publisher", "Editora"),
            required=True,
            rdf="dc:publisher",
        ),
        value(
            "url",
            Kind.URL,
            "Address.",
            Labels("Dirección web", "Address (URL)", "Endereço (URL)"),
            code=True,
        ),
        one_of(
            "language",
            Language,
            "The language that it is written in.",
            Labels("Idioma", "Language", "Idioma"),
            required=True,
            rdf="dcterms:language",
        ),
        value(
            "published",
            Kind.DATE,
            "When it was published.",
            Labels("Publicada", "Published", "Publicada"),
            rdf="dcterms:issued",
        ),
        one_of(
            "readExtent",
            ReadExtent,
            "How much of it was read.",
            Labels("Parte leída", "Extent read", "Parte lida"),
            required=True,
        ),
        remark("licence", "Licence of the source.", LICENCE_LABEL, rdf="dc:rights"),
        NOTE,
    ),
)

RELEASE = NodeType(
    name="Release",
    description="One load of the catalogue; written by the loader.",
    source="DCAT",
    entry=False,
    cited=False,
    colour="#222222",
    diameter=50,
    legend=Labels("una carga del catálogo", "a load of the catalogue", "uma carga do catálogo"),
    properties=(
        string("name", "Name.", NAME_LABEL, required=True, derived=True, rdf="dcterms:title"),
        value(
            "loadedAt",
            Kind.DATETIME,
            "When it was loaded.",
            Labels("Cargada el", "Loaded at", "Carregada em"),
            required=True,
            derived=True,
        ),
        string(
            "loadedBy",
            "Who loaded it, where that is set.",
            Labels("Cargada por", "Loaded by", "Carregada por"),
            derived=True,
        ),
        string(
            "checksum",
            "SHA-256 of the catalogue.",
            Labels("Suma de verificación", "Checksum", "Soma de verificação"),
            required=True,
            derived=True,
        ),
        remark("licence", "Licence of the catalogue.", LICENCE_LABEL, rdf="dc:rights"),
        value(
            "counts",
            Kind.COUNTS,
            "Number of entries by type.",
            Labels("Entradas por tipo", "Entries by type", "Entradas por tipo"),
            required=True,
            derived=True,
        ),
    ),
)

TYPES = (
    SOURCE,
    RELEASE,
)
