"""Merge a row of a table with the entry that it replaces: fields without a column stay."""

from __future__ import annotations

from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES

from .files.yaml_files import Fields, Node, Scalar
from .tables.rows import Row

_Inner = dict[str, tuple[Scalar, Node]]


def merged(node_type: NodeType, row: Row, there: Fields) -> Fields:
    """Give the document of a row, with what the entry has and the table has no column for.

    Of a text, languages stay, and of a date its qualifier. The parts of an entry (the events of a
    transfer) stay or go together.
    """
    fields = dict(row.document.fields)
    for name, (key, node) in there.fields.items():
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
    """Give the languages of a text, or the date and its qualifier."""
    if isinstance(node, Fields):
        return dict(node.fields)
    return {"edtf": (key, node)}
