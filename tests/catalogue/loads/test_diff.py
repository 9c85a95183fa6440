"""The diff between a wanted and a stored graph."""

from graph_service.catalogue.graph.diff import code_conflicts, compare
from graph_service.catalogue.loads.release import checksum, counts
from graph_service.store.changes import EdgeRow, NodeRow, same
from graph_service.store.graph import Graph
from tests.catalogue.seeding import Seeds


def graph_of(*rows: NodeRow | EdgeRow) -> Graph:
    nodes = [row for row in rows if isinstance(row, NodeRow)]
    return Graph(nodes, [row for row in rows if isinstance(row, EdgeRow)])


def node(identity: str, **properties: str | list[str]) -> NodeRow:
    label, _, slug = identity.partition(":")
    return NodeRow(
        label=label, id=identity, properties={"id": identity, "slug": slug, **properties}
    )


def link(name: str, source: str, target: str, basis: str = "STATED") -> EdgeRow:
    return EdgeRow(type=name, source=source, target=target, properties={"basis": basis})


def test_equal_graphs_have_no_diff(seeds: Seeds) -> None:
    graph = seeds.graph()
    assert compare(graph, graph).empty
    assert compare(graph, graph, prune=True).empty


def test_everything_is_added_to_an_empty_graph(seeds: Seeds) -> None:
    graph = seeds.graph()
    diff = compare(graph, Graph())
    assert {row.id for row in diff.nodes_added} == graph.nodes.keys()
    assert {row.key for row in diff.edges_added} == graph.edges.keys()


def test_a_changed_node_has_its_fields() -> None:
    before, after = node("Programme:t", name="a", note="n"), node("Programme:t", name="b")
    (change,) = compare(graph_of(after), graph_of(before)).nodes_changed
    assert change.fields == {"name": ("a", "b"), "note": ("n", None)}


def test_a_changed_edge() -> None:
    ends = (node("Programme:t"), node("Programme:u"))
    before, after = (
        link("PART_OF", "Programme:t", "Programme:u", b) for b in ("STATED", "ASSUMED")
    )
    diff = compare(graph_of(*ends, after), graph_of(*ends, before))
    assert (diff.edges_changed, diff.size) == ([after], 1)


def test_1_differs_from_true_and_a_tuple_equals_a_list() -> None:
    assert not same(1, True)
    assert same(["a"], ("a",))
    assert not same(["a"], ["a", "b"])


def test_an_absent_entry_is_kept_with_its_edges_and_parts_unless_pruned() -> None:
    programme = node("Programme:t")
    stale = graph_of(
        programme,
        node("KnowledgeTransfer:kt"),
        node("StageEvent:kt-1"),
        link("HAS_EVENT", "KnowledgeTransfer:kt", "StageEvent:kt-1"),
        link("TAKEN_BY", "StageEvent:kt-1", "Programme:t"),
    )
    kept = compare(graph_of(programme), stale)
    assert kept.empty
    assert [row.id for row in kept.kept] == ["KnowledgeTransfer:kt"]
    pruned = compare(graph_of(programme), stale, prune=True)
    assert [row.id for row in pruned.nodes_removed] == ["KnowledgeTransfer:kt", "StageEvent:kt-1"]
    assert {row.key for row in pruned.edges_removed} == stale.edges.keys()
    assert list(pruned.kept) == []


def test_a_part_removed_from_its_file_is_removed_without_pruning() -> None:
    transfer = node("KnowledgeTransfer:kt")
    stored = graph_of(
        transfer,
        node("StageEvent:kt-1"),
        link("HAS_EVENT", "KnowledgeTransfer:kt", "StageEvent:kt-1"),
    )
    diff = compare(graph_of(transfer), stored)
    assert [row.id for row in diff.nodes_removed] == ["StageEvent:kt-1"]
    assert [row.type for row in diff.edges_removed] == ["HAS_EVENT"]


def test_an_edge_removed_from_its_file_is_removed_without_pruning() -> None:
    ends = (node("Programme:t"), node("Programme:u"))
    diff = compare(graph_of(*ends), graph_of(*ends, link("PART_OF", "Programme:t", "Programme:u")))
    assert [row.key for row in diff.edges_removed] == [("PART_OF", "Programme:t", "Programme:u")]


def test_a_former_slug_renames_and_keeps_the_edges() -> None:
    old, new = node("Programme:old"), node("Programme:new", formerSlugs=["old"])
    other = node("Programme:u")
    stored = graph_of(old, other, link("PART_OF", "Programme:u", "Programme:old"))
    wanted = graph_of(new, other, link("PART_OF", "Programme:u", "Programme:new"))
    diff = compare(wanted, stored)
    (change,) = diff.nodes_changed
    assert (change.before.id, change.after.id) == ("Programme:old", "Programme:new")
    assert [*diff.nodes_added, *diff.nodes_removed] == []
    assert [*diff.edges_added, *diff.edges_removed] == []
    assert diff.result.nodes.keys() == {"Programme:new", "Programme:u"}
    assert checksum(diff.result) == checksum(wanted)


def test_a_node_of_a_former_slug_is_removed_if_the_new_one_exists() -> None:
    new = node("Programme:new", formerSlugs=["old"])
    diff = compare(graph_of(new), graph_of(new, node("Programme:old")))
    assert [row.id for row in diff.nodes_removed] == ["Programme:old"]


def test_a_kept_entry_with_the_code_of_a_wanted_one_is_a_conflict() -> None:
    kept, new = node("Country:old", iso2="HN"), node("Country:hnd", iso2="HN")
    wanted = graph_of(new)
    assert code_conflicts(wanted, compare(wanted, graph_of(kept))) == [(kept, new, "iso2")]
    assert code_conflicts(wanted, compare(wanted, graph_of(kept), prune=True)) == []


def test_the_result_counts_kept_entries() -> None:
    wanted, stored = graph_of(node("Programme:t")), graph_of(node("Programme:u"))
    result = compare(wanted, stored).result
    assert counts(result)["Programme"] == 2
    assert "StageEvent" not in counts(result)
