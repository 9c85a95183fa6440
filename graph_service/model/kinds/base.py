"""Kinds and properties: a property has a kind, a kind describes the values of its properties."""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph_service.model.edtf import PartialDate
from graph_service.model.json import Json
from graph_service.model.labels import Described, Labels
from graph_service.model.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """The value of a field before and after a load, as text.

    Attributes:
        name: of the field as in files: `name`, `owners`, `events[2].date`.
        language: of the text, such as "es"; None if the field has no languages.
        before: the value before; None if there was none. For a relation, the id of an entry.
        after: the value after; None if there is none.
    """

    name: str
    language: str | None = None
    before: str | None = None
    after: str | None = None


StoredValue = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | Sequence[str]
    | Sequence[int]
    | None
)
Stored = Mapping[str, StoredValue]
Value = (
    str
    | int
    | bool
    | datetime.datetime
    | PartialDate
    | Vocabulary
    | Mapping[str, str]
    | Mapping[str, Sequence[str]]
    | Sequence[str]
    | Sequence[Vocabulary]
    | Sequence[FieldChange]
    | Mapping[str, int]
)
"""A property's value in Python; Text and Texts map languages to texts and to lists of them, counts
map types to numbers."""

USUAL_YEARS = (1900, 1)
"""Of a date: the first year, and the number of years that it may lie ahead."""
_MOST_AHEAD = 100


