"""Entries that were probably renamed without their former slug are named, with the remedy."""

from dataclasses import replace
from typing import Any

import pytest

from graph_service.catalogue.graph.diff import Comparison
from graph_service.catalogue.plan.plan_text import rename_messages
from graph_service.i18n import Language
from graph_service.store.changes import NodeChange, NodeRow
from graph_service.store.graph import Graph


def node(identity: str, name: str) -> NodeRow:
    return NodeRow(label=identity.partition(":")[0], id=identity, properties={"name": name})


def diff_of(**rows: Any) -> Comparison:
    """A diff, and the graph after it."""
    after = [*rows.get("nodes_added", ()), *(c.after for c in rows.get("nodes_changed", ()))]
    return Comparison(result=Graph(after), **rows)


def messages(diff: Comparison) -> list[str]:
    return [message.render(Language.ES) for message in rename_messages(diff)]


@pytest.mark.parametrize("kept", [True, False])
def test_a_new_entry_with_the_name_of_one_that_is_gone(kept: bool) -> None:
    gone = (node("Institution:hnd-old", "Comisión contra la Trata"),)
    added = (
        node("Institution:hnd-x", "Otra institución"),
        node("Institution:hnd-new", "Comision contra la trata"),
    )
    diff = diff_of(nodes_added=added, kept=gone if kept else (), nodes_removed=() if kept else gone)
    (message,) = messages(diff)
    assert message == (
        "institutions/hnd-old no está en los archivos; institutions/hnd-new es nueva y tiene casi"
        " el mismo nombre: si cambió de identificador, escriba formerSlugs: [hnd-old] en su"
        " archivo."
    )


def test_a_new_entry_with_nearly_the_name_of_one_that_is_gone() -> None:
    gone = (node("Topic:a", "Protocolo de atención a víctimas de trata"),)
    added = (node("Topic:b", "Protocolo Nacional de Atención a Víctimas de Trata"),)
    assert len(messages(diff_of(nodes_added=added, kept=gone))) == 1


def test_entries_with_other_names_or_types() -> None:
    gone = (node("Topic:a", "Protocolo de atención"), node("StageEvent:e", "Visita"))
    added = (
        node("Topic:b", "Protocolo de denuncia"),
        node("GoodPractice:gp", "Protocolo de atención"),
        node("StageEvent:f", "Visita"),
    )
    assert messages(diff_of(nodes_added=added, kept=gone)) == []
    assert messages(diff_of(nodes_added=added)) == []


def test_an_entry_that_was_merged_is_not_renamed() -> None:
    gone = (node("Topic:a", "Protocolo de atención a víctimas"),)
    added = (node("Topic:b", "Protocolo de atención a víctimas"),)
    before = node("Topic:c", "Protocolos")
    after = replace(before, properties={**before.properties, "formerSlugs": ["a"]})
    changed = (NodeChange(before=before, after=after),)
    assert messages(diff_of(nodes_added=added, nodes_removed=gone, nodes_changed=changed)) == []
    assert len(messages(diff_of(nodes_added=added, nodes_removed=gone))) == 1
