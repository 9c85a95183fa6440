"""The Cypher script, run on an empty database, rebuilds the same graph."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph_service.export.cypher import text_literal
from graph_service.settings import DatabaseSettings
from graph_service.store.schema import NEWEST_RELEASE
from tests.catalogue.live import Live
from tests.export.helpers import export, store_awkward_texts
from tests.graphs import make_released


@pytest.fixture
def live(database_settings: DatabaseSettings) -> Iterator[Live]:
    with Live.open(database_settings) as opened:
        yield opened


def _all(live: Live) -> tuple[Any, ...]:
    return (
        live.rows(
            "MATCH (n) WHERE NOT n:Change|Release|LoadedGraph RETURN labels(n),"
            " n {.*, addedIn: null, updatedIn: null, updatedAt: null}"
            " ORDER BY n.id"
        ),
        live.rows(
            "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r)"
            " ORDER BY t, a, b"
        ),
        live.rows("SHOW INDEXES YIELD name, type, state, owningConstraint ORDER BY name"),
    )


def _release(live: Live) -> dict[str, Any]:
    found = live.value(f"{NEWEST_RELEASE} RETURN release {{.*, z_checksumBefore: null}}")
    return {name: value for name, value in found.items() if value is not None}


def _rebuild(live: Live, script: Path) -> None:
    """Empty the database, including constraints and indexes, and run the script."""
    live.clear()
    for (name,) in live.rows("SHOW CONSTRAINTS YIELD name"):
        live.rows(f"DROP CONSTRAINT {name}")
    for (name,) in live.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        live.rows(f"DROP INDEX {name}")
    for statement in script.read_text().split(";\n"):
        live.rows(statement or "RETURN 1")


def test_the_catalogue_is_rebuilt(
    own_catalogue: DatabaseSettings, live: Live, tmp_path: Path
) -> None:
    """With a release as a load writes it, but for the time, and the day in its name."""
    before, release = _all(live), _release(live)
    _rebuild(live, export(own_catalogue, "cypher", tmp_path / "out") / "graph.cypher")
    assert _all(live) == before
    rebuilt = _release(live)
    assert rebuilt.pop("loadedAt") > release.pop("loadedAt")
    release |= {"name": "Release 1", "Name": "Release 1", "z_nameKey": "\nrelease 1\n"}
    assert rebuilt == release


def test_awkward_texts_are_rebuilt(
    database_settings: DatabaseSettings, live: Live, tmp_path: Path
) -> None:
    store_awkward_texts(database_settings)
    live.rows("MATCH (n:Institution) SET n.`a b``c` = 1.5, n.flag = true, n.none = []")
    make_released(database_settings)
    before = _all(live)
    _rebuild(live, export(database_settings, "cypher", tmp_path / "out") / "graph.cypher")
    assert _all(live) == before


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\'u0\n"))))
def test_any_text_becomes_a_one_line_literal(live: Live, texts: list[str]) -> None:
    literal = ", ".join(map(text_literal, texts))
    assert len(literal.splitlines()) <= 1
    assert live.value(f"RETURN [{literal}]") == texts