class Kind(ABC):
    """The kind of a property's values: one object each, such as `Kind.TEXT`.

    A kind states facts. Layers that need code per kind have a table, `by_kind({…})`.

    Attributes:
        name: the name in the reference and in messages.
        is_written: whether entry files may contain it; if not, only the loader writes it.
        is_filtered: whether `where` can filter by it.
        is_sorted: whether `orderBy` can sort by it.
        is_counted: whether facets can count it.
        is_list: whether its GraphQL type is always a list.
        has_labels: whether its values have labels, which GraphQL returns in a field beside it.
        is_temporal: whether it is a date or a time.
        has_precision: whether it is a date as precise as its source: a day, a month, a period.
        has_languages: whether its value has a text, or a list of texts, per language.
        parts: the keys of the mapping, if files may write it as a mapping.
        column_type: the type of its columns in exported tables and GraphML.
        rdf_datatype: the datatype of its RDF literal, if the JSON type does not imply it.
        is_address: whether the items of its lists are addresses, which are IRIs in RDF.
    """

    TEXT: ClassVar[Kind]
    """Text in up to three languages."""
    TEXTS: ClassVar[Kind]
    """Lists of texts in up to three languages."""
    STRING: ClassVar[Kind]
    """Text in the language of its source."""
    URL: ClassVar[Kind]
    INT: ClassVar[Kind]
    BOOLEAN: ClassVar[Kind]
    DATE: ClassVar[Kind]
    DATETIME: ClassVar[Kind]
    ENUM: ClassVar[Kind]
    """A term of the property's vocabulary."""
    COUNTS: ClassVar[Kind]
    """The number of entries of each type (Release only)."""
    ENTRY_ID: ClassVar[Kind]
    """The id of an entry (Change only)."""
    ENTRY_TYPE: ClassVar[Kind]
    """A type of entries (Change only)."""
    FIELD_CHANGES: ClassVar[Kind]
    """Fields with their values before and after (Change only)."""

    name: ClassVar[str]
    is_written: ClassVar[bool] = True
    is_filtered: ClassVar[bool] = True
    is_sorted: ClassVar[bool] = True
    is_counted: ClassVar[bool] = False
    is_list: ClassVar[bool] = False
    has_labels: ClassVar[bool] = False
    is_temporal: ClassVar[bool] = False
    has_precision: ClassVar[bool] = False
    has_languages: ClassVar[bool] = False
    parts: ClassVar[tuple[str, ...]] = ()
    column_type: ClassVar[str] = "string"
    rdf_datatype: ClassVar[str | None] = None
    is_address: ClassVar[bool] = False

    def __repr__(self) -> str:
        return f"Kind.{self.name}"

    def type_name(self, prop: Property) -> str:
        """Return the name of the type for people: "Text", or the vocabulary's name."""
        return self.name

    def graphql_type(self, prop: Property) -> str:
        """Return the GraphQL type of one value."""
        return self.type_name(prop)

    def filter_name(self, prop: Property) -> str:
        """Return the name of the GraphQL input that filters by it."""
        return f"{self.name}Filter"

    def columns(self, prop: Property) -> Mapping[str, str]:
        """Return the stored names of its value, each with a suffix for the description."""
        return {prop.name: ""}

    def key_names(self, prop: Property) -> tuple[str, ...]:
        """Return the stored names of its folded keys, which filters, orders and search use."""
        return ()

    def shown_names(self, prop: Property, language: str) -> tuple[str, ...]:
        """Return the stored names of the text to show in a language, in order of preference."""
        return (prop.name,)

    def counted_columns(self, prop: Property) -> tuple[str, ...]:
        """Return the stored names of what lists are counted by; no value is without the last."""
        return (prop.name,)

    def indexes(self, prop: Property) -> Mapping[str, str]:
        """Return the type of index of each stored name that needs one."""
        return {}

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        """Return the JSON Schema of one value in entry files.

        Raises:
            TypeError: if files never contain it.
        """
        raise TypeError(f"files have no {self.name}")

    @abstractmethod
    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        """Return the stored properties of a value, without folded keys, in the columns' order.

        Raises:
            TypeError: if the value is not of this kind.
        """

    def store(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        """Return all stored properties of a value.

        Raises:
            TypeError: if the value is not of this kind.
        """
        return self.plain(prop, value)

    @abstractmethod
    def restore(self, prop: Property, properties: Stored) -> Value | None:
        """Return the stored value; None if there is none.

        Raises:
            ValueError: if `store` can't have written it: it was changed by hand.
        """

    def mismatch(self, prop: Property, found: object) -> str:
        """Return the message for a value that is not of this kind."""
        return f"{prop.name}: {found!r} is not of type {self.name}"


@dataclass(frozen=True, kw_only=True, eq=False)  # declared once: to compare them takes 8 µs
class Property(Described):
    """One property of a type or of an edge.

    Attributes:
        name: the name in GraphQL, in files and in the database.
        kind: the kind of its values.
        meaning: a sentence for clients and stewards.
        label: the name for people, such as the header of a column.
        enum: the vocabulary of its values, if the kind is ENUM.
        many: whether its value is a list, or has a list per language.
        names: whether the items of the list are names without blanks or punctuation, such as slugs.
        required: whether it is never null.
        derived: whether the loader writes it; files must not.
        code: whether it identifies the node (ISO code, URL): compared exactly, unique in its type.
        remark: whether it is only for reading, never filtered or sorted by.
        recorded: whether loads record in it what they did, or what follows from several entries;
            it implies derived. It is not part of checksums, diffs and exports.
        indexed: whether it has a range index, because reads look it up or sort by it.
        length: the maximum number of characters of a text, or of each text in a list. A range index
            rejects keys of 8,200 characters; properties that are sorted by stay far below.
        bounds: the smallest and the largest number allowed, if the kind is INT.
        years: the first year that a date may be in, and how many years it may lie ahead of now.
        pattern: a regular expression that the whole text must match, explained in the description.
        rdf: the equivalent term of a standard; None for a term of our own.
        last: whether files and tables have it after the edges.
        translated: whether its lists in several languages say the same, so that one of them may
            stand for another; a text always does.
        in_words: the property for what sources say of a number that isn't exact: "more than 50".
    """

    name: str
    kind: Kind
    meaning: Labels
    label: Labels
    enum: type[Vocabulary] | None = None
    many: bool = False
    names: bool = False
    required: bool = False
    derived: bool = False
    code: bool = False
    remark: bool = False
    recorded: bool = False
    indexed: bool = False
    length: int = 500
    bounds: tuple[int, int] | None = None
    years: tuple[int, int] = USUAL_YEARS
    pattern: str | None = None
    rdf: str | None = None
    last: bool = False
    translated: bool = False
    in_words: str | None = None

    def __post_init__(self) -> None:
        if self.recorded:
            object.__setattr__(self, "derived", True)  # as dataclasses set fields that are frozen
        if self.years[1] > _MOST_AHEAD:
            raise TypeError(f"{self.name}: years are the first one, and how many may lie ahead")

    @property
    def may_link(self) -> bool:
        """Whether its texts may name entries by links, such as `[[cri]]`."""
        return self.kind.has_languages and (self.remark or self.translated) and not self.recorded

    @property
    def is_capitals(self) -> bool:
        """Whether it is a code of capital letters; requests may write it in lower case."""
        return self.pattern is not None and self.pattern.startswith("[A-Z]")

    @property
    def vocabulary(self) -> type[Vocabulary]:
        """The vocabulary of its values.

        Raises:
            TypeError: if it was declared without one.
        """
        if self.enum is None:
            raise TypeError(f"{self.name} has no vocabulary")
        return self.enum
