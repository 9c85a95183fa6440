"""The parts that the model is declared with: properties, types of nodes, and edges."""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import Kind as Kind
from .labels import Labels
from .vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property of a type or of an edge.

    Attributes:
        name: as in GraphQL, in the files and in the database.
        kind: what it holds.
        description: for people who query, read or write it.
        label: what it is called where people read or fill it in, as the header of a column.
        enum: its vocabulary, where kind is ENUM.
        many: a list.
        required: never null.
        derived: written by the loader and refused in files.
        code: an identifying code (ISO, URL): compared to the letter, unique in its type.
        remark: text to read, never filtered or sorted by.
        length: the longest text allowed, in characters (of one item, in a list). A range index
            refuses keys of 8,200 characters, so what is sorted by stays far below.
        bounds: the least and the greatest number allowed, where kind is INT.
        pattern: a regular expression of the whole text, which the description puts in words.
        rdf: the term of a standard that means the same; None for one of our own.
        last: stands behind the edges in files and tables.
    """

    name: str
    kind: Kind
    description: str
    label: Labels
    enum: type[Vocabulary] | None = None
    many: bool = False
    required: bool = False
    derived: bool = False
    code: bool = False
    remark: bool = False
    length: int = 500
    bounds: tuple[int, int] | None = None
    pattern: str | None = None
    rdf: str | None = None
    last: bool = False


def text(
    name: str,
    description: str,
    label: Labels,
    *,
    required: bool = False,
    length: int = 500,
    rdf: str | None = None,
) -> Property:
    """Declare a text in several languages."""
    return Property(
        name=name,
        kind=Kind.TEXT,
        description=description,
        label=label,
        required=required,
        length=length,
        rdf=rdf,
    )


def string(
    name: str,
    description: str,
    label: Labels,
    *,
    required: bool = False,
    code: bool = False,
    derived: bool = False,
    pattern: str | None = None,
    rdf: str | None = None,
) -> Property:
    """Declare a text in one language, or a code."""
    return Property(
        name=name,
        kind=Kind.STRING,
        description=description,
        label=label,
        required=required,
        code=code,
        derived=derived,
        pattern=pattern,
        rdf=rdf,
    )


def strings(name: str, description: str, label: Labels, *, rdf: str | None = None) -> Property:
    """Declare a list of texts."""
    return Property(
        name=name,
        kind=Kind.STRING,
        description=description,
        label=label,
        many=True,
        length=2000,
        rdf=rdf,
    )


def remark(
    name: str,
    description: str,
    label: Labels,
    *,
    many: bool = False,
    rdf: str | None = None,
    last: bool = False,
) -> Property:
    """Declare a text for reading only."""
    return Property(
        name=name,
        kind=Kind.STRING,
        description=description,
        label=label,
        many=many,
        remark=True,
        length=4000,
        rdf=rdf,
        last=last,
    )


def one_of(
    name: str,
    enum: type[Vocabulary],
    description: str,
    label: Labels,
    *,
    many: bool = False,
    required: bool = False,
    derived: bool = False,
    rdf: str | None = None,
) -> Property:
    """Declare a value, or a list of values, of a vocabulary."""
    return Property(
        name=name,
        kind=Kind.ENUM,
        description=description,
        label=label,
        enum=enum,
        many=many,
        required=required,
        derived=derived,
        rdf=rdf,
    )


def value(
    name: str,
    kind: Kind,
    description: str,
    label: Labels,
    *,
    required: bool = False,
    derived: bool = False,
    code: bool = False,
    bounds: tuple[int, int] | None = None,
    rdf: str | None = None,
) -> Property:
    """Declare a date, a number, a truth value or a URL."""
    return Property(
        name=name,
        kind=kind,
        description=description,
        label=label,
        required=required,
        derived=derived,
        code=code,
        length=2000,
        bounds=bounds,
        rdf=rdf,
    )


@dataclass(frozen=True, kw_only=True)
class NodeType:
    """A type of nodes.

    Attributes:
        name: the GraphQL type and the label.
        description: what it is.
        source: the standard or publication that it follows, or "own".
        properties: beside id, slug and formerSlugs.
        colour: of its nodes in Neo4j Browser, as #RRGGBB.
        diameter: of its nodes there, in pixels; the larger, the more they carry the story.
        legend: what one of its nodes is, for the legend.
        root: the fields of Query that give one and many; None where there is none.
        folder: of its entry files; None where it has none.
        entry: has a slug, former slugs and sources, and a file of its own.
        cited: must name at least one source.
        order: the property that its lists are sorted by unless asked otherwise; None for id.
        example: a slug, for the help of tables.
        rdf: the classes of standards that it is one of, beside its own.
    """

    name: str
    description: str
    source: str
    properties: tuple[Property, ...]
    colour: str
    diameter: int
    legend: Labels
    root: tuple[str, str] | None = None
    folder: str | None = None
    entry: bool = True
    cited: bool = True
    order: str | None = None
    example: str | None = None
    rdf: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that entries can be queried, filed and explained.

        Raises:
            TypeError: if an entry lacks one of root, folder and example.
        """
        if self.entry and not (self.root and self.folder and self.example):
            raise TypeError(f"{self.name}: entries need root, folder and example")

    @property
    def enum_name(self) -> str:
        """Its name as a value of GraphQL's EntryType: GoodPractice gives GOOD_PRACTICE."""
        spaced = (f"_{c}" if c.isupper() and i else c for i, c in enumerate(self.name))
        return "".join(spaced).upper()

    def property_of(self, name: str) -> Property:
        """Give the property of a name.

        Raises:
            KeyError: when there is none.
        """
        for candidate in self.properties:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Own properties of edges, beside basis, note and sources.

    Attributes:
        name: names the GraphQL types: Attendance gives AttendanceEdge.
    """

    name: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A type of edges between two types of nodes.

    Attributes:
        name: the relationship type.
        source: the type that it leaves, which declares it in its files.
        target: the type that it enters.
        forward: the field on the source.
        reverse: the field on the target.
        description: what it says.
        label: what the field on the source is called where people fill it in.
        one: at most one leaves a source.
        required: at least one leaves a source.
        owns: the target is a part of the source, and stands in its file.
        facts: own properties.
        completed: where nothing is stated, the loader adds it from an institution's country.
        empty: how to state that there is none, where that says more than nothing does.
        rdf: the term of a standard that means the same; None for one of our own.
    """

    name: str
    source: NodeType
    target: NodeType
    forward: str
    reverse: str
    description: str
    label: Labels
    one: bool = False
    required: bool = False
    owns: bool = False
    facts: Facts | None = None
    completed: bool = False
    empty: Labels | None = None
    rdf: str | None = None
