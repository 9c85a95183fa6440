"""Which fields differ between two documents of a visit, worked out by hand."""

import pytest

from graph_service.catalogue.document.field_changes import field_changes
from graph_service.catalogue.document.trees import Tree
from graph_service.model.enums import Basis
from graph_service.model.kinds.base import FieldChange
from graph_service.model.types import EXCHANGE_VISIT


def topics(basis: Basis) -> Tree:
    return {"topics": {"borders": {"basis": basis, "sources": (), "note": {"es": "Vista."}}}}


@pytest.mark.parametrize("basis", [Basis.STATED, Basis.INFERRED])
def test_a_new_link_tells_its_basis_unless_it_is_the_usual_one(basis: Basis) -> None:
    expected = [
        FieldChange(name="topics", after="Topic:borders"),
        *[FieldChange(name="topics[borders].basis", after="STATED")] * (basis is Basis.STATED),
        FieldChange(name="topics[borders].note", language="es", after="Vista."),
    ]
    added = [*field_changes(EXCHANGE_VISIT, {}, topics(basis))]
    assert sorted(added, key=lambda change: change.name) == expected
    removed = [*field_changes(EXCHANGE_VISIT, topics(basis), {})]
    assert [(c.name, c.before, c.after) for c in removed] == [
        (c.name, c.after, c.before) for c in added
    ]


def test_a_changed_basis_is_told() -> None:
    changes = field_changes(EXCHANGE_VISIT, topics(Basis.STATED), topics(Basis.INFERRED))
    assert [*changes] == [
        FieldChange(name="topics[borders].basis", before="STATED", after="INFERRED")
    ]


def test_another_order_of_the_same_sources_is_told() -> None:
    link = {"basis": Basis.STATED}
    before: Tree = {"sources": {"a": link, "b": link, "c": link}}
    after: Tree = {"sources": {"c": link, "a": link, "b": link}}
    assert [*field_changes(EXCHANGE_VISIT, before, after)] == [
        FieldChange(name="sources.order", before="a\nb\nc", after="c\na\nb")
    ]


def test_a_list_that_is_empty_is_not_one_that_is_not_written() -> None:
    assert [*field_changes(EXCHANGE_VISIT, {}, {"heldIn": {}})] == [
        FieldChange(name="heldIn.empty", after="true")
    ]
    assert [*field_changes(EXCHANGE_VISIT, {"heldIn": {}}, {})] == [
        FieldChange(name="heldIn.empty", before="true")
    ]
