"""Merge a row of a table with the entry that it replaces."""

from __future__ import annotations

from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES

from .files.yaml_files import Fields, Node, Scalar
from .tables.rows import Row

_Inner = dict[str, tuple[Scalar, Node]]


def merged(node_type: NodeType, row: Row, existing: Fields) -> Fields:
    """Return the row's document, with the existing fields that the table has no column for.

    A text keeps the languages, and a date the qualifier, that have no column. The parts of an entry
    (the events of a transfer) are kept or replaced together.
    """
    fields = dict(row.document.fields)
    for name, (key, node) in existing.fields.items():
        columns = [path for path in row.columns if path[0] == name]
        if not columns:
            fields[name] = (key, node)
            continue
        prop = PROPERTIES[node_type.name].get(name)
        if prop is None or not prop.kind.parts:
            continue
        inner = _inner(key, node)
        for column in columns:
            inner.pop(column[1] if len(column) > 1 else "edtf", None)
        if name in fields:
            inner |= _inner(*fields[name])
        if "edtf" in inner or (prop.kind.has_languages and inner):
            fields[name] = (key, Fields(fields=inner, place=node.place))
    return Fields(fields=fields, place=row.document.place)


def _inner(key: Scalar, node: Node) -> _Inner:
    """Return the fields of a node: languages of a text, or a date and its qualifier."""
    if isinstance(node, Fields):
        return dict(node.fields)
    return {"edtf": (key, node)}
