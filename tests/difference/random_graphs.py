"""Random graphs: small, dense, and full of edge cases.

Many nodes share a name, so that sort keys are equal; accents, ñ, ligatures and characters beyond
the Basic Multilingual Plane; texts in one or several languages; EDTF in every form with every
qualifier; entries without edges and edges with many sources; several countries at an end; loops;
no release or two. Some graphs are damaged, as if edited by hand: edges without a basis, transfers
without a practice.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from graph_service.model.declare import Edge, Kind, NodeType, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edges import CITES, EDGES
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import ChangeKind, DateQualifier
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import Value
from graph_service.model.types import (
    CHANGE,
    NODE_TYPES,
    RELEASE,
    SOURCE,
)

from .derived import derived
from .graph import Graph, Link, Node

# No private use (U+E000): Neo4j compares stored texts by code points and others by UTF-16 units,
# which differ only for those beside emoji; files can't have them.
TEXTS = (
    "Niñez", "ninez", "NIÑEZ", "Ñandú", "nandu", "nube", "ñu", "Álamo", "alamo", "Trata",
    "trata  de personas", "anti-trata (nacional)", "O'Higgins", "Ley 26.364",
    "São Paulo", "straße", "STRASSE", "ﬁn", "zorro", "Z", "😀",
)  # fmt: skip
DATES = (
    "2018", "2018-10", "2018-10-09", "2018-10-09/2018-10-12", "2018/2018-10-09", "2017/2019",
    "../2018-10-09", "2018-10-09/..", "2019/..", "XXXX-10-14", "XXXX-10-14/XXXX-10-16", "2020-02",
    "2019-12-31", "2020",
)  # fmt: skip
SITES = ("https://example.org/a", "https://example.org/A", "https://example.org/ñ")
TIMES = tuple(
    dt.datetime(2026, 11, 24, 15, 30, second, microsecond, tzinfo=dt.UTC)
    for second, microsecond in ((0, 0), (0, 0), (0, 5000), (1, 0), (59, 123456))
)
PREFIXES = {node_type.name: node_type.name[:2].lower() for node_type in NODE_TYPES}


def random_graph(seed: int) -> Graph:
    """Generate the graph of a seed."""
    return _Maker(seed).graph()


class _Maker:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._random = Random(seed)
        self._damaged = seed % 4 == 3
        self._nodes: list[Node] = []
        self._links: list[Link] = []

    def graph(self) -> Graph:
        scale = self._random.choice((1, 6, 9, 9, 12))
        long = self._random.choice(ENTRY_TYPES)
        for node_type in ENTRY_TYPES:
            # One list is longer than the default page.
            count = 30 if node_type is long else self._random.randint(scale // 2, scale)
            self._nodes += [self._node(node_type, number) for number in range(count)]
        for edge in EDGES:
            self._links += self._parts(edge) if edge.owns else self._edges(edge)
        for edge in CITES:
            self._links += self._edges(edge)
        releases = [self._release(number) for number in range(self._random.randint(0, 3))]
        records = (*releases, *self._changes(len(releases)))
        self._links += [*derived(self._nodes, self._links)]
        return Graph(self._seed, (*self._nodes, *records), tuple(self._links))

    def _of(self, node_type: NodeType) -> list[Node]:
        return [node for node in self._nodes if node.type is node_type]

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    # Nodes

    def _node(self, node_type: NodeType, number: int, slug: str | None = None) -> Node:
        slug = slug or f"{PREFIXES[node_type.name]}-{number}"
        values: dict[str, Value] = {}
        for prop in PROPERTIES[node_type.name].values():
            if prop.name == "slug":
                continue
            if prop.required or self._chance(65):
                values[prop.name] = self._value(prop, slug, number)
        return Node(node_type, slug, values)

    def _value(self, prop: Property, slug: str, number: int) -> Value:  # noqa: C901 (an arm a kind)
        if prop.name == "formerSlugs":
            return [f"{slug}-old{i}" for i in range(self._random.randint(0, 2))]
        if prop.code:
            return f"{prop.name.upper()}{number}"
        match prop.kind:
            case Kind.TEXT:
                languages = self._random.sample(("es", "en", "pt"), self._random.randint(1, 3))
                return {language: self._random.choice(TEXTS) for language in languages}
            case Kind.TEXTS:
                languages = self._random.sample(("es", "en", "pt"), self._random.randint(0, 3))
                return {
                    x: self._random.sample(TEXTS, self._random.randint(1, 2)) for x in languages
                }
            case Kind.STRING if prop.many:
                return self._random.sample(TEXTS, self._random.randint(0, 3))
            case Kind.URL if prop.many:
                return self._random.sample(SITES, self._random.randint(0, 2))
            case Kind.URL:
                return self._random.choice(SITES)
            case Kind.INT:
                low, high = prop.bounds or (0, 9)
                return self._random.randint(low, min(high, 4))
            case Kind.BOOLEAN:
                return self._chance(50)
            case Kind.DATE:
                return PartialDate(
                    date=parse_edtf(self._random.choice(DATES)),
                    qualifier=self._random.choice(list(DateQualifier)),
                )
            case Kind.DATETIME:
                return self._random.choice(TIMES)
            case Kind.ENUM:
                terms = list(prop.enum or ())
                if prop.many:
                    return self._random.sample(terms, self._random.randint(0, 3))
                return self._random.choice(terms)
        return self._random.choice(TEXTS)

    def _release(self, number: int) -> Node:
        counts = {node_type.name: len(self._of(node_type)) for node_type in ENTRY_TYPES}
        loaded_at = dt.datetime(2024, 1, 2, 3, 4 * number, number, 5000 * number, tzinfo=dt.UTC)
        values: dict[str, Value] = {
            "name": f"Release {number}", "loadedAt": loaded_at, "counts": counts,
            "number": number,
        }  # fmt: skip
        if self._chance(30):
            values["undoes"] = self._random.randint(0, 2)
        if not self._damaged:
            values["checksum"] = "0f" * 32
        if self._chance(80):
            values["licence"] = "CC BY 4.0"
        if self._chance(50):
            values["loadedBy"] = "someone"
        return Node(RELEASE, f"release-{number}", values)

    def _changes(self, releases: int) -> Iterator[Node]:
        """Yield changes by releases: of entries under their slug or a former one, or gone."""
        entries = [node for node in self._nodes if node.type.entry]
        for number in range(releases + self._damaged):  # the last one may have no release
            for entry in self._random.sample(
                entries, min(self._random.choice((0, 3, 25)), len(entries))
            ):
                yield self._change(number, entry)

    def _change(self, number: int, entry: Node) -> Node:
        former = [f"{entry.type.name}:{slug}" for slug in entry.former_slugs]
        gone = f"{entry.type.name}:gone"
        kind = self._random.choice(list(ChangeKind))
        entry_id = self._random.choice([entry.id, entry.id, *former])
        values: dict[str, Value] = {
            "number": number, "kind": kind, "entryType": entry.type.name, "entryId": entry_id,
            "name": {self._random.choice(("es", "en", "pt")): self._random.choice(TEXTS)},
            "fields": [self._field_change() for _ in range(self._random.choice((0, 1, 1, 2)))],
        }  # fmt: skip
        if kind is ChangeKind.RENAMED:
            values["formerId"] = self._random.choice([gone, *former])
        current_id = gone if self._chance(15) else entry.id
        return Node(CHANGE, f"release-{number}/{entry.id}", values, current_id)

    def _field_change(self) -> FieldChange:
        before, after = (self._random.choice((None, *TEXTS[:4])) for _ in range(2))
        language = self._random.choice((None, "es", "en", "pt"))
        return FieldChange(name="name", language=language, before=before, after=after)

    # Edges

    def _edges(self, edge: Edge) -> Iterator[Link]:
        targets = self._of(edge.target)
        for source in self._of(edge.source):
            for target in self._random.sample(targets, min(self._degree(edge), len(targets))):
                yield self._link(edge, source, target)

    def _degree(self, edge: Edge) -> int:
        if edge.one:
            sure = edge.required and not (self._damaged and self._chance(20))
            return 1 if sure or self._chance(70) else 0
        return self._random.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 6))

    def _parts(self, edge: Edge) -> Iterator[Link]:
        """Yield the edges to new parts, such as events, each of which belongs to one entry."""
        for entry in self._of(edge.source):
            for number in range(self._random.choice((0, 1, 1, 2, 3))):
                part = self._node(edge.target, number, f"{entry.slug}-{number}")
                self._nodes.append(part)
                yield self._link(edge, entry, part)

    def _link(self, edge: Edge, source: Node, target: Node) -> Link:
        own = edge.facts.properties if edge.facts else ()
        values: dict[str, Value] = {}
        for prop in (*EDGE_PROPERTIES, *own):
            missing = self._damaged and self._chance(10)
            if (prop.required and not missing) or self._chance(60):
                values[prop.name] = self._value(prop, "", 0)
        cites = edge.target is SOURCE
        return Link(edge, source, target, values, () if cites else self._cited())

    def _cited(self) -> Sequence[str]:
        slugs = [source.slug for source in self._of(SOURCE)]
        return self._random.sample(slugs, min(self._random.choice((0, 1, 1, 2, 8)), len(slugs)))
