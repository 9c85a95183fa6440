"""The counts in MODEL.md: both queries of each trap, against counts of the YAML files.

The files are counted here without any code of the service. Plain counts are the same in Cypher,
GraphQL, CSV and GraphML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml
from neo4j import GraphDatabase

from graph_service.api.engine import Engine
from graph_service.publish.files import published
from graph_service.publish.traps import TRAPS, Trap
from graph_service.settings import DatabaseSettings
from tests.export.helpers import export, table
from tests.reached import reached, world_of

SEEDS = Path(__file__).parents[2] / "seeds"
Entries = Mapping[str, dict[str, Any]]


def entries_of(folder: str) -> Entries:
    """Return the entries of a folder by slug, as the files have them."""
    paths = sorted((SEEDS / folder).glob("*.yaml"))
    return {path.stem: yaml.load(path.read_text(), yaml.CSafeLoader) for path in paths}


VISITS = entries_of("exchange-visits")
TRANSFERS = entries_of("knowledge-transfers")


def ends_of(entry: Mapping[str, Any], *fields: str) -> list[dict[str, Any]]:
    """Return the targets of fields, each with its slug, and what the file says about the edge."""
    found = [end for field in fields for end in entry.get(field, [])]
    return [{"slug": end} if isinstance(end, str) else end for end in found]


def countries_of(entry: Mapping[str, Any], *fields: str) -> set[str]:
    """Return the slugs in some fields of an entry."""
    return {end["slug"] for end in ends_of(entry, *fields)}


def _bodies() -> tuple[float, float]:
    def number(*fields: str) -> int:
        return sum(len(ends_of(visit, *fields)) for visit in VISITS.values())

    return number("visitorCountries", "visitorInstitutions"), number("visitorCountries")


def _roles() -> tuple[float, float]:
    ends = [end for visit in VISITS.values() for end in ends_of(visit, "visitorCountries")]
    stated = [end for end in ends if end.get("basis", "STATED") == "STATED"]
    return sum(end.get("roleBasis", "STATED") == "STATED" for end in stated), len(stated)


def stated_pairs() -> set[tuple[str, str]]:
    """Return the pairs of countries of which a source says that one passed on a practice."""
    return {
        (origin["slug"], target["slug"])
        for transfer in TRANSFERS.values()
        for origin in ends_of(transfer, "originCountries")
        for target in ends_of(transfer, "targetCountries")
        if transfer["basis"] == "STATED"
        and origin.get("basis", "STATED") == target.get("basis", "STATED") == "STATED"
        and origin["slug"] != target["slug"]
    }


def _teachers() -> tuple[float, float]:
    rows = sum(
        len(ends_of(transfer, "originCountries")) * len(ends_of(transfer, "targetCountries"))
        for transfer in TRANSFERS.values()
    )
    return rows, len(stated_pairs())


def _flows() -> tuple[float, float]:
    institutions = entries_of("institutions")

    def countries(transfer: Mapping[str, Any], end: str) -> set[str]:
        owners = (institutions[i] for i in countries_of(transfer, f"{end}Institutions"))
        own = {
            owner["country"]
            for owner in owners
            if "country" in owner and owner["kind"] != "COOPERATION_AGENCY"
        }
        return countries_of(transfer, f"{end}Countries") | own

    sizes = [
        len(countries(transfer, "origin")) * len(countries(transfer, "target"))
        for transfer in TRANSFERS.values()
    ]
    return sum(sizes), sum(map(bool, sizes))


def _reached() -> tuple[float, float]:
    world = world_of(SEEDS)
    used = [v for v in reached(world).values() if v["phase"] in ("IMPLEMENTATION", "SUSTAINMENT")]

    def is_from_a_country(slug: str) -> bool:
        ends = world.targets(f"KnowledgeTransfer:{slug}", "FROM")
        return any(end.startswith("Country:") for end in ends)

    return len(used), sum(any(map(is_from_a_country, v["transfers"])) for v in used)


def _dates() -> tuple[float, float]:
    dates = [visit.get("date", "") for visit in VISITS.values()]
    dates = [date if isinstance(date, dict) else {"edtf": date} for date in dates]
    written = [(str(date["edtf"]), date.get("qualifier")) for date in dates]
    return sum(
        edtf.startswith(("..", "XXXX"))
        or not edtf
        or qualifier in ("REPORTED", "PUBLISHED")
        or (qualifier == "ON_OR_BEFORE" and "/" not in edtf)
        for edtf, qualifier in written
    ), sum(not edtf for edtf, _ in written)


FIELDS_OF_TRANSFERS = (
    "practice", "otherPractices", "resultingPractices", "originCountries", "originInstitutions",
    "targetCountries", "targetInstitutions", "visits", "programmes", "continues", "events",
)  # fmt: skip


def _cites() -> tuple[float, float]:
    """Edges from transfers: a field with one link is a slug or a mapping, others are lists."""
    stated = 0
    for transfer in TRANSFERS.values():
        lists = {
            field: found if isinstance(found := transfer.get(field, []), list) else [found]
            for field in FIELDS_OF_TRANSFERS
        }
        ends = ends_of(lists, *FIELDS_OF_TRANSFERS)
        stated += sum(end.get("basis", "STATED") == "STATED" for end in ends)
    return stated + sum(len(transfer["sources"]) for transfer in TRANSFERS.values()), stated


def _chains() -> tuple[float, float]:
    by_country = sum(
        bool(
            countries_of(first, "targetCountries") & countries_of(second, "originCountries")
            and first is not second
        )
        for first in TRANSFERS.values()
        for second in TRANSFERS.values()
    )
    return by_country, sum(len(transfer.get("continues", [])) for transfer in TRANSFERS.values())


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            yield from (text for item in value.values() for text in _strings(item))


def _sources() -> tuple[float, float]:
    name = "prog-eurofront"
    programmes = entries_of("programmes")
    own = programmes[name]
    edges = sum(len(own.get(f, [])) for f in ("leaders", "funders", "countries"))
    edges += "partOf" in own
    for folder in SEEDS.iterdir():
        if folder.is_dir():
            files = entries_of(folder.name)
            edges += sum(name in _strings(entry) for entry in files.values() if entry is not own)
    return edges + len(own["sources"]), edges


def _meetings() -> tuple[float, float]:
    # xv-redtram-mixed-2021 names an institution of Colombia as a host: the loader adds Colombia.
    institutions = entries_of("institutions")
    meetings = []
    for visit in VISITS.values():
        bodies = countries_of(visit, "hostInstitutions", "visitorInstitutions")
        own = {institutions[body].get("country") for body in bodies} - {None}
        meetings.append(countries_of(visit, "hostCountries", "visitorCountries") | own)
    shared = [meeting for meeting in meetings if {"bra", "per"} <= meeting]
    return len(shared), round(sum(1 / (len(meeting) - 1) for meeting in shared), 2)


COUNTED: Mapping[str, Callable[[], tuple[float, float]]] = {
    "bodies": _bodies,
    "roles": _roles,
    "teachers": _teachers,
    "flows": _flows,
    "reached": _reached,
    "dates": _dates,
    "chains": _chains,
    "sources": _sources,
    "cites": _cites,
    "meetings": _meetings,
}
"""The counts of the files, in the order of TRAPS."""


@pytest.mark.parametrize(("trap", "count"), [*zip(TRAPS, COUNTED.values(), strict=True)])
def test_the_numbers_are_those_of_the_files(
    trap: Trap, count: Callable[[], tuple[float, float]]
) -> None:
    assert (trap.wrong.number, trap.right.number) == count()


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.title.en)
def test_the_queries_have_these_numbers(trap: Trap, catalogue: DatabaseSettings) -> None:
    auth = (catalogue.user, catalogue.password)
    with GraphDatabase.driver(catalogue.uri, auth=auth) as driver:
        for count in (trap.wrong, trap.right):
            result = driver.execute_query(count.cypher, database_=catalogue.database, routing_="r")
            assert [record.values() for record in result.records] == [[count.number]]


def test_the_wrong_number_differs_from_the_right_one() -> None:
    assert [trap.title.en for trap in TRAPS if trap.wrong.number == trap.right.number] == []


@pytest.mark.parametrize("file", ["MODEL.md", "MODEL.es.md"])
def test_every_trap_is_in_the_reference(file: str) -> None:
    text = published()[file]
    for trap in TRAPS:
        assert (trap.title.en if file == "MODEL.md" else trap.title.es) in text
        for count in (trap.wrong, trap.right):
            assert f": **{count.number:g}**\n\n```cypher\n{count.cypher}\n```\n" in text


ATTENDANCES = """query Attendances($after: String) {
  exchangeVisits(first: 50, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { visitorCountries(first: 100) { edges { basis } } }
  }
}"""
TEACHERS = """{
  knowledgeTransfers(first: 100, where: {basis: {eq: STATED}}) {
    nodes {
      originCountries(first: 100) { edges { basis node { slug } } }
      targetCountries(first: 100) { edges { basis node { slug } } }
    }
  }
}"""


async def test_graphql_has_the_same_counts(catalogue_engine: Engine) -> None:
    async def answer(query: str, after: str | None = None) -> Any:
        body = (await catalogue_engine.answer(query, {"after": after} if after else None)).body
        assert "errors" not in body
        return body["data"]

    basis, after = [], None
    while True:
        page = (await answer(ATTENDANCES, after))["exchangeVisits"]
        visits = [visit["visitorCountries"]["edges"] for visit in page["nodes"]]
        basis += [edge["basis"] for edges in visits for edge in edges]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert basis == ["STATED"] * int(_roles()[1])

    pairs = {
        (a["node"]["slug"], b["node"]["slug"])
        for transfer in (await answer(TEACHERS))["knowledgeTransfers"]["nodes"]
        for a in transfer["originCountries"]["edges"]
        for b in transfer["targetCountries"]["edges"]
        if a["basis"] == b["basis"] == "STATED" and a["node"] != b["node"]
    }
    assert len(pairs) == _teachers()[1]


def test_tables_and_graphml_have_the_same_counts(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    """Without a join: the type of an end is the beginning of its id."""
    attendances, stated = _roles()[1], _teachers()[1]
    tables = export(catalogue, "csv", tmp_path / "tables")
    rows = table(tables / "edges-ATTENDED_BY.csv")
    countries = [row for row in rows if row["targetId"].startswith("Country:")]
    assert [row["basis"] for row in countries] == ["STATED"] * int(attendances)
    basis = {row["id"]: row["basis"] for row in table(tables / "nodes-KnowledgeTransfer.csv")}
    ends = {
        name: [
            (row["sourceId"], row["targetId"])
            for row in table(tables / f"edges-{name}.csv")
            if row["targetId"].startswith("Country:")
            and row["basis"] == basis[row["sourceId"]] == "STATED"
        ]
        for name in ("FROM", "TO")
    }
    pairs = {(a, b) for t, a in ends["FROM"] for other, b in ends["TO"] if t == other and a != b}
    assert len(pairs) == stated

    network = nx.read_graphml(export(catalogue, "graphml", tmp_path / "network") / "graph.graphml")
    found = [
        data["basis"]
        for _, target, data in network.edges(data=True)
        if data["type"] == "ATTENDED_BY" and target.startswith("Country:")
    ]
    assert found == ["STATED"] * int(attendances)
