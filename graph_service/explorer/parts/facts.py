"""What a page shows of an entry: the fields that its operation selects, named by the model.

The operation says what is shown, and in which order; the model says what it is called and what it
means. So a page of a new property needs only the property in its operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph_service.explorer.parts.operations import Selected
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, RELATIONS, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.types import KNOWLEDGE_TRANSFER

Node = Mapping[str, Json]
HEADING = {"id", "slug", "name", "nameLanguage"}
"""Fields that are part of an entry's link or heading."""
ELSEWHERE = {
    "note", "noteLanguage", "disputed", "disputedLanguage", "inferredFields", "assumedFields",
    "updatedIn", "updatedAt", "addedIn", "sources",
}  # fmt: skip
"""Fields that have a place of their own on a page."""
_BASES = {"inferredFields": "INFERRED", "assumedFields": "ASSUMED"}
_FORMS = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.ENUM): "text",
        Kind.INT: "number",
        Kind.BOOLEAN: "flag",
        Kind.DATE: "date",
        Kind.URL: "addresses",
    },
    WRITTEN,
)
"""How macros.html shows a value."""
_BY_NAME = {node_type.enum_name: node_type for node_type in ENTRY_TYPES}


@dataclass(frozen=True)
class Fact:
    """A property of an entry or of an edge, with a value.

    Attributes:
        name: the name of the property.
        label: its name for people.
        meaning: what it says, in a sentence.
        value: text, a number, a Boolean, a date as an object, or a list of texts.
        form: how pages show the value: "text", "number", "flag", "date" or "addresses".
        language: the language of the text, if it may differ from the page's.
        basis: INFERRED or ASSUMED, if no source states the value.
    """

    name: str
    label: str
    meaning: str
    value: Json
    form: str
    language: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Statement:
    """An edge to another node, with what supports it.

    Attributes:
        node: the other node.
        facts: what the edge itself says, such as the role of a visitor.
        details: properties of the other node.
        edge: its basis, quote, note and sources; empty if the operation doesn't select them.
    """

    node: Node
    facts: tuple[Fact, ...]
    details: tuple[Fact, ...]
    edge: Node


@dataclass(frozen=True)
class Section:
    """A relation of an entry: its statements.

    Attributes:
        relation: as the model declares it.
        label: its name for people.
        statements: those on the page.
        total: how many there are.
    """

    relation: Relation
    label: str
    statements: tuple[Statement, ...]
    total: int


def facts_of(
    selected: Selected, node: Node, node_type: NodeType, language: str
) -> tuple[Fact, ...]:
    """Return the properties of an entry that are selected and have a value, in that order."""
    bases = {str(name): basis for key, basis in _BASES.items() for name in items_in(node.get(key))}
    if node_type is KNOWLEDGE_TRANSFER and node.get("basis") in _BASES.values():
        bases["stage"] = str(node["basis"])
    return tuple(_facts(selected.fields, node, facts_by_field(node_type), language, bases))


def sections_of(
    selected: Selected, node: Node, node_type: NodeType, language: str
) -> tuple[Section, ...]:
    """Return the relations of an entry that are selected and lead somewhere, in that order."""
    relations = RELATIONS[node_type.name]
    found: list[Section] = []
    for field in selected.fields:
        relation, value = relations.get(field.name), node.get(field.key)
        if relation is None or relation.plain or not isinstance(value, Mapping):
            continue
        statements: tuple[Statement, ...]
        if relation.one:
            edge = node.get(relation.edge_field)
            statements = (_statement(relation, field, value, edge, language, ()),)
            total = 1
        else:
            statements = tuple(_statements(relation, field, value, language))
            total = count_of(value)
        if total:
            label = relation.label.in_language(language)
            found.append(Section(relation, label, statements, total))
    return tuple(found)


def cells_of(
    selected: Selected, node: Node, node_type: NodeType, language: str
) -> Mapping[str, Fact | Section]:
    """Return the properties and relations of an entry that are selected, by their names."""
    facts = {fact.name: fact for fact in facts_of(selected, node, node_type, language)}
    sections = sections_of(selected, node, node_type, language)
    return {**facts, **{section.relation.name: section for section in sections}}


def count_of(connection: Json) -> int:
    """Return the total of a connection, or the number of its nodes; 0 of null."""
    total = object_in(connection).get("totalCount")
    return total if isinstance(total, int) else len(nodes_of(connection))


def nodes_of(connection: Json) -> Sequence[Node]:
    """Return the nodes of a connection, by its nodes or its edges; none of null."""
    found = object_in(connection)
    nodes = found.get("nodes")
    if isinstance(nodes, Sequence):
        return [*objects_in(nodes)]
    return [*objects_in([edge.get("node") for edge in objects_in(found.get("edges"))])]


