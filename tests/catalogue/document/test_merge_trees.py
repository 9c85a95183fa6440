"""Three versions of a list, one of which has none of its items any more."""

import pytest

from graph_service.catalogue.document.merge_trees import merge
from graph_service.catalogue.document.trees import Tree


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ({"a": {}, "b": {}, "new": {}}, {"topics": {"new": {}}}),
        ({"a": {}}, {}),
    ],
)
def test_a_side_without_a_list_removed_its_items(folder: Tree, expected: Tree) -> None:
    rest: Tree = {"themes": ("PROTECTION",)}
    base: Tree = {**rest, "topics": {"a": {}, "b": {}}}
    changed: Tree = {**rest, "topics": folder}
    for graph, other in ((rest, changed), (changed, rest)):
        assert merge(base, graph, other) == ({**rest, **expected}, [])


def test_an_item_that_one_side_removed_and_the_other_changed_is_a_conflict() -> None:
    base: Tree = {"topics": {"a": {"sources": (), "note": {"en": "old"}}, "b": {}}}
    folder: Tree = {"topics": {"a": {"sources": (), "note": {"en": "new"}}, "b": {}}}
    _tree, (conflict,) = merge(base, {"themes": ()}, folder)
    assert (conflict.path, conflict.graph) == (("topics", "a"), None)
    assert conflict.folder == {"sources": (), "note": {"en": "new"}}


def test_the_languages_of_a_note_are_fields_of_their_own() -> None:
    base: Tree = {"note": {"en": "Old."}, "disputed": {"en": ("Two.",)}}
    graph: Tree = {"note": {"en": "Old.", "es": "Nueva."}, "disputed": {"en": ("Two.",)}}
    folder: Tree = {"note": {"en": "New."}, "disputed": {"en": ("Two.",), "pt": ("Dois.",)}}
    expected: Tree = {
        "note": {"en": "New.", "es": "Nueva."},
        "disputed": {"en": ("Two.",), "pt": ("Dois.",)},
    }
    assert merge(base, graph, folder) == (expected, [])


def test_a_link_is_one_field() -> None:
    base: Tree = {"country": {"slug": "hnd"}}
    _tree, conflicts = merge(base, {}, {"country": {"slug": "gtm"}})
    assert [conflict.path for conflict in conflicts] == [("country",)]


def test_what_one_says_of_a_link_stays_with_its_entry() -> None:
    base: Tree = {"country": {"slug": "hnd"}}
    graph: Tree = {"country": {"slug": "hnd", "note": {"en": "Seen."}}}
    folder: Tree = {"country": {"slug": "gtm"}}
    tree, conflicts = merge(base, graph, folder)
    assert [conflict.path for conflict in conflicts] == [("country",)]
    assert tree == folder


def test_a_list_of_which_each_removed_what_the_other_left_is_a_conflict() -> None:
    base: Tree = {"topics": {"t": {"sources": ("a", "b")}}}
    graph: Tree = {"topics": {"t": {"sources": ("a",)}}}
    folder: Tree = {"topics": {"t": {"sources": ("b",)}}}
    tree, conflicts = merge(base, graph, folder)
    assert [conflict.path for conflict in conflicts] == [("topics", "t", "sources")]
    assert tree == folder


def test_two_new_events_at_one_position_are_not_one() -> None:
    ours: Tree = {"events": {"5": {"position": 5, "stage": "DECIDED"}}}
    theirs: Tree = {"events": {"5": {"position": 5, "stage": "ADAPTED", "note": {"es": "Otro"}}}}
    tree, conflicts = merge({"events": {"1": {"position": 1}}}, theirs, ours)
    assert [conflict.path for conflict in conflicts] == [("events", "5")]
    assert tree == ours
