"""What the catalogue is called, who publishes it, and its licence, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .labels import Labels


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence: its name in releases, its identifier in SPDX's list, and its text's address."""

    name: str
    spdx: str
    address: str


TITLE = Labels(
    es="Buenas prácticas contra la trata de personas, visitas de intercambio y transferencias de"
    " conocimiento",
    en="Good practices against trafficking in persons, exchange visits and knowledge transfers",
    pt="Boas práticas contra o tráfico de pessoas, visitas de intercâmbio e transferências de"
    " conhecimento",
)
DESCRIPTION = Labels(
    es="Un grafo de conocimiento de buenas prácticas contra la trata de personas, y de visitas de"
    " intercambio y transferencias de conocimiento entre gobiernos de América Latina. Cada dato"
    " nombra sus fuentes y dice si estas lo afirman. No tiene datos de víctimas.",
    en="A knowledge graph of good practices against trafficking in persons, and of exchange visits"
    " and knowledge transfers between governments of Latin America. Every fact names its sources"
    " and says whether they state it. It has no data about victims.",
    pt="Um grafo de conhecimento de boas práticas contra o tráfico de pessoas, e de visitas de"
    " intercâmbio e transferências de conhecimento entre governos da América Latina. Cada dado"
    " indica suas fontes e diz se elas o afirmam. Não tem dados sobre vítimas.",
)
ARCHIVES = "/export/"
"""The path of the archives of releases, on the service."""
ARCHIVE_SUFFIX = ".zip"
DIGEST_SUFFIX = ".sha256"
FORMAT_TITLES: Mapping[str, Labels] = MappingProxyType(
    {
        "csv": Labels(
            es="tablas para hojas de cálculo, una por tipo de nodo y de arista",
            en="tables for spreadsheets, one per node type and one per edge type",
            pt="tabelas para planilhas, uma por tipo de nó e de aresta",
        ),
        "jsonl": Labels(
            es="JSON Lines, una línea por nodo y por arista",
            en="JSON Lines, one line per node and one per edge",
            pt="JSON Lines, uma linha por nó e por aresta",
        ),
        "graphml": Labels(
            es="GraphML para networkx y Gephi",
            en="GraphML for networkx and Gephi",
            pt="GraphML para networkx e Gephi",
        ),
        "edge-lists": Labels(
            es="listas de aristas de países: quién transmite prácticas a quién y quién visita a"
            " quién",
            en="edge lists of countries: who passes practices on to whom, and who visits whom",
            pt="listas de arestas de países: quem transmite práticas a quem e quem visita quem",
        ),
        "json-ld": Labels(
            es="JSON-LD con términos de SKOS, ORG, PROV y Dublin Core, y un registro DCAT",
            en="JSON-LD with SKOS, ORG, PROV and Dublin Core terms, and a DCAT record",
            pt="JSON-LD com termos de SKOS, ORG, PROV e Dublin Core, e um registro DCAT",
        ),
        "cypher": Labels(
            es="un script de Cypher que reconstruye el grafo en un Neo4j vacío",
            en="a Cypher script that rebuilds the graph in an empty Neo4j",
            pt="um script de Cypher que reconstrói o grafo em um Neo4j vazio",
        ),
    }
)
"""The export formats, by the names used in commands and addresses."""
PUBLISHER = Labels(
    es="Responsables del catálogo de buenas prácticas contra la trata de personas",
    en="Maintainers of the catalogue of good practices against trafficking in persons",
    pt="Responsáveis pelo catálogo de boas práticas contra o tráfico de pessoas",
)
"""Who answers for the entries: no institution publishes them. Name it here once one does."""
KEYWORDS = ("trafficking in persons", "good practices", "knowledge transfer", "Latin America")
CONTACT: str | None = None
"""Where to write to, for data portals: a mailto: or https: address. Nobody is declared yet."""
DOI: str | None = None
"""The identifier of all versions together, such as "10.5281/zenodo.1234567"; none is registered.
Once it is declared here, README, CITATION.cff, .zenodo.json, exports, pages and the API have it."""
LICENCE = Licence(
    name="CC BY 4.0",
    spdx="CC-BY-4.0",
    address="https://creativecommons.org/licenses/by/4.0/",
)
VERSION_DIGITS = 16
_CITED = (
    Labels("conjunto de datos", "data set", "conjunto de dados"),
    Labels("Versión", "Version", "Versão"),
)


def doi_address() -> str | None:
    """Return the address of the data set at doi.org; None while no DOI is registered."""
    return f"https://doi.org/{DOI}" if DOI else None


def archive_name(version: str, format_name: str) -> str:
    """Return the name of an archive's file, and of the folder in it."""
    return f"{version}-{format_name}"


def archive_path(version: str, format_name: str) -> str:
    """Return the path of an archive of a release."""
    return f"{ARCHIVES}{version}/{format_name}{ARCHIVE_SUFFIX}"


def version_of(checksum: str) -> str:
    """Return what a release is cited and addressed by, wherever its entries are loaded.

    >>> version_of("0a3d9788b2aecdbb3bbdbdde80d48970")
    '0a3d9788b2aecdbb'
    """
    return checksum[:VERSION_DIGITS]


def citation(version: str, day: str = "", language: str = "en") -> str:
    """Return the suggested citation of a version, with the day of its publication if that is known.

    >>> citation("0a3d9788b2aecdbb", "2026-11-26").partition("]. ")[2]
    'Version 0a3d9788b2aecdbb, 2026-11-26. CC BY 4.0.'
    """
    data_set, title_of_version = (words.in_language(language) for words in _CITED)
    year, on = (f" ({day[:4]})", f", {day}") if day else ("", "")
    cited = (
        f"{PUBLISHER.in_language(language)}{year}. {TITLE.in_language(language)} [{data_set}]."
        f" {title_of_version} {version}{on}. {LICENCE.name}."
    )
    doi = doi_address()
    return f"{cited} {doi}" if doi else cited
