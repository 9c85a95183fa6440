"""Graphs in a temporary file: reading returns what was written, and diffs are exact."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

import pytest

from graph_service.catalogue.loads.diff import compare
from graph_service.catalogue.loads.release import checksum
from graph_service.errors import LoadRefused
from graph_service.model.storage import StoredValue
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.staging import Staging, open_staging
from graph_service.store.write import batches


@pytest.fixture
def staging() -> Iterator[Staging]:
    with open_staging() as opened:
        yield opened


def node(slug: str, **properties: StoredValue) -> NodeRow:
    identity = f"Topic:{slug}"
    return NodeRow(label="Topic", id=identity, properties={"id": identity, **properties})


def edge(source: str, target: str, **properties: StoredValue) -> EdgeRow:
    ends = {"source": f"Topic:{source}", "target": f"Topic:{target}"}
    return EdgeRow(type="BROADER", **ends, properties=properties)


VALUES: dict[str, StoredValue] = {
    "text": 'Niñez, "comillas"\n\\ y 😀',
    "number": -3,
    "share": 0.5,
    "truth": True,
    "day": dt.date(2018, 10, 9),
    "moment": dt.datetime(2018, 10, 9, 12, 30, tzinfo=dt.UTC),
    "texts": ["b", "a"],
    "numbers": [1, 2],
    "a, strange name": "x",
}


def test_reading_returns_what_was_written(staging: Staging) -> None:
    graph = staging.graph([node("b", **VALUES), node("a")], [edge("b", "a", **VALUES)])
    assert list(graph.nodes) == ["Topic:a", "Topic:b"]
    assert graph.nodes["Topic:b"] == node("b", **VALUES)
    assert graph.edges["BROADER", "Topic:b", "Topic:a"] == edge("b", "a", **VALUES)
    assert "Topic:c" not in graph.nodes
    assert (len(graph.nodes), len(graph.edges)) == (2, 1)
    assert list(graph.nodes.values()) == [node("a"), node("b", **VALUES)]


def test_a_second_row_replaces_the_first(staging: Staging) -> None:
    graph = staging.graph([node("a", n=1), node("a", n=2)], [edge("a", "a", n=1), edge("a", "a")])
    assert list(graph.nodes.values()) == [node("a", n=2)]
    assert list(graph.edges.values()) == [edge("a", "a")]


def test_the_checksum_is_over_sorted_json_lines(staging: Staging) -> None:
    """Releases have recorded this checksum from the beginning."""
    plain = {**VALUES, "day": "2018-10-09", "moment": "2018-10-09T12:30:00+00:00"}
    lines = [
        ["Topic", "Topic:a", {"id": "Topic:a"}],
        ["Topic", "Topic:ñ", {"id": "Topic:ñ", **plain}],
        ["BROADER", "Topic:a", "Topic:ñ", {}],
        ["BROADER", "Topic:ñ", "Topic:a", plain],
    ]
    text = "".join(json.dumps(x, sort_keys=True, ensure_ascii=False) + "\n" for x in lines)
    graph = staging.graph(
        [node("ñ", **VALUES), node("a")], [edge("ñ", "a", **VALUES), edge("a", "ñ")]
    )
    assert checksum(graph) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (1, "1"),
        (dt.date(2018, 10, 9), "2018-10-09"),
        (dt.date(2018, 10, 9), dt.datetime(2018, 10, 9, tzinfo=dt.UTC)),
        (["a", "b"], ["b", "a"]),
        ("a", None),
    ],
)
def test_differences_become_changes(staging: Staging, one: StoredValue, other: StoredValue) -> None:
    first, second = (
        node("a", **({} if value is None else {"value": value})) for value in (one, other)
    )
    diff = compare(staging.graph([first]), staging.graph([second]))
    assert [change.fields for change in diff.nodes_changed] == [{"value": (other, one)}]
    assert compare(staging.graph([first]), staging.graph([first])).empty


def test_lists_and_tuples_are_equal(staging: Staging) -> None:
    assert compare(staging.graph([node("a", x=["b"])]), staging.graph([node("a", x=("b",))])).empty


def test_a_full_disk_is_reported() -> None:
    message = r"\(database or disk is full\); nothing was written.*SQLITE_TMPDIR"
    with pytest.raises(LoadRefused, match=message):
        _fill(pages=20)


def _fill(pages: int) -> None:
    with open_staging() as staging:
        staging.run(f"PRAGMA max_page_count = {pages}").fetchall()
        staging.graph(node(str(number), text="x" * 1000) for number in range(10_000))


def test_batches_have_one_kind_and_few_rows_are_buffered() -> None:
    consumed = 0

    def kind(row: int) -> int:
        nonlocal consumed
        consumed = row
        return row % 7

    yielded = 0
    rows_seen: list[int] = []
    for remainder, batch in batches(range(50_000), kind):
        assert {row % 7 for row in batch} == {remainder}
        assert len(batch) <= 2000
        yielded += len(batch)
        rows_seen += batch
        assert consumed - yielded < 10_000
    assert sorted(rows_seen) == list(range(50_000))
