"""The names of the entries in the base, the graph and the folder, and those after the merge.

An entry that was renamed in one of them is the same entry: former slugs say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.catalogue.graph.entry_ids import former_ids
from graph_service.model.declare import Edge, NodeType
from graph_service.model.graph import edges_of
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import SOURCE
from graph_service.store.staging import Graph

from .trees import SLUG, Node, Tree, as_tree


@dataclass(frozen=True, kw_only=True)
class Names:
    """The ids of an entry; None where it doesn't exist.

    Attributes:
        base: in the release that the folder is based on; of an entry that only the others have, the
            older of its names.
        graph: in the graph.
        folder: in the folder.
    """

    base: str | None
    graph: str | None
    folder: str | None

    @property
    def is_disputed(self) -> bool:
        """Whether both sides renamed it differently."""
        names = {self.base, self.graph, self.folder}
        return None not in names and len(names) == 3

    @property
    def merged(self) -> str:
        """The id after the merge; the folder's, if both sides renamed it differently."""
        if self.folder is None or (self.graph is not None and self.folder == self.base):
            return self.graph or self.base or ""
        return self.folder


@dataclass(frozen=True, kw_only=True)
class EntryIds:
    """The ids in a graph.

    Attributes:
        now: those of all nodes.
        former: the former ids of entries, each with the id now.
    """

    now: frozenset[str]
    former: tuple[tuple[str, str], ...]


def ids_of(graph: Graph) -> EntryIds:
    """Return the ids in a graph."""
    rows = graph.staging.run("SELECT id FROM node WHERE graph = :graph", graph=graph.number)
    return EntryIds(
        now=frozenset(identity for (identity,) in rows), former=tuple(former_ids(graph))
    )


def renames(before: EntryIds, after: EntryIds) -> Mapping[str, str]:
    """Return old id → new id of the entries that were renamed from one graph to another.

    The new name has the old one as a former slug; if the renaming was undone, it is the reverse.
    """
    found: dict[str, str] = {}

    def add(old: str, new: str) -> None:
        is_renamed = old in before.now and new in after.now and new not in before.now
        if is_renamed and old not in after.now and new not in found.values():
            found.setdefault(old, new)

    for former, name in after.former:
        add(former, name)
    for former, name in before.former:
        add(name, former)
    return found


def with_names(node_type: NodeType, tree: Tree, names: Mapping[str, str]) -> Tree:
    """Return a tree in which renamed entries are referred to by their new names."""
    if not names:
        return tree
    named = dict(tree)
    for edge in edges_of(node_type):
        if edge.forward in tree:
            named[edge.forward] = _edge_with_names(edge, tree[edge.forward], names)
    return named


def _edge_with_names(edge: Edge, node: Node, names: Mapping[str, str]) -> Node:
    field = as_tree(node)
    if edge.owns:
        return {key: with_names(edge.target, as_tree(part), names) for key, part in field.items()}
    if edge.one:
        slug = _slug(edge.target, str(field[SLUG]), names)
        return {**_link_with_names(field, names), SLUG: slug}
    return {
        _slug(edge.target, slug, names): _link_with_names(as_tree(link), names)
        for slug, link in field.items()
    }


def _link_with_names(link: Tree, names: Mapping[str, str]) -> Tree:
    sources = link.get("sources")
    if not isinstance(sources, tuple):
        return link
    return {**link, "sources": tuple(_slug(SOURCE, str(slug), names) for slug in sources)}


def _slug(node_type: NodeType, slug: str, names: Mapping[str, str]) -> str:
    identity = node_id(node_type.name, slug)
    return split_id(names[identity])[1] if identity in names else slug


def references(node_type: NodeType, tree: Tree) -> Iterator[str]:
    """Yield the ids of the entries that an entry refers to."""
    for edge in edges_of(node_type):
        field = as_tree(tree.get(edge.forward))
        if edge.owns:
            for part in field.values():
                yield from references(edge.target, as_tree(part))
            continue
        links = {str(field[SLUG]): field} if edge.one and field else field
        for slug, link in links.items():
            yield node_id(edge.target.name, slug)
            sources = as_tree(link).get("sources")
            for source in sources if isinstance(sources, tuple) else ():
                yield node_id(SOURCE.name, str(source))
