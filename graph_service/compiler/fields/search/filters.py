"""The arguments that restrict a search: types, and `where` with countries and topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_service.compiler.fields.encoders import type_names
from graph_service.compiler.fields.type_system import Argument, InputField, InputType
from graph_service.compiler.ir.sources import Encoder, Param
from graph_service.compiler.language.arguments import Leaf
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.json import Json
from graph_service.model.search_text import LINKED, linked_key, type_key
from graph_service.model.storage import StoredValue
from graph_service.model.types import COUNTRY, TOPIC

_FILTERS: Mapping[str, NodeType] = {"countries": COUNTRY, "topics": TOPIC}
WHERE = InputType(
    "SearchWhere",
    "Conditions on search results; all of them must hold.",
    tuple(
        InputField(
            name,
            "[String!]",
            f"Returns only entries that are linked to one of these {node_type.plural}, by slug, as"
            " in the facets.",
        )
        for name, node_type in _FILTERS.items()
    ),
)
TYPES = Argument("types", "[EntryType!]", "Returns only entries of these types; by default of all.")
ARGUMENTS = (TYPES, Argument("where", WHERE.name, "Returns only the entries that match."))


def _linked_to(keys: Iterable[str]) -> str:
    """Return the clause for entries with one of these keys; without keys, for none."""
    return f" +{LINKED}:/{'|'.join(sorted({*keys})) or 'none'}/^0"


def of_types(value: Json) -> StoredValue:
    """Return the clause for entries of these types."""
    names = type_names(value)
    return _linked_to(type_key(str(name)) for name in (names if isinstance(names, list) else []))


def linked_to(node_type: NodeType) -> Encoder:
    """Return the encoder of the clause for entries that are linked to one of these concepts."""

    def encode(value: Json) -> StoredValue:
        slugs = [str(slug).casefold() for slug in (value if isinstance(value, list) else [])]
        keys = (linked_key(node_type.name, slug) for slug in slugs)
        return _linked_to(key for key in keys if key.isascii() and key.isidentifier())

    return encode


def restrictions(selected: Selected) -> Mapping[str, Param]:
    """Return the clauses of the arguments of a search, by the facet that ignores each."""
    found = {}
    types = selected.leaf("types")
    if types and types.value is not None:
        found["type"] = Param(types.origin, of_types, "types")
    where = selected.arguments.get("where")
    for name, node_type in _FILTERS.items():
        tree = where.get(name) if isinstance(where, Mapping) else None
        if isinstance(tree, Leaf) and tree.value is not None:
            found[name] = Param(tree.origin, linked_to(node_type), name)
    return found
