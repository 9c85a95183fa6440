"""The classes that the model is declared with: properties, node types and edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

from .enums import Basis
from .kinds import Kind as Kind
from .kinds.base import Property as Property
from .labels import Described, Labels
from .vocabulary import Vocabulary


class Options(TypedDict, total=False):
    """What a declaration may state of a property; `Property` explains each."""

    many: bool
    names: bool
    required: bool
    derived: bool
    code: bool
    remark: bool
    recorded: bool
    indexed: bool
    length: int
    bounds: tuple[int, int]
    years: tuple[int, int]
    pattern: str
    rdf: str
    last: bool
    translated: bool
    in_words: str


def text(name: str, meaning: Labels, label: Labels, **options: Unpack[Options]) -> Property:
    """Declare a text in several languages; one that loads record is only for reading."""
    options.setdefault("remark", options.get("recorded", False))
    return Property(name=name, kind=Kind.TEXT, meaning=meaning, label=label, **options)


def texts(name: str, meaning: Labels, label: Labels, **options: Unpack[Options]) -> Property:
    """Declare a list of texts per language."""
    usual: Options = {"many": True, "length": 2000, **options}
    return Property(name=name, kind=Kind.TEXTS, meaning=meaning, label=label, **usual)


def string(name: str, meaning: Labels, label: Labels, **options: Unpack[Options]) -> Property:
    """Declare a text in one language, or a code."""
    return Property(name=name, kind=Kind.STRING, meaning=meaning, label=label, **options)


def strings(name: str, meaning: Labels, label: Labels, **options: Unpack[Options]) -> Property:
    """Declare a list of texts, or of names."""
    usual: Options = {"many": True, "length": 2000, **options}
    return Property(name=name, kind=Kind.STRING, meaning=meaning, label=label, **usual)


def remark(name: str, meaning: Labels, label: Labels, **options: Unpack[Options]) -> Property:
    """Declare a text for reading only."""
    usual: Options = {"remark": True, "length": 4000, **options}
    return Property(name=name, kind=Kind.STRING, meaning=meaning, label=label, **usual)


def one_of(
    name: str,
    enum: type[Vocabulary],
    meaning: Labels,
    label: Labels,
    **options: Unpack[Options],
) -> Property:
    """Declare a value of a vocabulary, or a list of them."""
    return Property(name=name, kind=Kind.ENUM, meaning=meaning, label=label, enum=enum, **options)


def value(
    name: str, kind: Kind, meaning: Labels, label: Labels, **options: Unpack[Options]
) -> Property:
    """Declare a value of any other kind: a date, a number, a Boolean, a URL or a list of URLs."""
    usual: Options = {"length": 2000, **options}
    return Property(name=name, kind=kind, meaning=meaning, label=label, **usual)


@dataclass(frozen=True, kw_only=True, eq=False)
class NodeType(Described):
    """A node type.

    Attributes:
        name: the name of the GraphQL type and of the label in Neo4j.
        label: its name for people.
        plural_label: the name of several of its nodes, such as the title of their list.
        meaning: a sentence that says what its nodes are.
        source: the standard or publication that defines the concept, or "own".
        properties: all properties except id, slug and formerSlugs.
        colour: the colour of its nodes in Neo4j Browser, and of its mark on pages, as #RRGGBB.
        diameter: the size of its nodes in Neo4j Browser, in pixels; central types are larger.
        legend: a phrase for one of its nodes, for the legend.
        root: the fields of Query that return one node and a list, if it has any.
        folder: the folder of its entry files, if it has any.
        entry: whether its nodes have a slug, former slugs, sources and a file each.
        cited: whether its nodes must cite at least one source; None if they cite none.
        recorded: whether its nodes are records of loads, which have no edges and aren't exported.
        order: the property that sorts its lists if a query has no order; None for id.
        is_newest_first: whether that order is descending.
        named_by: the property whose term is the name of its nodes, if they are parts of entries.
        example: a slug, for the help sheet of tables.
        ordered: pairs of dates of which the first is never later than the second.
        ordered_by_status: such pairs for entries of a status, which is in front of the dates.
        rdf: the classes of standards that it belongs to, beside its own.
        others: what people call its entries in searches, separated by commas; None for its legend.
        weight: how much search prefers its entries, in eighths; suggestions are sorted by it, too.
    """

    name: str
    label: Labels
    plural_label: Labels
    meaning: Labels
    source: str
    properties: tuple[Property, ...]
    colour: str
    diameter: int
    legend: Labels
    root: tuple[str, str] | None = None
    folder: str | None = None
    entry: bool = True
    cited: bool | None = True
    recorded: bool = False
    order: str | None = None
    is_newest_first: bool = False
    named_by: str | None = None
    example: str | None = None
    ordered: tuple[tuple[str, str], ...] = ()
    ordered_by_status: tuple[tuple[Vocabulary, str, str], ...] = ()
    rdf: tuple[str, ...] = ()
    others: Labels | None = None
    weight: float = 17.0

    def __post_init__(self) -> None:
        if self.entry and not (self.root and self.folder and self.example):
            raise TypeError(f"{self.name}: entries need root, folder and example")
        names = {prop.name for prop in self.properties}
        for prop in self.properties:
            if prop.in_words is not None and prop.in_words not in names:
                raise TypeError(f"{self.name}: {prop.name} needs {prop.in_words}")
        _check_order(self, *(dates for _status, *dates in self.ordered_by_status))
        if not (self.weight * 8).is_integer():
            raise TypeError(f"{self.name}: weight is {self.weight}, but needs to be in eighths")

    def path_of(self, slug: str) -> str:
        """Return an entry as messages and commands name it: the path of its file, without .yaml."""
        return f"{self.folder or self.name}/{slug}"

    @property
    def noun(self) -> str:
        """Its name in words: "good practice" for GoodPractice."""
        return _words(self.name)

    @property
    def plural(self) -> str:
        """Its name in words in the plural: "good practices" for GoodPractice."""
        return _words(self.root[1]) if self.root else f"{self.noun}s"

    @property
    def enum_name(self) -> str:
        """Its name as a value of GraphQL's EntryType: GOOD_PRACTICE for GoodPractice."""
        return self.noun.replace(" ", "_").upper()

    def property_of(self, name: str) -> Property:
        """Return a property by name.

        Raises:
            KeyError: if the type has no such property.
        """
        for candidate in self.properties:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


