"""Merge a row of a table with the entry that it updates; nothing that it leaves out is lost.

Lists grow, links are matched by their targets and parts (the events of a transfer) by their
positions; only a column whose header says so replaces a list. A null in a row removes a value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from graph_service.catalogue.files.node_problems import is_empty
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.tables.rows import Row
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.graph import PROPERTIES, edges_of
from graph_service.model.types.shared import POSITION

_MOST_DIGITS = 9


def merged(row: Row, existing: Fields | None) -> Fields:
    """Return the document of a row's entry: what the file has, with what the row states."""
    replaced = frozenset(column.path for column in row.columns if column.replaces)
    return _Merge(node_type=row.type, replaced=replaced).fields(existing, row.document)


@dataclass(frozen=True, kw_only=True)
class _Merge:
    """Merges the fields of a type's entries.

    Attributes:
        node_type: the type of the entry, or of the part of one.
        replaced: the paths of the columns whose cells replace lists.
        inside: the path of the part.
    """

    node_type: NodeType
    replaced: frozenset[tuple[str, ...]]
    inside: tuple[str, ...] = ()

    def fields(self, old: Node | None, new: Fields) -> Fields:
        declared: dict[str, Property | Edge] = {e.forward: e for e in edges_of(self.node_type)}
        declared |= PROPERTIES[self.node_type.name]
        fields = _fields_of(old)
        for name, (key, node) in new.fields.items():
            old_key, before = fields.get(name, (key, None))
            value = self._value(declared.get(name), name, before, node)
            if value is not None:
                fields[name] = (old_key, value)
            else:
                fields.pop(name, None)
        return Fields(fields=fields, place=new.place)

    def _value(
        self, declared: Property | Edge | None, name: str, old: Node | None, new: Node
    ) -> Node | None:
        """Return the merged value of a field; None to remove it."""
        if is_empty(new):
            # A null in place of a required value is reported at its cell.
            return new if declared is not None and declared.required else None
        if isinstance(declared, Property) and declared.kind.parts:
            return self._parts_of_value(declared, old, new)
        if isinstance(declared, Edge) and declared.one:
            return _link(old if _key(old) == _key(new) else None, new)
        if isinstance(declared, Edge) and declared.owns and isinstance(new, Items):
            inner = replace(self, node_type=declared.target, inside=(name,))
            replaces = (name, POSITION) in self.replaced
            return _by_position(_list(old, inner.numbered(old, new), inner.part, replaces=replaces))
        return self._list_at((*self.inside, name), old, new)

    def part(self, old: Node | None, new: Node) -> Node:
        return self.fields(old, new) if isinstance(new, Fields) else new

    def numbered(self, old: Node | None, new: Items) -> Items:
        """Add to each part without a position that of the part that it repeats, or the next one."""
        parts = [*new.items]
        others = [*old.items] if isinstance(old, Items) else []
        last = max((_position(part) or 0 for part in others), default=0)
        for number, part in enumerate(parts):
            if isinstance(part, Fields) and POSITION not in part.fields:
                same = next((x for x in others if _plain(self.part(x, part)) == _plain(x)), None)
                others = [other for other in others if other is not same]
                text = str(last + 1 if same is None else _position(same))
                position = Scalar(text=text, plain=True, place=part.place)
                fields = {**part.fields, POSITION: (position, position)}
                parts[number] = part._replace(fields=fields)
            last = max(last, _position(parts[number]) or 0)
        return new._replace(items=tuple(parts))

    def _list_at(self, path: tuple[str, ...], old: Node | None, new: Node) -> Node:
        is_cleared = isinstance(new, Items) and not new.items
        return _list(old, new, _link, replaces=is_cleared or path in self.replaced)

    def _parts_of_value(self, prop: Property, old: Node | None, new: Node) -> Node | None:
        """Merge the languages of a text, or of lists of texts, or a date with its qualifier."""
        if not isinstance(new, Fields):
            return new
        before = _fields_of(old)
        if old is not None and not isinstance(old, Fields) and not is_empty(old):
            before = {"edtf": (Scalar(text="edtf", plain=True, place=new.place), old)}
        fields = dict(before)
        if "edtf" in new.fields and is_empty(new.fields["edtf"][1]):
            fields.pop("qualifier", None)
        for name, (key, node) in new.fields.items():
            if is_empty(node):
                fields.pop(name, None)
            elif prop.many:
                old_list = before[name][1] if name in before else None
                fields[name] = (key, self._list_at((prop.name, name), old_list, node))
            else:
                fields[name] = (key, node)
        if not fields:
            return next(node for _key, node in new.fields.values()) if prop.required else None
        if fields.keys() == {"edtf"}:
            return fields["edtf"][1]
        return Fields(fields=fields, place=new.place)


def _list(
    old: Node | None,
    new: Node,
    merge: Callable[[Node | None, Node], Node],
    *,
    replaces: bool,
) -> Node:
    """Merge the items with equal keys; append the others, or replace the old ones.

    Items with equal keys in the row itself stay apart: they are reported.
    """
    if not isinstance(new, Items):
        return new
    before = old.items if isinstance(old, Items) else ()
    known = {key: item for item in before if (key := _key(item)) is not None}
    stated: dict[str | None, Node] = {}
    added: list[Node] = []
    for item in new.items:
        key = _key(item)
        if key in known and key not in stated:
            stated[key] = merge(known[key], item)
            added += [stated[key]] if replaces else []
        else:
            added.append(merge(None, item))
    kept = [] if replaces else [stated.get(_key(item), item) for item in before]
    return Items(items=(*kept, *added), place=new.place)


def _by_position(parts: Node) -> Node:
    """Sort parts, if all have a number."""
    if isinstance(parts, Items) and None not in map(_position, parts.items):
        ordered = sorted(parts.items, key=lambda part: _position(part) or 0)
        return parts._replace(items=tuple(ordered))
    return parts


def _position(part: Node) -> int | None:
    """Return the number of a part; None if it has none, or one that is no position at all."""
    key = _key(part) or ""
    return int(key) if key.isdecimal() and len(key) <= _MOST_DIGITS else None


def _link(old: Node | None, new: Node) -> Node:
    """Merge a link with one to the same target, or return a value; nulls are read as nothing."""
    fields = _fields_of(old)
    for name, (key, node) in _fields_of(new).items():
        before = fields[name][1] if name in fields else None
        fields[name] = (key, _languages(before, node) if isinstance(node, Fields) else node)
    return Fields(fields=fields, place=new.place) if fields else new


def _languages(old: Node | None, new: Fields) -> Node:
    """Merge the languages of a text of a link; one that is cleared is removed."""
    texts = {**_fields_of(old), **new.fields}
    texts = {name: text for name, text in texts.items() if not is_empty(text[1])}
    return Fields(fields=texts, place=new.place) if texts else next(iter(new.fields.values()))[1]


def _fields_of(node: Node | None) -> dict[str, tuple[Scalar, Node]]:
    return dict(node.fields) if isinstance(node, Fields) else {}


def _plain(node: Node) -> object:
    """Return what a node says, without places."""
    match node:
        case Fields():
            return {name: _plain(value) for name, (_key, value) in node.fields.items()}
        case Items():
            return [_plain(item) for item in node.items]
    return node.text


def _key(node: Node | None) -> str | None:
    """Return what an item of a list is known by: a text, the slug of a link, or a position."""
    if isinstance(node, Fields):
        names = (name for name in ("slug", POSITION) if name in node.fields)
        node = next((node.fields[name][1] for name in names), None)
    # As it would be stored.
    return unicodedata.normalize("NFC", node.text).strip() if isinstance(node, Scalar) else None
