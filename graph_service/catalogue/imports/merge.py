"""Merge a row of a table with the entry that it updates; nothing that it leaves out is lost.

Lists grow, links are matched by their targets and parts (the events of a transfer) by their
positions; only a column whose header says so replaces a list. A null in a row removes a value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph_service.catalogue.files.node_problems import is_empty
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.tables.columns import POSITION
from graph_service.catalogue.tables.rows import Row
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.graph import PROPERTIES, edges_of

_Inner = dict[str, tuple[Scalar, Node]]


def merged(node_type: NodeType, row: Row, existing: Fields | None) -> Fields:
    """Return the document of a row's entry: what the file has, with what the row states."""
    replaced = frozenset(column.path for column in row.columns if column.replaces)
    merge = _Merge(node_type=node_type, replaced=replaced)
    fields = merge.fields(dict(existing.fields) if existing else {}, row.document.fields)
    schema = existing.schema if existing else None
    return Fields(fields=fields, place=row.document.place, schema=schema)


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

    def fields(self, old: _Inner, new: Mapping[str, tuple[Scalar, Node]]) -> _Inner:
        properties = PROPERTIES[self.node_type.name]
        edges = {edge.forward: edge for edge in edges_of(self.node_type)}
        result = dict(old)
        for name, (key, node) in new.items():
            declared = properties.get(name) or edges.get(name)
            before = old[name][1] if name in old else None
            value = self._value(declared, name, before, node)
            if value is not None:
                result[name] = (old[name][0] if name in old else key, value)
            else:
                result.pop(name, None)
        return result

    def _value(
        self, declared: Property | Edge | None, name: str, old: Node | None, new: Node
    ) -> Node | None:
        """Return the merged value of a field; None to remove it."""
        if is_empty(new):
            # A null in place of a required value is reported at its cell.
            return new if declared is not None and declared.required else None
        if isinstance(declared, Property) and declared.kind.parts:
            stated = self._lists(name, old, new) if declared.many else new
            return _parts_of_value(declared, old, stated)
        if isinstance(declared, Edge) and declared.owns:
            return self._parts(declared, old, new)
        if isinstance(declared, Edge) and declared.one:
            return _link(old if _slug(old) == _slug(new) else None, new)
        if not isinstance(new, Items):
            return new
        path = (*self.inside, name)
        if isinstance(declared, Edge):
            return self._items(path, old, new, _slug, _link)
        return self._items(path, old, new, _text, lambda _old, item: item)

    def _lists(self, name: str, old: Node | None, new: Node) -> Node:
        """Merge the lists of each language."""
        if not isinstance(new, Fields):
            return new
        before = dict(old.fields) if isinstance(old, Fields) else {}
        fields = {
            language: (key, self._list_in((name, language), before.get(language), node))
            for language, (key, node) in new.fields.items()
        }
        return Fields(fields=fields, place=new.place)

    def _list_in(self, path: tuple[str, ...], old: tuple[Scalar, Node] | None, new: Node) -> Node:
        if not isinstance(new, Items):
            return new
        return self._items(path, old and old[1], new, _text, lambda _old, item: item)

    def _items(
        self,
        path: tuple[str, ...],
        old: Node | None,
        new: Items,
        key: Callable[[Node], str | None],
        merge: Callable[[Node | None, Node], Node],
    ) -> Items:
        if not isinstance(old, Items):
            old = Items(items=(), place=new.place)
        return _list(old, new, key, merge, replaces=path in self.replaced or not new.items)

    def _parts(self, edge: Edge, old: Node | None, new: Node) -> Node:
        inner = _Merge(node_type=edge.target, replaced=self.replaced, inside=(edge.forward,))

        def merge(part: Node | None, item: Node) -> Node:
            if not isinstance(item, Fields):
                return item
            before = dict(part.fields) if isinstance(part, Fields) else {}
            return Fields(fields=inner.fields(before, item.fields), place=item.place)

        if not isinstance(new, Items):
            return new
        if not isinstance(old, Items):
            old = Items(items=(), place=new.place)
        replaces = (edge.forward, POSITION) in self.replaced
        parts = _list(old, new, _position, merge, replaces=replaces)
        positions = [_position(part) for part in parts.items]
        if all(position and position.isdecimal() for position in positions):
            ordered = sorted(parts.items, key=lambda part: int(_position(part) or 0))
            return Items(items=tuple(ordered), place=parts.place)
        return parts


def _list(
    old: Items,
    new: Items,
    key: Callable[[Node], str | None],
    merge: Callable[[Node | None, Node], Node],
    *,
    replaces: bool,
) -> Items:
    """Merge the items with equal keys; append the others, or replace the old ones.

    Items with equal keys in the row itself stay apart: they are reported.
    """
    if not old.items:
        return Items(items=tuple(merge(None, item) for item in new.items), place=new.place)
    known = {key(item): item for item in old.items}
    stated: dict[str | None, Node] = {}
    added: list[Node] = []
    for item in new.items:
        name = key(item)
        if name in known and name is not None and name not in stated:
            stated[name] = merge(known[name], item)
            added += [stated[name]] if replaces else []
        else:
            added.append(merge(None, item))
    kept = [] if replaces else [stated.get(key(item), item) for item in old.items]
    return Items(items=(*kept, *added), place=new.place)


def _parts_of_value(prop: Property, old: Node | None, new: Node) -> Node | None:
    """Merge the languages of a text, or a date with its qualifier."""
    if not isinstance(new, Fields):
        return new
    before = _inner(old, new) if old is not None and not is_empty(old) else {}
    cleared = {name for name, (_key, node) in new.fields.items() if is_empty(node)}
    if "edtf" in cleared:
        before.pop("qualifier", None)
    inner = {
        name: pair for name, pair in (before | dict(new.fields)).items() if name not in cleared
    }
    if not inner:
        return next(node for _key, node in new.fields.values()) if prop.required else None
    if inner.keys() == {"edtf"}:
        return inner["edtf"][1]
    return Fields(fields=inner, place=new.place)


def _inner(old: Node, new: Fields) -> _Inner:
    if isinstance(old, Fields):
        return dict(old.fields)
    return {"edtf": (Scalar(text="edtf", plain=True, place=new.place), old)}


def _link(old: Node | None, new: Node) -> Node:
    """Merge a link with one to the same target; nulls remove properties."""
    if old is None and not (isinstance(new, Fields) and _has_null(new)):
        return new
    fields: _Inner = dict(old.fields) if isinstance(old, Fields) else {}
    if isinstance(new, Fields):
        fields |= {"slug": new.fields["slug"]} | dict(new.fields)
    elif not fields:
        return new
    fields = {
        name: pair for name, pair in fields.items() if name == "slug" or not is_empty(pair[1])
    }
    if fields.keys() == {"slug"}:
        return fields["slug"][1]
    return Fields(fields=fields, place=new.place)


def _has_null(fields: Fields) -> bool:
    return any(is_empty(node) for _key, node in fields.fields.values())


def _slug(node: Node | None) -> str | None:
    if isinstance(node, Fields) and "slug" in node.fields:
        node = node.fields["slug"][1]
    return _text(node)


def _position(node: Node) -> str | None:
    if isinstance(node, Fields) and POSITION in node.fields:
        return _text(node.fields[POSITION][1])
    return None


def _text(node: Node | None) -> str | None:
    """Return the text of a scalar as it would be stored."""
    if isinstance(node, Scalar):
        return unicodedata.normalize("NFC", node.text).strip()
    return None
