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
PUBLISHER = "Maintainers of the catalogue of good practices against trafficking in persons"
"""Who answers for the entries: no institution publishes them. Name it here once one does."""
KEYWORDS = ("trafficking in persons", "good practices", "knowledge transfer", "Latin America")
DOI: str | None = None
"""The identifier of all versions together, such as "10.5281/zenodo.1234567"; none is registered.
Once it is declared here, README, CITATION.cff, .zenodo.json, exports, pages and the API have it."""
LICENCE = Licence(
    name="CC BY 4.0",
    spdx="CC-BY-4.0",
    address="https://creativecommons.org/licenses/by/4.0/",
)


def licence_address(name: str) -> str | None:
    """Return the URL of a licence by its name in a release; None if it isn't known."""
    return LICENCE.address if name == LICENCE.name else None


def doi_address() -> str | None:
    """Return the address of the data set at doi.org; None while no DOI is registered."""
    return f"https://doi.org/{DOI}" if DOI else None


def archive_path(version: str, format_name: str) -> str:
    """Return the path of an archive of a release."""
    return f"{ARCHIVES}{version}/{format_name}{ARCHIVE_SUFFIX}"


def citation(release: str, version: str | None, checksum: str, loaded_at: str = "") -> str:
    """Return the suggested citation of a release.

    Its version names its contents wherever they are loaded, with the year of their publication;
    without one, its id and checksum do.

    >>> citation("Release:release-3", "2026-11-26-0a3d9788b2ae", "0a3d").partition("]. ")[2]
    'Version 2026-11-26-0a3d9788b2ae. CC BY 4.0.'
    """
    year = (version or loaded_at)[:4]
    when = f" ({year})" if year.isdecimal() else ""
    which = f"Version {version}" if version else f"{release}, checksum {checksum[:12]}"
    doi = doi_address()
    cited = f"{PUBLISHER}{when}. {TITLE.en} [data set]. {which}. {LICENCE.name}."
    return f"{cited} {doi}" if doi else cited
