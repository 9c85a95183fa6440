"""The model as a graph: types by name, the relations of each, and edges by relationship type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType

from .declare import Edge, Facts, NodeType, Property, string, strings
from .edge_properties import shared_properties
from .edges import CITES, DERIVED, EDGES
from .ids import node_id, split_id
from .labels import Described, Labels
from .types import NODE_TYPES, RECORDED, RELEASE, SOURCE

SLUG = string(
    "slug",
    Labels(
        "El nombre del archivo de la entrada: a-z, 0-9 y guiones.",
        "The name of the entry's file: a-z, 0-9 and hyphens.",
        "O nome do arquivo da entrada: a-z, 0-9 e hifens.",
    ),
    Labels("Identificador", "Slug", "Identificador"),
    required=True,
    code=True,
    rdf="dcterms:identifier",
)
FORMER_SLUGS = strings(
    "formerSlugs",
    Labels(
        "Identificadores que la entrada tuvo antes; con ellos todavía se la encuentra.",
        "Slugs that the entry had before; they still find it.",
        "Identificadores que a entrada teve antes; com eles ainda é encontrada.",
    ),
    Labels("Identificadores anteriores", "Former slugs", "Identificadores anteriores"),
    names=True,
)

_DECLARED = (*EDGES, *CITES)
_ALL_EDGES = (*EDGES, *DERIVED, *CITES)
TYPES: Mapping[str, NodeType] = MappingProxyType({t.name: t for t in NODE_TYPES})
"""All node types, by name."""

LISTED = tuple(t for t in NODE_TYPES if t is not RELEASE)
"""The types that have lists: all but the release."""

CATALOGUE_TYPES = tuple(t for t in NODE_TYPES if t is not RELEASE and not t.recorded)
"""The types of the catalogue itself, whose nodes loads make from files, and exports have."""

PUBLIC_TYPES = tuple(t for t in NODE_TYPES if not t.recorded)
"""The types whose nodes have an identifier and a colour: the catalogue's, and the release."""

ENTRY_TYPES = tuple(t for t in NODE_TYPES if t.entry)
"""The types that implement GraphQL's Entry: each entry has a file, a slug and sources."""

TYPE_FOLDERS: Mapping[str, NodeType] = {str(t.folder): t for t in ENTRY_TYPES}
"""The same by the folder of their files, which is also the path of their pages."""


@dataclass(frozen=True, kw_only=True)
class Relation(Described):
    """One end of an edge, as a field of the type at that end.

    Attributes:
        name: the name of the field.
        owner: the type that has the field.
        edge: the relationship type.
        outgoing: whether the edge leaves the type that has the field.
        targets: the types at the other end; several only for Source.citedBy.
        one: a single node instead of a connection.
        required: never null (for one), never empty (for many).
        is_long: whether loads store the order of its nodes on the edges.
        facts: the properties that only this type of edge has.
        label: its name for people.
        meaning: what it says.

    >>> RELATIONS["GoodPractice"]["topics"].is_whole_back  # visits are about topics, too
    False
    """

    name: str
    owner: NodeType
    edge: str
    outgoing: bool
    targets: tuple[NodeType, ...]
    one: bool
    required: bool
    is_long: bool = False
    facts: Facts | None
    label: Labels
    meaning: Labels

    @property
    def target(self) -> NodeType:
        """The type at the other end, if there is only one."""
        (target,) = self.targets
        return target

    @property
    def derived(self) -> bool:
        """Whether loads derive its edges from others."""
        return any(edge.name == self.edge for edge in DERIVED)

    @property
    def plain(self) -> bool:
        """Whether it is a plain list, not a connection: the sources of an entry."""
        return self.edge == "CITES" and self.outgoing

    @cached_property
    def is_whole(self) -> bool:
        """Whether all edges of the type, in this direction, lead to the targets."""
        return {far for near, far in self._pairs() if near is self.owner} == {*self.targets}

    @cached_property
    def is_whole_back(self) -> bool:
        """Whether all edges of the type to the targets, in this direction, are its own."""
        return {near for near, far in self._pairs() if far in self.targets} == {self.owner}

    def _pairs(self) -> Iterator[tuple[NodeType, NodeType]]:
        """Yield the types that edges of the type connect, those at this end first."""
        for edge in _ALL_EDGES:
            if edge.name == self.edge:
                ends = edge.source, edge.target
                yield ends if self.outgoing else ends[::-1]

    def is_inverse_of(self, other: Relation) -> bool:
        """Whether the two are the ends of the same edges."""
        return (
            self.edge == other.edge
            and self.outgoing is not other.outgoing
            and other.owner in self.targets
            and self.owner in other.targets
        )

    @property
    def edge_field(self) -> str:
        """The name of the field that returns the edge of a to-one relation."""
        return f"{self.name}Edge"


def _forward(edge: Edge) -> Relation:
    return Relation(
        name=edge.forward,
        owner=edge.source,
        edge=edge.name,
        outgoing=True,
        targets=(edge.target,),
        one=edge.one,
        required=edge.required,
        facts=edge.facts,
        label=edge.label,
        meaning=edge.meaning,
    )


