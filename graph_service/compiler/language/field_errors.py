"""Validation rules whose messages say where a field belongs, and what to select of it.

GraphQL's rules find the errors, and these rewrite the messages. Lists are connections, so the most
common mistake is a field outside `nodes`; connections and edges are recognised by their fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)
from graphql.validation import FieldsOnCorrectTypeRule, ScalarLeafsRule, ValidationContext

from graph_service.compiler.language.suggestions import listed, nearest

_Fielded = GraphQLObjectType | GraphQLInterfaceType


def _type_of(parent: _Fielded, field: str) -> _Fielded | None:
    """Return the object type that a field returns."""
    found = parent.fields.get(field)
    named = get_named_type(found.type) if found else None
    return named if isinstance(named, _Fielded) else None


def _is_list(parent: GraphQLOutputType | None) -> bool:
    return isinstance(parent, _Fielded) and {"nodes", "pageInfo"} <= parent.fields.keys()


def _is_edge(parent: GraphQLOutputType | None) -> bool:
    return isinstance(parent, _Fielded) and {"node", "cursor"} <= parent.fields.keys()


_FEW = 5
"""The most fields of an object that only holds others, such as a facet."""
_OF_LISTS = ("nodes", "edges", "node", "pageInfo", "totalCount")
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "total": ("totalCount",),
    "count": ("totalCount",),
    "totalcount": ("totalCount",),
    "aggregate": ("totalCount",),
    "items": ("nodes",),
    "data": ("nodes",),
    "results": ("nodes",),
    "rows": ("nodes",),
    "list": ("nodes",),
    "hasnextpage": ("pageInfo",),
    "hasmore": ("hasNextPage", "pageInfo"),
    "hasnext": ("hasNextPage", "pageInfo"),
    "endcursor": ("pageInfo",),
    "nextcursor": ("endCursor", "pageInfo"),
    "title": ("name",),
    "label": ("name",),
    "displayname": ("name",),
    "name": ("label",),
    "description": ("summary", "definition"),
    "abstract": ("summary",),
    "code": ("iso3",),
    "link": ("url", "website"),
    "createdat": ("addedIn",),
    "modifiedat": ("updatedAt",),
    "type": ("__typename",),
    "source": ("from",),
    "target": ("to",),
    "weight": ("count",),
}
"""Fields of other APIs, and ours."""


class FieldsOnCorrectType(FieldsOnCorrectTypeRule):
    """GraphQL's rule; its message says where the field belongs, or which fields there are."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._around: list[tuple[GraphQLOutputType | None, str]] = []

    def enter_field(self, node: FieldNode, *args: object) -> None:
        """Check a field; remember its type for the fields in it."""
        super().enter_field(node, *args)
        self._around.append((self.context.get_parent_type(), node.name.value))

    def leave_field(self, *_args: object) -> None:
        """Forget the type of a field."""
        self._around.pop()

    def report_error(self, error: GraphQLError) -> None:
        """Report an error with a hint, unless core's message has one already."""
        parent, nodes = self.context.get_parent_type(), error.nodes or ()
        if self.context.hide_suggestions or not isinstance(parent, _Fielded) or not nodes:
            super().report_error(error)
            return
        (node,) = nodes
        if not isinstance(node, FieldNode) or "inline fragment" in error.message:
            super().report_error(error)
            return
        name = node.name.value
        found = f"Cannot query field '{name}' on type '{parent.name}'."
        hint = next(self._places(parent, name), "") or self._similar(parent, name)
        super().report_error(GraphQLError(found + hint, nodes))

    def _places(self, parent: _Fielded, name: str) -> Iterator[str]:
        """Return where a field could be meant to be."""
        if _is_list(parent):
            for path in ("nodes", "edges"):
                inner = _type_of(parent, path)
                if inner and name in inner.fields:
                    yield f" Select it inside '{path}': {path} {{ {name} }}."
        if _is_edge(parent) and (inner := _type_of(parent, "node")) and name in inner.fields:
            yield f" Select it inside 'node': node {{ {name} }}."
        if name in _OF_LISTS and self._around and not _is_list(parent) and not _is_edge(parent):
            yield from self._without_list(name)
        for around, through in reversed(self._around):
            if isinstance(around, _Fielded) and (_is_list(around) or _is_edge(around)):
                if name in around.fields and not _is_edge(parent):
                    yield f" It belongs to the list: select it beside '{through}', not inside."
                edge = _type_of(around, "edges")
                if edge and name in edge.fields:
                    yield (
                        f" It belongs to the edge: select it inside 'edges': edges {{ {name} }}."
                    )

    def _without_list(self, name: str) -> Iterator[str]:
        """Return the hint for a field of lists in an object, by how the object was reached."""
        around, through = self._around[-1]
        field = around.fields.get(through) if isinstance(around, _Fielded) else None
        if field and not _is_list(around) and not _is_edge(around):
            is_plain = is_list_type(get_nullable_type(field.type))
            what = "a list without pages" if is_plain else "one object, not a list"
            yield f" '{through}' is {what}: select its fields without '{name}'."
        elif name in ("node", "nodes"):
            yield f" '{through}' has the entries themselves: select their fields without '{name}'."

    def _similar(self, parent: _Fielded, name: str) -> str:
        """Return the fields that could be meant, and those that there are."""
        known = [*parent.fields, "__typename"]
        meant = _SYNONYMS.get(name.replace("_", "").lower(), ())
        if "totalCount" in meant and self._around and self._around[-1][1] == "pageInfo":
            return " The number of all is 'totalCount', beside 'pageInfo', not inside."
        synonym = next((field for field in meant if field in known), None)
        is_root = parent is self.context.schema.query_type
        if not synonym and len(parent.fields) <= _FEW:
            for outer in parent.fields:
                if (inner := _type_of(parent, outer)) and name in inner.fields:
                    return f" Select it inside '{outer}': {outer} {{ {name} }}."
        hint = f" Did you mean '{synonym}'?" if synonym and not is_root else nearest(name, known)
        return f"{hint} It has: {listed(parent.fields)}."


class ScalarLeafs(ScalarLeafsRule):
    """GraphQL's rule; its message shows what to select."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an error with an example."""
        named = get_named_type(self.context.get_type())
        (node, *_) = error.nodes or (None,)
        hides, message = self.context.hide_suggestions, error.message
        if is_leaf_type(named):
            message += "" if hides else self._without_selection()
        elif isinstance(node, FieldNode) and isinstance(named, _Fielded):
            name = node.name.value
            message = f"Field '{name}' of type '{self.context.get_type()}' needs a selection of its"
            message += " fields"
            message += "." if hides else f", as in: {name} {{ {_example(named)} }}."
        super().report_error(GraphQLError(message, error.nodes))

    def _without_selection(self) -> str:
        """Return what to write instead of a selection on a text, a number or a term."""
        definition, parent = self.context.get_field_def(), self.context.get_parent_type()
        if definition and "lang" in definition.args:
            return " For its text in a language, use the argument lang, as in (lang: EN)."
        hint = " Remove the braces after it."
        fields = parent.fields if isinstance(parent, _Fielded) else {}
        name = next((name for name, field in fields.items() if field is definition), "")
        for label in (f"{name}Label", f"{name}Labels"):
            hint += f" Its label is '{label}'." if label in fields else ""
        return hint


def _example(named: _Fielded) -> str:
    if "nodes" in named.fields:
        inner = _type_of(named, "nodes")
        return f"nodes {{ {_example(inner)} }}" if inner else "nodes"
    for name, field in named.fields.items():
        if is_leaf_type(get_named_type(field.type)):
            return str(name)
    return "__typename"