def _words(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """The properties of a type of edges, beside basis, note and sources.

    Attributes:
        name: the prefix of the GraphQL types: Attendance for AttendanceEdge.
        ordered: pairs of dates of which the first is never later than the second.
    """

    name: str
    properties: tuple[Property, ...]
    ordered: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _check_order(self)


def _check_order(declared: NodeType | Facts, *more: list[str]) -> None:
    dates = [prop.name for prop in declared.properties if prop.kind.has_precision]
    for name in (name for pair in (*declared.ordered, *more) for name in pair):
        if name not in dates:
            raise TypeError(f"{declared.name}: ordered has {name}; its dates are {dates}")


@dataclass(frozen=True, kw_only=True, eq=False)
class Edge(Described):
    """A type of edges between two types of nodes.

    Attributes:
        name: the relationship type.
        source: the node type that it leaves, whose files declare it.
        target: the node type that it enters.
        forward: the field of the source.
        reverse: the field of the target.
        meaning: what the field of the source says.
        reverse_meaning: what the field of the target says.
        label: the name of the field of the source for people who fill it in.
        reverse_label: the name of the field of the target for people who read it.
        one: whether a node has at most one such edge.
        required: whether a node has at least one such edge.
        expected: how many edges of this name a node has at least; fewer are a weak spot.
        opposite: the name of edges of the same node with other targets, as hosts are for visitors.
        basis: what an edge is based on if its file doesn't say.
        acyclic: whether such edges never lead back to where they started.
        owns: whether the target is a part of the source, written in its file.
        facts: the properties of the edge.
        completed: whether the loader adds it from an institution's country if no file states it.
        is_long: whether a target may have so many that loads store their order.
        empty: how to state that there is no such edge, if that differs from stating nothing.
        rdf: the equivalent term of a standard; None for a term of our own.
    """

    name: str
    source: NodeType
    target: NodeType
    forward: str
    reverse: str
    meaning: Labels
    reverse_meaning: Labels
    label: Labels
    reverse_label: Labels
    one: bool = False
    required: bool = False
    expected: int = 0
    opposite: str | None = None
    basis: Basis = Basis.STATED
    acyclic: bool = False
    owns: bool = False
    facts: Facts | None = None
    completed: bool = False
    is_long: bool = False
    empty: Labels | None = None
    rdf: str | None = None
