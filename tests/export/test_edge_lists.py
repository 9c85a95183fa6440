"""Edge lists: pairs, weights and bases, against counts of the YAML files."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from graph_service.settings import DatabaseSettings
from tests.export.helpers import check_tables, data_package, export, fields, table
from tests.graphs import SEEDS
from tests.publish.test_traps import (
    TRANSFERS,
    VISITS,
    countries_of,
    entries_of,
    stated_pairs,
)
from tests.reached import reached, world_of

DATE_COLUMNS = ("", "Earliest", "Latest", "Qualifier")
NO_DATE = (None,) * len(DATE_COLUMNS)
COUNTRIES = {slug: entry.get("country") for slug, entry in entries_of("institutions").items()}


@pytest.fixture(scope="module")
def folder(own_catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(own_catalogue, "edge-lists", tmp_path_factory.mktemp("lists") / "out")


def _pairs(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    ends = {(row["sourceId"], row["targetId"]) for row in rows}
    return {
        (a.partition(":")[2], b.partition(":")[2])
        for a, b in ends
        if a.startswith("Country:") and b.startswith("Country:")
    }


def test_stated_transfers_are_those_of_the_files(folder: Path) -> None:
    stated = [row for row in table(folder / "transfers.csv") if row["basis"] == "STATED"]
    assert _pairs(stated) == stated_pairs()


def test_a_transfer_has_its_facts(folder: Path) -> None:
    """From kt-hnd-pan.yaml and kt-alerta-trata-arg.yaml, where an organisation is the origin."""
    rows = {row["entry"]: row for row in table(folder / "transfers.csv")}
    campaign = rows["KnowledgeTransfer:kt-alerta-trata-arg"]
    assert (campaign["sourceId"], campaign["targetId"]) == ("Institution:iom", "Country:arg")
    facts = ("year", "stage", "phase", "basis")
    assert [campaign[name] for name in facts] == ["2024", "IMPLEMENTED", "IMPLEMENTATION", "STATED"]
    assert (campaign["practices"], campaign["sources"]) == ("gp-alerta-trata", "eurofront-2024-08")
    assert (campaign["role"], campaign["weight"]) == ("", "1.0")
    inferred = rows["KnowledgeTransfer:kt-hnd-pan"]
    assert TRANSFERS["kt-hnd-pan"]["basis"] == inferred["basis"] == "INFERRED"


def test_a_visit_has_its_facts(folder: Path) -> None:
    """From xv-arg-pry-2023.yaml."""
    (row,) = [
        row
        for row in table(folder / "visits.csv")
        if row["entry"] == "ExchangeVisit:xv-arg-pry-2023"
    ]
    assert (row["sourceId"], row["targetId"]) == ("Country:arg", "Country:pry")
    assert (row["sourceName"], row["targetName"]) == ("Argentina", "Paraguay")
    assert (row["year"], row["date"], row["dateQualifier"]) == ("2023", "2023-03-28", "AT")
    assert (row["basis"], row["role"], row["roleBasis"]) == ("STATED", "PEER", "INFERRED")
    assert (row["weight"], row["sources"]) == ("1.0", "arg-pry-clorinda-2023")


def test_a_visit_weighs_by_its_countries(folder: Path) -> None:
    """Visits whose files name countries on both sides, and those of all their institutions.

    To others, such as xv-ecu-per-esp-mesa, the loader adds the country of an institution.
    """
    rows = table(folder / "visits.csv")
    checked = 0
    for slug, visit in VISITS.items():
        hosts, visitors = (countries_of(visit, f"{side}Countries") for side in ("host", "visitor"))
        bodies = countries_of(visit, "hostInstitutions", "visitorInstitutions")
        complete = {COUNTRIES.get(slug) for slug in bodies} <= {*hosts, *visitors, None}
        if hosts and visitors and complete:
            found = [row for row in rows if row["entry"] == f"ExchangeVisit:{slug}"]
            assert _pairs(found) == {(a, b) for a in hosts for b in visitors if a != b}
            weights = {float(row["weight"]) for row in found}
            assert weights <= {round(1 / max(len(hosts | visitors) - 1, 1), 4)}
            checked += len(found)
    assert checked > 100


def test_visits_that_were_only_announced_say_so(folder: Path) -> None:
    """Of the files, three have a status; xv-fio-bogota-2025 names no visitor, so it has no row."""
    rows = table(folder / "visits.csv")
    announced = {row["entry"] for row in rows if row["status"]}
    assert announced == {
        "ExchangeVisit:xv-bra-bol-2013",
        "ExchangeVisit:xv-chl-ecu-quito-2016",
    }
    assert {row["status"] for row in rows} == {"", "ANNOUNCED"}
    assert {row["status"] for row in table(folder / "transfers.csv")} == {""}


def test_reached_has_what_the_files_say(folder: Path) -> None:
    """In the same order, with the possible days of dates, and empty where nothing is known."""
    rows = table(folder / "reached.csv")
    found = {
        (row["sourceId"], row["targetId"]): (
            *(row[name] for name in ("stage", "phase", "basis", "transfers", "visits", "sources")),
            *(row[f"{name}Known{end}"] for name in ("first", "last") for end in DATE_COLUMNS),
        )
        for row in rows
    }
    expected = {
        pair: (
            *(values[name] or "" for name in ("stage", "phase", "basis")),
            *("|".join(values[name]) for name in ("transfers", "visits", "sources")),
            *(
                str(part or "")
                for name in ("first", "last")
                for part in values[f"{name}Known"] or NO_DATE
            ),
        )
        for pair, values in reached(world_of(SEEDS)).items()
    }
    assert found == expected
    assert [*found] == sorted(found)
    names = {row["targetId"]: row["targetName"] for row in rows}
    assert names["Country:hnd"] == "Honduras"
    network = nx.read_graphml(folder / "reached.graphml", force_multigraph=True)
    assert {(a, b) for a, b in network.edges()} == {*found}
    assert {node: network.nodes[node]["label"] for node in names} == names


def test_reached_needs_practices_and_countries(
    own_catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    for types in (("GoodPractice", "Country"), ("GoodPractice", "KnowledgeTransfer")):
        options = [option for name in types for option in ("--type", name)]
        place = export(own_catalogue, "edge-lists", tmp_path / types[1], *options)
        assert (place / "reached.csv").exists() is ("Country" in types)


@pytest.mark.parametrize("name", ["transfers", "visits"])
def test_graphml_has_the_rows_of_the_table(folder: Path, name: str) -> None:
    network = nx.read_graphml(folder / f"{name}.graphml", force_multigraph=True)
    rows = table(folder / f"{name}.csv")
    expected = sorted(
        (r["sourceId"], r["targetId"], r["entry"], r["basis"], float(r["weight"]), r["sources"])
        for r in rows
    )
    found = sorted(
        (a, b, data["entry"], data["basis"], data["weight"], data["sources"])
        for a, b, data in network.edges(data=True)
    )
    assert found == expected
    labels = {row["sourceId"]: row["sourceName"] for row in rows}
    assert all(network.nodes[end]["label"] == label for end, label in labels.items())


def test_the_data_package_describes_every_column(folder: Path) -> None:
    package = data_package(folder)
    check_tables(folder, package)
    columns = fields(package, "visits.csv")
    assert all(column["description"] for column in columns.values())
    assert columns["year"]["type"] == "integer"
    assert columns["weight"]["type"] == "number"
    assert {"LEARNER", "PEER"} <= {*columns["role"]["constraints"]["enum"]}
