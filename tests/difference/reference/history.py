"""Releases, changes and entries over all types."""

from collections.abc import Mapping
from typing import Any

from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.publication import citation
from graph_service.model.types import CHANGE, RELEASE
from tests.difference.graph import Graph, Node

from .connections import World, connection
from .where import moment

ROOTS = ("releases", "release", "changes", "entries")


def history_root(world: World, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve one of the fields ROOTS of Query."""
    graph = world.graph
    match name:
        case "releases":
            return connection(world, [RELEASE], dict.fromkeys(graph.of_types([RELEASE])), arguments)
        case "release":
            return next(iter(graph.with_value(RELEASE, "number", arguments["number"])), None)
        case "changes":
            return connection(world, [CHANGE], _between(graph, arguments), arguments)
    return connection(world, ENTRY_TYPES, _entries(graph, arguments), arguments)


def is_history(node: Node, name: str) -> bool:
    """Whether a field of a node leads to changes, or from them."""
    fields = {CHANGE.name: ("release", "entry"), RELEASE.name: ("changes", "citation", "version")}
    return name in fields.get(node.type.name, ("history",))


def history_field(world: World, node: Node, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field that leads to changes, or from them."""
    graph = world.graph
    match name:
        case "release":
            return next(iter(graph.with_value(RELEASE, "number", node.values["number"])), None)
        case "entry":
            entries = graph.of_types(ENTRY_TYPES)
            return next((entry for entry in entries if entry.id == node.current_id), None)
        case "citation":
            return _citation(node)
        case "version":
            checksum: Any = node.values.get("checksum")
            return None if checksum is None else checksum[:16]
        case "changes":
            changes = graph.with_value(CHANGE, "number", node.values["number"])
        case _:
            changes = [c for c in graph.of_types([CHANGE]) if c.current_id == node.id]
    return connection(world, [CHANGE], dict.fromkeys(changes), arguments)


def _citation(release: Node) -> str | None:
    """Return the citation of a release."""
    values: Mapping[str, Any] = release.values
    if "checksum" not in values:  # a damaged graph
        return None
    return citation(values["checksum"][:16], f"{values['loadedAt']:%Y-%m-%d}")


def _between(graph: Graph, arguments: Mapping[str, Any]) -> Mapping[Node, None]:
    """Return the changes after one release and up to another."""
    after, last = arguments.get("from"), arguments.get("to")

    def fits(number: Any) -> bool:
        return (after is None or number > after) and (last is None or number <= last)

    return dict.fromkeys(c for c in graph.of_types([CHANGE]) if fits(c.values["number"]))


def _entries(graph: Graph, arguments: Mapping[str, Any]) -> Mapping[Node, None]:
    """Return the entries of some types that were updated since a time."""
    types, since = arguments.get("types"), arguments.get("updatedSince")

    def fits(entry: Node) -> bool:
        updated: Any = entry.values.get("updatedAt")
        is_new = since is None or (updated is not None and updated >= moment(since))
        return is_new and (types is None or entry.type.enum_name in types)

    return dict.fromkeys(entry for entry in graph.of_types(ENTRY_TYPES) if fits(entry))
