"""Two documents of an entry → the fields that differ, in the order of its file.

A relation is a field whose values are ids: `owners` from nothing to "Institution:i". What a link
says is a field of its own, `owners[i].note`, and so is a field of an event, `events[2].date`. The
position of an event isn't, nor are sources that a link has because its entry cites them. Another
order of the same sources is `sources.order`; that a list is written, but empty, `heldIn.empty`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph_service.catalogue.problems import path_names
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import DateQualifier
from graph_service.model.graph import around_edges, edges_of
from graph_service.model.ids import node_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.types.shared import POSITION
from graph_service.model.vocabulary import Vocabulary

from .trees import SLUG, Node, Tree, as_tree


def field_changes(node_type: NodeType, before: Tree, after: Tree) -> Iterator[FieldChange]:
    """Yield the fields of an entry, or of an event, that differ between two documents."""
    first, last = around_edges(node_type)
    for prop in first:
        if prop.name != POSITION:
            yield from _property(prop, before, after)
    for edge in edges_of(node_type):
        old, new = as_tree(before.get(edge.forward)), as_tree(after.get(edge.forward))
        if edge.owns:
            yield from _events(edge, old, new)
        elif edge.one:
            yield from _link(edge, old, new)
        else:
            yield from _links(edge, old, new)
            yield from _list(edge, before, after)
    for prop in last:
        yield from _property(prop, before, after)


def changed_names(node_type: NodeType, before: Tree, after: Tree) -> list[str]:
    """Return the names of the fields that differ, as the file has them."""
    return [*dict.fromkeys(path_of(c)[0] for c in field_changes(node_type, before, after))]


def _events(edge: Edge, before: Tree, after: Tree) -> Iterator[FieldChange]:
    for position in sorted({*before, *after}, key=int):
        old, new = as_tree(before.get(position)), as_tree(after.get(position))
        prefix = f"{edge.forward}[{position}]."
        if old and new:
            yield from _property(BASIS, old, new, prefix)
        for change in field_changes(edge.target, old, new):
            yield replace(change, name=f"{prefix}{change.name}")


def _link(edge: Edge, before: Tree, after: Tree) -> Iterator[FieldChange]:
    """Yield the changes of a field that has at most one link."""
    slugs = [str(side[SLUG]) if side else None for side in (before, after)]
    if slugs[0] == slugs[1]:
        yield from _details(edge, f"{edge.forward}[{slugs[0]}].", before, after)
        return
    old, new = (node_id(edge.target.name, slug) if slug else None for slug in slugs)
    yield FieldChange(name=edge.forward, before=old, after=new)
    if before:
        yield from _details(edge, f"{edge.forward}[{slugs[0]}].", before, {})
    if after:
        yield from _details(edge, f"{edge.forward}[{slugs[1]}].", {}, after)


def _links(edge: Edge, before: Tree, after: Tree) -> Iterator[FieldChange]:
    for slug in sorted({*before, *after}):
        old, new = as_tree(before.get(slug)), as_tree(after.get(slug))
        identity = node_id(edge.target.name, slug)
        if not old or not new:
            yield FieldChange(
                name=edge.forward,
                before=identity if old else None,
                after=identity if new else None,
            )
        yield from _details(edge, f"{edge.forward}[{slug}].", old, new)


def _list(edge: Edge, before: Tree, after: Tree) -> Iterator[FieldChange]:
    """Yield what differs of a list with the same links."""
    sides = [side.get(edge.forward) for side in (before, after)]
    orders = [tuple(as_tree(side)) for side in sides]
    if edge.name == "CITES" and orders[0] != orders[1] and {*orders[0]} == {*orders[1]}:
        old, new = map(field_text, orders)
        yield FieldChange(name=f"{edge.forward}.order", before=old, after=new)
    if not any(orders) and sides[0] != sides[1]:
        old, new = (field_text(None if side is None else True) for side in sides)
        yield FieldChange(name=f"{edge.forward}.empty", before=old, after=new)


def _details(edge: Edge, prefix: str, before: Tree, after: Tree) -> Iterator[FieldChange]:
    """Yield what differs of a link; a new one's usual basis, and its sources, aren't told."""
    is_changed = bool(before and after)
    is_usual = (before or after).get(BASIS.name) is edge.basis
    for prop in properties_of(edge):
        if is_changed or not (prop is SOURCES or (prop is BASIS and is_usual)):
            yield from _property(prop, before, after, prefix)


def _property(prop: Property, before: Tree, after: Tree, prefix: str = "") -> Iterator[FieldChange]:
    name = f"{prefix}{prop.name}"
    old, new = before.get(prop.name), after.get(prop.name)
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            was, now = (field_text(as_tree(side).get(language)) for side in (old, new))
            if was != now:
                yield FieldChange(name=name, language=language, before=was, after=now)
        return
    for path, text in ((name, field_text), (f"{name}.qualifier", _qualifier)):
        if text(old) != text(new):
            yield FieldChange(name=path, before=text(old), after=text(new))


def path_of(change: FieldChange) -> tuple[str, ...]:
    """Return the names on the way to a changed field.

    >>> path_of(FieldChange(name="owners[i].note"))
    ('owners', 'i', 'note')
    """
    names = path_names(change.name)
    return (*names, change.language) if change.language else names


def field_text(value: Node) -> str | None:
    r"""Return a value as text, a list with a line for each item; None if there is none.

    >>> field_text(("a", "b"))
    'a\nb'
    """
    match value:
        case None | () | []:
            return None
        case Vocabulary():
            return value.name
        case PartialDate():
            return value.date.edtf
        case bool():
            return str(value).lower()
        case tuple() | list():
            return "\n".join(field_text(item) or "" for item in value)
    return str(value)


def _qualifier(value: Node) -> str | None:
    if isinstance(value, PartialDate) and value.qualifier is not DateQualifier.AT:
        return value.qualifier.name
    return None
