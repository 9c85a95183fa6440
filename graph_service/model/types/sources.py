"""Sources, and the releases of the catalogue."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, remark, string, value
from graph_service.model.enums import Language, ReadExtent
from graph_service.model.labels import Labels

from .shared import LICENCE_LABEL, NAME_LABEL, NOTE

SOURCE = NodeType(
    name="Source",
    description="A page, report, law or article that entries cite.",
    source="Dublin Core",
    root=("source", "sources"),
    folder="sources",
    cited=False,
    example="seed-iom-es",
    colour="#DDDDDD",
    diameter=50,
    legend=Labels("una fuente", "a source", "uma fonte"),
    rdf=("prov:Entity", "dcterms:BibliographicResource"),
    properties=(
        string(
            "name",
            "The title, in the language of the source.",
            NAME_LABEL,
            required=True,
            rdf="dcterms:title",
        ),
        string(
            "publisher",
            "The publisher.",
            Labels("Publicado por", "Publisher", "Publicado por"),
            required=True,
            rdf="dc:publisher",
        ),
        value(
            "url",
            Kind.URL,
            "The web address.",
            Labels("Dirección web", "Address (URL)", "Endereço (URL)"),
            code=True,
        ),
        one_of(
            "language",
            Language,
            "The language that the source is written in.",
            Labels("Idioma", "Language", "Idioma"),
            required=True,
            rdf="dcterms:language",
        ),
        value(
            "published",
            Kind.DATE,
            "The date of publication.",
            Labels("Publicada", "Published", "Publicada"),
            rdf="dcterms:issued",
        ),
        one_of(
            "readExtent",
            ReadExtent,
            "How much of the source was read.",
            Labels("Lectura de la fuente", "Extent read", "Leitura da fonte"),
            required=True,
        ),
        remark("licence", "The licence of the source.", LICENCE_LABEL, rdf="dc:rights"),
        NOTE,
    ),
)

RELEASE = NodeType(
    name="Release",
    description="One load of the catalogue into the database.",
    source="DCAT",
    entry=False,
    cited=False,
    colour="#222222",
    diameter=50,
    legend=Labels("una carga del catálogo", "a load of the catalogue", "uma carga do catálogo"),
    properties=(
        string(
            "name",
            "The name, such as `Release 3 (2026-11-24)`.",
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        value(
            "loadedAt",
            Kind.DATETIME,
            "The time of the load.",
            Labels("Cargada el", "Loaded at", "Carregada em"),
            required=True,
            derived=True,
        ),
        string(
            "loadedBy",
            "The person or program that made the load, if known.",
            Labels("Cargada por", "Loaded by", "Carregada por"),
            derived=True,
        ),
        string(
            "checksum",
            "The SHA-256 checksum of the catalogue.",
            Labels("Suma de verificación", "Checksum", "Soma de verificação"),
            required=True,
            derived=True,
        ),
        remark("licence", "The licence of the catalogue.", LICENCE_LABEL, rdf="dc:rights"),
        value(
            "counts",
            Kind.COUNTS,
            "The number of entries of each type.",
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
