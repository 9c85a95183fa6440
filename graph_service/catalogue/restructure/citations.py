"""Where a file names an entry: in links, in their sources, and in notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from graph_service.catalogue.entries import Entry
from graph_service.model.declare import NodeType
from graph_service.model.graph import edges_of
from graph_service.model.types import SOURCE
from graph_service.model.types.shared import DISPUTED, NOTE

_REMARKS = (NOTE.name, DISPUTED.name)


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place that names an entry.

    Attributes:
        path: the field, such as "practices[2]".
        slug: the slug.
        item: the slug, or the mapping that has it.
        siblings: the list that has the item, if it is in one.
    """

    path: str
    slug: ScalarNode
    item: Node
    siblings: SequenceNode | None


def cites(entry: Entry, target: NodeType, slug: str) -> bool:
    """Whether an entry, a part or a link of it names an entry of a type."""
    for link in entry.links:
        if link.edge.target is target and link.target == slug:
            return True
        if target is SOURCE and slug in link.sources:
            return True
    return any(cites(part.entry, target, slug) for part in entry.parts)


def mention_of(folder: str, slug: str) -> re.Pattern[str] | None:
    """Return the pattern of a slug in notes; None if it could be an ordinary word.

    It may follow its folder, as in "good-practices/gp-x", but not be a part of an address.
    """
    if "-" not in slug:
        return None
    return re.compile(rf"((?<![\w/.@-])|(?<=\b{folder}/)){slug}(?![\w@-]|\.\w)")


def mentions(entry: Entry, word: re.Pattern[str]) -> bool:
    """Whether a note of an entry, of a part or of a link has a word."""
    texts = [str(entry.values.get(name, "")) for name in _REMARKS]
    texts += [str(link.facts.get(NOTE.name, "")) for link in entry.links]
    return any(map(word.search, texts)) or any(mentions(p.entry, word) for p in entry.parts)


def citations(
    node_type: NodeType, fields: Node, target: NodeType, slug: str, inside: str = ""
) -> Iterator[Citation]:
    """Yield the places that name an entry, in the order of the file."""
    edges = {edge.forward: edge for edge in edges_of(node_type)}
    for name, value in _fields(fields):
        if name not in edges:
            continue
        edge, path = edges[name], f"{inside}{name}"
        siblings = value if isinstance(value, SequenceNode) else None
        for at, item in _items(value, path):
            if edge.owns:
                yield from citations(edge.target, item, target, slug, f"{at}.")
                continue
            parts = dict(_fields(item))
            found = parts.get("slug", item)
            if edge.target is target and isinstance(found, ScalarNode) and found.value == slug:
                yield Citation(path=at, slug=found, item=item, siblings=siblings)
            sources = parts.get("sources")
            if target is SOURCE and isinstance(sources, SequenceNode):
                for of_source, source in _items(sources, f"{at}.sources"):
                    if isinstance(source, ScalarNode) and source.value == slug:
                        yield Citation(path=of_source, slug=source, item=source, siblings=sources)


def remarks(fields: Node, inside: str = "") -> Iterator[tuple[str, ScalarNode]]:
    """Yield the texts of notes and disputed points, with their fields."""
    for name, value in _fields(fields):
        path = f"{inside}{name}"
        if name in _REMARKS:
            yield from _scalars(value, path)
        else:
            for at, item in _items(value, path):
                yield from remarks(item, f"{at}.")


def _scalars(node: Node, path: str) -> Iterator[tuple[str, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield path, node
    elif isinstance(node, SequenceNode):
        for at, item in _items(node, path):
            yield from _scalars(item, at)
    else:
        for name, value in _fields(node):
            yield from _scalars(value, f"{path}.{name}")


def _fields(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield str(key.value), value


def _items(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    if isinstance(node, SequenceNode):
        for number, item in enumerate(node.value, start=1):
            yield f"{path}[{number}]", item
    else:
        yield path, node
