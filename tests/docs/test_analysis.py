"""docs/analysis.md: its examples print what stands below them, its figures are those of the record.

The expected figures are counted here from the YAML files, without any code of the service.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.docs.snippets import check_example, examples_of, run_commands
from tests.graphs import SEEDS
from tests.publish.test_traps import (
    COUNTED,
    TRANSFERS,
    VISITS,
    countries_of,
    entries_of,
    stated_pairs,
)
from tests.reached import reached, world_of

PAGE = (ROOT / "docs/analysis.md").read_text()
PYTHON, CYPHER, R = (examples_of(PAGE, name) for name in ("python", "cypher", "r"))
RECORD = ROOT / "docs/second-reading.csv"


@pytest.fixture(scope="module")
def folder(catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home, tools = (tmp_path_factory.mktemp(name) for name in ("home", "bin"))
    run_commands(PAGE, catalogue, home, tools)
    return home


@pytest.mark.parametrize(("example", "printed"), PYTHON)
def test_python(folder: Path, example: str, printed: str) -> None:
    check_example([sys.executable, "-c", example], printed, folder)


def test_what_python_prints_is_counted_from_the_files() -> None:
    (levels, ties, gaps) = (printed.splitlines() for _, printed in PYTHON)
    stated = stated_pairs()
    assert levels[0] == f"{len(stated)} pairs from {len({a for a, _ in stated})} countries"
    every = {
        (origin, target)
        for transfer in TRANSFERS.values()
        for origin in countries_of(transfer, "originCountries")
        for target in countries_of(transfer, "targetCountries")
        if origin != target
    }
    assert levels[2] == f"{len(every)} pairs from {len({a for a, _ in every})} countries"
    assert ties == [f"{COUNTED['meetings']()[1]:g}"]
    used, from_governments = COUNTED["reached"]()
    assert gaps[-1] == (
        f"{used:g} pairs came into use, {used - from_governments:g} not from a government"
    )
    topics: dict[str, set[str]] = defaultdict(set)
    for practice in entries_of("good-practices").values():
        for country in countries_of(practice, "countries"):
            topics[country.upper()] |= countries_of(practice, "topics")
    shown = [re.split(r": | sources read, | topics", line)[:3] for line in gaps[:6]]
    assert all(len(topics[country]) == int(number) for country, _read, number in shown)
    ((_, sources),) = CYPHER
    assert [f"{country:9}{read}" for country, read, _ in shown[:3]] == sources.splitlines()[1:4]
    coefficient = f"is {float(gaps[-3].split()[1]):.2f} today, that of the number\nof practices"
    assert f"{coefficient} {gaps[-2].split()[1]}." in PAGE


def test_campaigns_are_named() -> None:
    """Nineteen pairs in use that no government gave: three campaigns, and a plan."""
    world = world_of(SEEDS)
    used = Counter(
        practice
        for (practice, _country), values in reached(world).items()
        if values["phase"] in ("IMPLEMENTATION", "SUSTAINMENT")
        for slug in values["transfers"]
        if not any(
            end.startswith("Country:") for end in world.targets(f"KnowledgeTransfer:{slug}", "FROM")
        )
    )
    assert used == {
        "GoodPractice:gp-corazon-azul": 10,
        "GoodPractice:gp-llama-y-vive": 6,
        "GoodPractice:gp-rmaam-campana": 2,
        "GoodPractice:gp-corett-plan-operativo": 1,
    }


def test_cypher(catalogue: DatabaseSettings) -> None:
    auth = (catalogue.user, catalogue.password)
    with GraphDatabase.driver(catalogue.uri, auth=auth) as driver:
        ((query, printed),) = CYPHER
        found = driver.execute_query(query, database_=catalogue.database, routing_="r")
    lines = [found.keys, *(record.values() for record in found.records)]
    assert ["".join(f"{cell!s:9}" for cell in line).rstrip() for line in lines] == (
        printed.splitlines()
    )


@pytest.mark.r
@pytest.mark.parametrize(("example", "printed"), R)
def test_r(folder: Path, example: str, printed: str) -> None:
    check_example(["Rscript", "--vanilla", "-e", example], printed, folder)


def test_what_r_prints_is_counted_from_the_files() -> None:
    """Of visits whose countries are all in the file; to the others, the loader adds some."""
    ((_, printed),) = R
    rows = [re.split(r"\s{2,}| (?=[\d.]+$)", line.strip()) for line in printed.splitlines()[1:]]
    names = {slug: entry["name"]["es"] for slug, entry in entries_of("countries").items()}
    pairs = Counter[str]()
    for visit in VISITS.values():
        if "status" not in visit:
            visitors = countries_of(visit, "visitorCountries")
            for host in countries_of(visit, "hostCountries"):
                pairs[names[host]] += len(visitors - {host})
    assert len(rows) == 5
    assert all(int(number) >= pairs[name] > 0 for name, number, _weight in rows)


def test_every_example_is_tested() -> None:
    shown = [PAGE.count(f"```{name}\n") for name in ("python", "cypher", "r")]
    assert shown == [len(PYTHON), len(CYPHER), len(R)] == [3, 1, 1]


def _kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's kappa of two codings."""
    total = len(first)
    equal = sum(a == b for a, b in zip(first, second, strict=True)) / total
    one, other = Counter(first), Counter(second)
    by_chance = sum(one[code] * other[code] for code in one) / total**2
    return (equal - by_chance) / (1 - by_chance)


def test_kappa_is_that_of_a_known_example() -> None:
    """Cohen's kappa of 20, 5, 10 and 15 of 50: 0.4."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert _kappa(first, second) == pytest.approx(0.4)


def test_the_figures_of_the_second_reading() -> None:
    with RECORD.open(newline="") as file:
        rows = list(csv.DictReader(file))
    roles = [row for row in rows if row["entry"].startswith("xv-")]
    ends = [row for row in rows if row["entry"].startswith("kt-")]
    assert (len(roles), len(ends), len(rows)) == (25, 25, 50)
    equal = [sum(r["first"] == r["second"] for r in group) for group in (roles, ends, rows)]
    by_role = _kappa([row["first"] for row in roles], [row["second"] for row in roles])
    # Of an event, the basis is compared.
    by_basis = _kappa(*([row[n].split()[-1] for row in ends] for n in ("first", "second")))
    assert f"| role and its basis | 25 | {equal[0]} | {by_role:.2f} |" in PAGE
    assert f"| basis of ends and events of transfers | 25 | {equal[1]} | {by_basis:.2f} |" in PAGE
    assert f"| together | 50 | {equal[2]} | |" in PAGE
    assert all(bool(row["reason"]) is (row["first"] != row["second"]) for row in rows)
    assert sum(row["final"] != row["first"] for row in rows) == 3


def test_the_corrections_are_in_the_catalogue() -> None:
    transfers = {
        ("kt-bra-per-mobile-inspection", "targetInstitutions", "per-pnp"): "INFERRED",
        ("kt-iom-stats-corett", "targetCountries", "mex"): "INFERRED",
    }
    for (entry, field, target), basis in transfers.items():
        (end,) = [end for end in TRANSFERS[entry][field] if "slug" in end and end["slug"] == target]
        assert end["basis"] == basis
    for slug in ("xv-gtm-arg-2018", "xv-hnd-cri-2018", "xv-pan-cri-2018"):
        for field in ("visitorCountries", "visitorInstitutions"):
            (end,) = VISITS[slug][field]
            assert end["role"] == "LEARNER"
            assert "roleBasis" not in end
            assert end["quote"]