def objects_in(value: Json) -> Iterator[Node]:
    """Yield the objects of a list; none of anything else."""
    yield from (item for item in items_in(value) if isinstance(item, Mapping))


def items_in(value: Json) -> Sequence[Json]:
    """Return a list as it is; an empty one for anything else."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def object_in(value: Json) -> Node:
    """Return an object as it is; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def facet_counts(connection: Json) -> Mapping[str, int]:
    """Return the counts of the facets of a connection by their values."""
    facets = objects_in(object_in(connection).get("facets"))
    values = (value for facet in facets for value in objects_in(facet.get("values")))
    return {str(value["value"]): number_in(value["count"]) for value in values}


def counts_by_year(counts: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return by year how much is in it for sure, and how much more is known to be by its end.

    >>> counts_by_year({"2018": 8, "../2018": 3, "../2017": 1})
    {'2018': (8, 3), '2017': (0, 1)}
    """
    years = dict.fromkeys(value.removeprefix("../") for value in counts)
    return {year: (counts.get(year, 0), counts.get(f"../{year}", 0)) for year in years}


def number_in(value: Json) -> int:
    """Return a number as it is; 0 for anything else."""
    return value if isinstance(value, int) else 0


def code_in(language: Json) -> str | None:
    """Return the code of a language, such as "es" for ES; None of null."""
    return language.lower() if isinstance(language, str) else None


def counts_by_type(counts: Json) -> Iterator[tuple[NodeType, Json]]:
    """Yield the types that have pages, with the numbers of their entries in an answer."""
    for item in objects_in(counts):
        node_type = _BY_NAME.get(str(item["type"]))
        if node_type and node_type.folder:
            yield node_type, item["count"]


def release_of(data: Node) -> Node | None:
    """Return the release of which an answer is; None if the operation doesn't ask for it."""
    release = object_in(data.get("catalogue")).get("release")
    return release if isinstance(release, Mapping) else None


def next_cursor(listed: Json) -> str | None:
    """Return where a list goes on after an answer; None if it ends, or isn't a list."""
    info = object_in(object_in(listed).get("pageInfo"))
    return str(info["endCursor"]) if info.get("hasNextPage") else None


def _statements(
    relation: Relation, field: Selected, connection: Node, language: str
) -> Iterator[Statement]:
    edges = connection.get("edges")
    if not isinstance(edges, Sequence):
        selected = next((f for f in field.fields if f.key == "nodes"), None)
        for node in nodes_of(connection) if selected else ():
            yield _statement(relation, selected or field, node, {}, language, ())
        return
    selected_edge = field.field("edges")
    for edge in edges:
        end = edge.get("node") if isinstance(edge, Mapping) else None
        if isinstance(end, Mapping):
            inside = selected_edge.field("node")
            yield _statement(relation, inside, end, edge, language, selected_edge.fields)


def _statement(
    relation: Relation,
    selected: Selected,
    node: Node,
    edge: Json,
    language: str,
    edge_fields: tuple[Selected, ...],
) -> Statement:
    supports = edge if isinstance(edge, Mapping) else {}
    own = _by_field(relation.facts.properties if relation.facts else ())
    facts = _facts(edge_fields, supports, own, language, {})
    (target,) = relation.targets if len(relation.targets) == 1 else (None,)
    details = facts_of(selected, node, target, language) if target else ()
    return Statement(node, tuple(facts), details, supports)


def _facts(
    fields: tuple[Selected, ...],
    node: Node,
    by_field: Mapping[str, Property],
    language: str,
    bases: Mapping[str, str],
) -> Iterator[Fact]:
    for field in fields:
        prop, value = by_field.get(field.name), node.get(field.key)
        if prop is None or value is None or value == []:
            continue
        yield Fact(
            name=prop.name,
            label=prop.label.in_language(language),
            meaning=prop.meaning.in_language(language),
            value=value,
            form=_FORMS[prop.kind],
            language=code_in(node.get(f"{field.key}Language")),
            basis=bases.get(prop.name),
        )


@cache  # a page has hundreds of statements about entries of few types
def facts_by_field(node_type: NodeType) -> Mapping[str, Property]:
    """Return the properties of entries of a type that pages show as facts, by their fields."""
    properties = PROPERTIES[node_type.name].values()
    return _by_field(prop for prop in properties if prop.name not in HEADING | ELSEWHERE)


def _by_field(properties: Iterable[Property]) -> Mapping[str, Property]:
    return {_shown_field(prop): prop for prop in properties}


def _shown_field(prop: Property) -> str:
    """Return the field that shows a property: the label of a term, else the property itself."""
    if prop.enum is None:
        return prop.name
    return f"{prop.name}Labels" if prop.many else f"{prop.name}Label"
