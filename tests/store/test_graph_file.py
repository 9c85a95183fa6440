"""Graphs in files of the cache: what is read is what was written, or nothing."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_service.store import graph_file
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph_file import CachedGraph, GraphFile, GraphPatch
from graph_service.store.staging import Graph, Staging, open_staging, packed_rows

KEY, OTHER = b"key", b"other"


@pytest.fixture
def staging() -> Iterator[Staging]:
    with open_staging() as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> GraphFile:
    """A file in a folder whose name must be quoted in a URI."""
    return GraphFile(tmp_path / "caché #1?", "name", fewest=1)


def _graph(staging: Staging, day: dt.date = dt.date(2018, 10, 9)) -> Graph:
    nodes = [
        NodeRow(label="Topic", id=f"Topic:{n}", properties={"id": f"Topic:{n}", "day": day})
        for n in range(3)
    ]
    edge = EdgeRow(type="BROADER", source="Topic:0", target="Topic:1", properties={"n": 1})
    return staging.graph(nodes, [edge])


def test_a_graph_is_read_as_it_was_written(staging: Staging, file: GraphFile) -> None:
    written = _graph(staging)
    file.write(written, KEY, "the checksum")
    for _time in range(2):
        cached = file.read(staging, KEY)
        assert cached is not None
        graph = cached.graph
        assert cached.checksum == "the checksum"
        assert graph.number != written.number
        assert [*graph.nodes.values()] == [*written.nodes.values()]
        assert [*graph.edges.values()] == [*written.edges.values()]
    with open_staging() as another:
        assert file.read(another, KEY) is not None


def test_only_the_newest_content_is_stored(
    staging: Staging, file: GraphFile, tmp_path: Path
) -> None:
    file.write(_graph(staging), KEY)
    assert file.read(staging, OTHER) is None
    file.write(_graph(staging, dt.date(2019, 1, 1)), OTHER)
    assert file.read(staging, KEY) is None
    assert file.read(staging, OTHER) is not None
    assert len([*tmp_path.rglob("*.*")]) == 1


def test_a_graph_without_a_checksum(staging: Staging, file: GraphFile) -> None:
    file.write(_graph(staging), KEY)
    cached = file.read(staging, KEY)
    assert cached is not None
    assert cached.checksum is None


def test_small_graphs_are_not_written(staging: Staging, tmp_path: Path) -> None:
    file = GraphFile(tmp_path, "name", fewest=4)
    file.write(_graph(staging), KEY)
    assert [*tmp_path.iterdir()] == []


OTHER_DAY = dt.date(2019, 1, 1)


def _patched(staging: Staging, before: CachedGraph) -> tuple[Graph, GraphPatch]:
    """The graph before, in which a node is new, one is different, and one is gone with its edge."""
    nodes = [
        NodeRow(label="Topic", id=f"Topic:{n}", properties={"id": f"Topic:{n}", "day": OTHER_DAY})
        for n in (0, 3)
    ]
    edge = EdgeRow(type="BROADER", source="Topic:3", target="Topic:0", properties={})
    added, edges = packed_rows(nodes, [edge])
    removed = ("BROADER", "Topic:0", "Topic:1")
    patch = GraphPatch(("Topic:1",), (removed,), tuple(added), tuple(edges))
    graph = before.graph.copy()
    patch.apply(graph)
    return graph, patch


def _rows(graph: Graph) -> list[object]:
    return [*graph.nodes.rows.cells(), *graph.edges.rows.cells()]


@pytest.fixture
def before(staging: Staging, file: GraphFile) -> CachedGraph:
    """A graph that was read from the file."""
    file.write(_graph(staging), KEY, "the checksum", facts={"a": "1", "b": "2", "c": "3"})
    cached = file.read(staging, KEY)
    assert cached is not None
    return cached


def test_a_patched_graph_is_the_other_graph(
    staging: Staging, file: GraphFile, before: CachedGraph
) -> None:
    graph, patch = _patched(staging, before)
    assert [(i, row.properties["day"]) for i, row in graph.nodes.items()] == [
        ("Topic:0", OTHER_DAY),
        ("Topic:2", dt.date(2018, 10, 9)),
        ("Topic:3", OTHER_DAY),
    ]
    assert [*graph.edges] == [("BROADER", "Topic:3", "Topic:0")]
    file.write(graph, OTHER, facts={"a": "1", "b": "9", "d": "4"}, since=(before, patch))
    assert file.read(staging, KEY) is None
    for key in (OTHER, None):
        found = file.read(staging, key)
        assert found is not None
        assert _rows(found.graph) == _rows(graph)
        assert found.checksum is None
        assert found.facts == {"a": "1", "b": "9", "d": "4"}


def _remove(file: Path) -> None:
    file.unlink()


def _damage(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"2018-10-09", b"2018-10-08"))


@pytest.mark.parametrize("change", [_remove, _damage], ids=lambda change: change.__name__)
def test_a_graph_is_written_whole_if_the_file_before_is_not_as_it_was(
    staging: Staging, file: GraphFile, before: CachedGraph, change: Callable[[Path], None]
) -> None:
    graph, patch = _patched(staging, before)
    change(before.file)
    file.write(graph, OTHER, facts={"a": "1"}, since=(before, patch))
    found = file.read(staging, OTHER)
    assert found is not None
    assert _rows(found.graph) == _rows(graph)
    assert found.facts == {"a": "1"}


def test_a_large_patch_is_not_copied(
    staging: Staging, file: GraphFile, before: CachedGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_file, "MOST_CHANGES", 3)
    graph, patch = _patched(staging, before)
    wrong = GraphPatch(nodes_removed=("Topic:2",) * 4)
    file.write(graph, OTHER, since=(before, wrong))
    found = file.read(staging, OTHER)
    assert found is not None
    assert _rows(found.graph) == _rows(graph)
    assert patch.size > 3


def _change_a_byte(file: Path) -> None:
    content = file.read_bytes()
    assert content.count(b"2018-10-09") == 3
    file.write_bytes(content.replace(b"2018-10-09", b"2018-10-08", 1))


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _replace_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "damage",
    [_change_a_byte, _truncate, _empty, _replace_by_a_folder],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_file_gives_nothing(
    staging: Staging, file: GraphFile, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file.write(_graph(staging), KEY)
    (stored,) = tmp_path.rglob("*.graph")
    damage(stored)
    assert file.read(staging, KEY) is None
    assert [*_graph(staging).nodes]  # the staging file can still be used


def test_a_folder_that_cannot_be_written_changes_nothing(staging: Staging, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = GraphFile(tmp_path / "file" / "folder", "name", fewest=1)
    graph = _graph(staging)
    file.write(graph, KEY)
    assert file.read(staging, KEY) is None
    assert len(graph.nodes) == 3
