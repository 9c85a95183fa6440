"""Constraints and indexes in Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .declare import NodeType, Property
from .derived_edges import LONG_EDGES, list_keys
from .graph import FACETS, properties_of
from .search_text import SEARCH_DERIVED, SEARCH_TEXTS, TERM_PROPERTIES
from .storage import CURRENT_ID
from .types import CHANGE, NODE_TYPES

RELEASE_ORDER = "number"
"""The stored property that numbers the releases, in their order."""


@dataclass(frozen=True)
class FullTextIndex:
    """A full-text index over the entries."""

    name: str
    properties: tuple[str, ...]
    analyzer: str
    labels: tuple[str, ...] = tuple(t.name for t in NODE_TYPES if t.entry)

    @property
    def statement(self) -> str:
        """The Cypher that creates it."""
        labels = "|".join(self.labels)
        each = ", ".join(f"n.{prop}" for prop in self.properties)
        return (
            f"CREATE FULLTEXT INDEX {self.name} IF NOT EXISTS FOR (n:{labels}) ON EACH [{each}]"
            f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{self.analyzer}'}}}}"
        )


def _searched() -> tuple[str, ...]:
    props = (p for t in NODE_TYPES if t.entry for p in t.properties)
    keys = (key for p in props for key in p.kind.key_names(p)[:1])
    return (*dict.fromkeys(keys), *SEARCH_TEXTS, *SEARCH_DERIVED, *TERM_PROPERTIES)


FORMER_SLUGS = FullTextIndex("former_slugs", ("formerSlugs",), "keyword")
# Keys are folded when they are written, so filters and search treat case and accents alike.
SEARCH = FullTextIndex("search", _searched(), "standard-no-stop-words")
FULL_TEXT = (FORMER_SLUGS, SEARCH)


def constraint_statements() -> dict[str, str]:
    """Return the Cypher that creates each constraint and index, by name."""
    return dict(
        [
            *(named for node_type in NODE_TYPES for named in _statements(node_type)),
            *(named for node_type in NODE_TYPES for named in _counted(node_type)),
            _index(CHANGE.name, CURRENT_ID, "RANGE"),
            *(_edge_index(edge, key) for edge in LONG_EDGES for key in list_keys(edge).values()),
            *((index.name, index.statement) for index in FULL_TEXT),
        ]
    )


def ordered_properties(node_type: NodeType) -> frozenset[str]:
    """Return the stored properties of a type that have an index in their order.

    >>> from .types import TOPIC
    >>> sorted(ordered_properties(TOPIC))
    ['id', 'slug', 'updatedAt', 'z_nameKeyEn', 'z_nameKeyEs', 'z_nameKeyPt']
    """
    props = properties_of(node_type)
    ranges = (name for p in props for name, kind in p.kind.indexes(p).items() if kind == "RANGE")
    codes = (p.name for p in props if p.code or p.indexed)
    return frozenset({"id", *ranges, *codes})


def _statements(node_type: NodeType) -> list[tuple[str, str]]:
    label = node_type.name
    statements = [_unique(label, name) for name in ("id", "slug")]
    for prop in properties_of(node_type):
        if prop.code and prop.name != "slug":
            statements.append(_unique(label, prop.name))
        else:
            indexes = {**prop.kind.indexes(prop), **({prop.name: "RANGE"} if prop.indexed else {})}
            statements += [_index(label, name, kind) for name, kind in indexes.items()]
    return statements


def _counted(node_type: NodeType) -> Iterator[tuple[str, str]]:
    """Yield an index for each property that lists are counted by; dates have one of their own."""
    for prop in FACETS[node_type.name].values():
        if isinstance(prop, Property) and not prop.kind.indexes(prop):
            yield _index(node_type.name, prop.name, "RANGE")


def _unique(label: str, prop: str) -> tuple[str, str]:
    name = f"{label}_{prop}_unique"
    return name, (
        f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{prop} IS UNIQUE"
    )


def _index(label: str, prop: str, kind: str) -> tuple[str, str]:
    name = f"{label}_{prop}"
    return name, f"CREATE {kind} INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{prop})"


def _edge_index(edge: str, prop: str) -> tuple[str, str]:
    name = f"{edge}_{prop}"
    return name, f"CREATE RANGE INDEX {name} IF NOT EXISTS FOR ()-[r:{edge}]-() ON (r.{prop})"