def _reverse(edge: Edge) -> Relation:
    return Relation(
        name=edge.reverse,
        owner=edge.target,
        edge=edge.name,
        outgoing=False,
        targets=(edge.source,),
        one=edge.owns,
        required=edge.owns,
        is_long=edge.is_long,
        facts=edge.facts,
        label=edge.reverse_label,
        meaning=edge.reverse_meaning,
    )


CITED_BY = replace(_reverse(CITES[0]), targets=tuple(t for t in ENTRY_TYPES if t.cited is not None))


def relations_of(node_type: NodeType) -> Mapping[str, Relation]:
    """Return the relations of a type by field name, those that it declares first."""
    found = [_forward(e) for e in _ALL_EDGES if e.source is node_type]
    found += [_reverse(e) for e in (*EDGES, *DERIVED) if e.target is node_type]
    if node_type is SOURCE:
        found.append(CITED_BY)
    return MappingProxyType({relation.name: relation for relation in found})


RELATIONS: Mapping[str, Mapping[str, Relation]] = MappingProxyType(
    {t.name: relations_of(t) for t in NODE_TYPES}
)
"""The relations of every type, by type and field name."""


def properties_of(node_type: NodeType) -> tuple[Property, ...]:
    """Return all properties of a type, including those that all entries have."""
    if not node_type.entry:
        return (SLUG, *node_type.properties)
    return (SLUG, FORMER_SLUGS, *node_type.properties, *RECORDED)


def exported(node_type: NodeType) -> tuple[Property, ...]:
    """Return the properties of a type that exports have."""
    return tuple(prop for prop in properties_of(node_type) if not prop.recorded)


PROPERTIES: Mapping[str, Mapping[str, Property]] = MappingProxyType(
    {t.name: MappingProxyType({p.name: p for p in properties_of(t)}) for t in NODE_TYPES}
)
"""The properties of every type, by type and name."""


def _facets(node_type: NodeType) -> Mapping[str, Property | Relation]:
    counted = {p.name: p for p in node_type.properties if p.kind.is_counted and not p.remark}
    entries = {
        name: relation
        for name, relation in RELATIONS[node_type.name].items()
        if len(relation.targets) == 1 and relation.target.entry
    }
    return MappingProxyType({**counted, **entries})


FACETS: Mapping[str, Mapping[str, Property | Relation]] = MappingProxyType(
    {t.name: _facets(t) for t in NODE_TYPES}
)
"""What lists of a type can be counted by: enums, years of dates, and related entries."""


OWNED_BY: Mapping[str, Edge] = MappingProxyType({e.target.name: e for e in EDGES if e.owns})
"""The edges from entries to their parts, by the type of the parts."""


def owner_of(identity: str) -> str:
    """Return the id of the entry whose file declares a node.

    >>> owner_of("StageEvent:kt-a-2"), owner_of("Topic:a")
    ('KnowledgeTransfer:kt-a', 'Topic:a')
    """
    label, slug = split_id(identity)
    edge = OWNED_BY.get(label)
    return node_id(edge.source.name, slug.rpartition("-")[0]) if edge else identity


@cache
def edges_of(node_type: NodeType) -> tuple[Edge, ...]:
    """Return the edges that entries of a type declare in their files, CITES last."""
    return tuple(edge for edge in _DECLARED if edge.source is node_type)


def written(node_type: NodeType) -> tuple[Property, ...]:
    """Return the properties that files have; the slug is the file's name."""
    return tuple(p for p in properties_of(node_type) if not p.derived and p is not SLUG)


@cache
def around_edges(
    node_type: NodeType,
) -> tuple[tuple[Property, ...], tuple[Property, ...]]:
    """Return the properties that files have before the edges, and those after them."""
    own = [p for p in node_type.properties if not p.derived]
    former = (FORMER_SLUGS,) if node_type.entry else ()
    return tuple(p for p in own if not p.last), (*(p for p in own if p.last), *former)


@dataclass(frozen=True, kw_only=True)
class EdgeType:
    """All edges of one relationship type.

    Attributes:
        name: the relationship type.
        edges: one for each pair of node types that it connects.
    """

    name: str
    edges: tuple[Edge, ...]

    @property
    def rdf(self) -> str | None:
        """The RDF term that all its edges share, if a standard has one."""
        (term,) = {edge.rdf for edge in self.edges}
        return term

    @property
    def properties(self) -> tuple[Property, ...]:
        """The properties of its edges: their facts first, then those of every edge."""
        facts = [prop for edge in self.edges if edge.facts for prop in edge.facts.properties]
        return (*dict.fromkeys(facts), *shared_properties(self.name))


EDGE_TYPES: Mapping[str, EdgeType] = MappingProxyType(
    {
        name: EdgeType(name=name, edges=tuple(e for e in _DECLARED if e.name == name))
        for name in sorted({edge.name for edge in _DECLARED})
    }
)
"""Every relationship type that files declare, by name, sorted."""
