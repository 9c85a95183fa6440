"""Graphs in memory: their checksums, and exact diffs."""

import datetime as dt
import hashlib
import json

import pytest

from graph_service.catalogue.graph.diff import compare
from graph_service.catalogue.loads.release import checksum
from graph_service.model.storage import StoredValue
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph
from graph_service.store.write import batches


def node(slug: str, **properties: StoredValue) -> NodeRow:
    identity = f"Topic:{slug}"
    return NodeRow(label="Topic", id=identity, properties={"id": identity, **properties})


def edge(source: str, target: str, **properties: StoredValue) -> EdgeRow:
    ends = {"source": f"Topic:{source}", "target": f"Topic:{target}"}
    return EdgeRow(type="PART_OF", **ends, properties=properties)


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


def test_a_second_row_replaces_the_first() -> None:
    graph = Graph([node("a", n=1), node("a", n=2)], [edge("a", "a", n=1), edge("a", "a")])
    assert list(graph.nodes.values()) == [node("a", n=2)]
    assert list(graph.edges.values()) == [edge("a", "a")]


def test_the_checksum_is_over_sorted_json_lines() -> None:
    """Releases have recorded this checksum from the beginning."""
    plain = {**VALUES, "day": "2018-10-09", "moment": "2018-10-09T12:30:00+00:00"}
    lines = [
        ["Topic", "Topic:a", {"id": "Topic:a"}],
        ["Topic", "Topic:ñ", {"id": "Topic:ñ", **plain}],
        ["PART_OF", "Topic:a", "Topic:ñ", {}],
        ["PART_OF", "Topic:ñ", "Topic:a", plain],
    ]
    text = "".join(json.dumps(x, sort_keys=True, ensure_ascii=False) + "\n" for x in lines)
    graph = Graph([node("ñ", **VALUES), node("a")], [edge("ñ", "a", **VALUES), edge("a", "ñ")])
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
def test_differences_become_changes(one: StoredValue, other: StoredValue) -> None:
    first, second = (
        node("a", **({} if value is None else {"value": value})) for value in (one, other)
    )
    diff = compare(Graph([first]), Graph([second]))
    assert [change.fields for change in diff.nodes_changed] == [{"value": (other, one)}]
    assert compare(Graph([first]), Graph([first])).empty


def test_lists_and_tuples_are_equal() -> None:
    assert compare(Graph([node("a", x=["b"])]), Graph([node("a", x=("b",))])).empty


def test_batches_have_few_rows_and_none_is_read_before_its_batch() -> None:
    rows = iter(range(5_000))
    found = [(len(batch), next(rows, None)) for batch in batches(rows)]
    assert found == [(2000, 2000), (2000, 4001), (998, None)]
