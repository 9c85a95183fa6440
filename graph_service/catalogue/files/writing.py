"""An entry → the text of its file, formatted as people write it; the inverse of `read`."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

import yaml
from yaml import MappingNode, ScalarEvent, ScalarNode, SequenceNode

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import around_edges, edges_of
from graph_service.model.storage import Value
from graph_service.model.text import FALLBACK
from graph_service.model.vocabulary import Vocabulary

from .block_yaml import STRING, WIDTH, block_text, wrapped
from .damage import without_typographic_quotes
from .schemas import schema_line

T = TypeVar("T")
Node = ScalarNode | MappingNode | SequenceNode
Field = tuple[str, Node]
_NO_LIMIT = 1_000_000
_YAML_1_1_BOOLEANS = ("y", "n", "yes", "no", "on", "off")


class _Dumper(yaml.SafeDumper):
    """Indents the items of lists, prefers double quotes, and folds long texts in a fixed width."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        quotable = isinstance(self.event, ScalarEvent) and '"' not in self.event.value
        return '"' if style == "'" and quotable else style

    def write_folded(self, text: str) -> None:
        self.write_indicator(f">{self.determine_block_hints(text)}", need_whitespace=True)
        for line in wrapped(text, self.indent or 0):
            self.indention = False
            self.write_indent()
            self.stream.write(line)
            self.column += len(line)


# PyYAML follows YAML 1.1; text that is a number only in 1.2, such as 084, is quoted, too.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:int",
    re.compile(r"[-+]?[0-9]+$|0o[0-7]+$|0x[0-9a-fA-F]+$"),
    [*"-+0123456789"],
)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    [*"-+.0123456789"],
)
_RESOLVER = _Dumper(io.StringIO())


def entry_text(entry: Entry) -> str:
    """Return the text of an entry's file, without derived properties and edges."""
    fields = "".join(_contents(entry, _text_of_value, _text_of_edge))
    return f"{schema_line(entry.type)}\n{fields or _serialized(document_of(entry))}"


def field_texts(entry: Entry) -> dict[str, str]:
    r"""Return the text of each field of an entry's file, in the order of files.

    `topics` → "topics:\n  - rescue\n"
    """
    return {name: _serialized(_mapping([(name, node)])) for name, node in _entry(entry)}


def slug_text(slug: str) -> str:
    """Return a slug as it is written in a file: in quotes if it looks like a number."""
    return _serialized(_list([_text(slug)])).removeprefix("- ").rstrip("\n")


def _serialized(document: Node, indent: int = 0) -> str:
    """Return the lines of a document, at an indent that counts when long texts are folded."""
    _fold(document, indent, indent)
    simple = block_text(document) if isinstance(document, MappingNode) else None
    text = serialized_by_pyyaml(document) if simple is None else simple
    if not indent:
        return text
    margin = " " * indent
    # Only spaces are blank: a line of a hard blank is text.
    return "".join(
        f"{margin}{line}" if line.strip(" \n") else line for line in text.splitlines(keepends=True)
    )


def serialized_by_pyyaml(document: Node) -> str:
    """Return the lines of any document."""
    text: str = yaml.serialize(document, Dumper=_Dumper, width=_NO_LIMIT, allow_unicode=True)
    return text


def document_of(entry: Entry) -> MappingNode:
    """Return the YAML of an entry's file, with its fields in the order of files."""
    return _mapping(_entry(entry))


def field_text(name: str, node: Node, indent: int) -> str:
    """Return the lines of a field."""
    return _serialized(_mapping([(name, node)]), indent)


def item_text(node: Node, indent: int) -> str:
    """Return the lines of an item of a list; its hyphen is at the indent."""
    return "".join(line[2:] for line in field_text("x", _list([node]), indent).splitlines(True)[1:])


def flow_text(node: Node) -> str:
    """Return a node on one line, as within brackets."""
    items = SequenceNode("tag:yaml.org,2002:seq", [_on_one_line(node)], flow_style=True)
    return _serialized(items).strip()[1:-1]


def _on_one_line(node: Node) -> Node:
    if isinstance(node, ScalarNode):
        return ScalarNode(node.tag, node.value, style='"' if "\n" in node.value else None)
    if isinstance(node, MappingNode):
        pairs = [(key, _on_one_line(value)) for key, value in node.value]
        return MappingNode(node.tag, pairs, flow_style=True)
    return SequenceNode(node.tag, [_on_one_line(item) for item in node.value], flow_style=True)


def _fold(node: Node, indent: int, column: int) -> None:
    """Fold the texts that don't fit in one line, if they start at a column."""
    if isinstance(node, ScalarNode):
        fits = column + len(node.value) <= WIDTH
        if not fits and node.style is None and " " in node.value and "  " not in node.value:
            node.style = ">"
    elif not node.flow_style and isinstance(node, MappingNode):
        for key, value in node.value:
            _fold(value, indent + 2, indent + len(key.value) + 2)
    elif not node.flow_style:
        for item in node.value:
            _fold(item, indent + 4, indent + 4)


def _entry(entry: Entry) -> Iterator[Field]:
    """Yield the fields in the order of files: properties, edges and parts, sources, remarks."""
    return _contents(entry, _field_of_value, _field_of_edge)


def _contents(
    entry: Entry,
    of_value: Callable[[Property, Value], T],
    of_edge: Callable[[Edge, Sequence[Link], Sequence[Part]], T],
) -> Iterator[T]:
    before, after = around_edges(entry.type)
    for prop in before:
        if prop.name in entry.values:
            yield of_value(prop, entry.values[prop.name])
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        parts = [part for part in entry.parts if part.edge is edge]
        if parts or links or edge.forward in entry.places:
            yield of_edge(edge, links, parts)
    for prop in after:
        if prop.name in entry.values:
            yield of_value(prop, entry.values[prop.name])


def _field_of_value(prop: Property, value: Value) -> Field:
    return prop.name, _value(prop, value)


def _field_of_edge(edge: Edge, links: Sequence[Link], parts: Sequence[Part]) -> Field:
    if parts:
        return edge.forward, _list(map(_part, parts))
    if links and edge.one:
        return edge.forward, _link(links[0])
    return edge.forward, _list(map(_link, links))  # an empty list states that there are none


def _text_of_value(prop: Property, value: Value) -> str:
    if isinstance(value, Vocabulary | PartialDate):
        return _text_of_short_value(prop.name, value)
    return field_text(prop.name, _value(prop, value), 0)


@lru_cache(maxsize=5_000)
def _text_of_short_value(name: str, value: Vocabulary | PartialDate) -> str:
    node = _date(value) if isinstance(value, PartialDate) else _text(value.name)
    return field_text(name, node, 0)


def _text_of_edge(edge: Edge, links: Sequence[Link], parts: Sequence[Part]) -> str:
    if parts or edge.one or not links or any(link.facts or link.sources for link in links):
        name, node = _field_of_edge(edge, links, parts)
        return field_text(name, node, 0)
    items = "".join(_text_of_item(edge.forward, link.target, link.basis) for link in links)
    return f"{edge.forward}:\n{items}"


@lru_cache(maxsize=5_000)  # entries link to the same sources, institutions and countries
def _text_of_item(name: str, slug: str, basis: Basis) -> str:
    """Return the lines of a link that has no other properties, as an item of a field."""
    node: Node = _text(slug)
    if basis is not Basis.STATED:
        fields: list[Field] = [("slug", node), ("basis", _text(basis.name))]
        node = _mapping(fields, flow=_in_one_line(fields))
    return field_text(name, _list([node]), 0).partition("\n")[2]


def _part(part: Part) -> Node:
    fields = list(_entry(part.entry))
    if part.basis is not Basis.STATED:
        fields.append(("basis", _text(part.basis.name)))
    return _mapping(fields, flow=_in_one_line(fields))


def _link(link: Link) -> Node:
    fields: list[Field] = [("slug", _text(link.target))]
    for prop in properties_of(link.edge):
        if prop.name in link.facts:
            fields.append((prop.name, _value(prop, link.facts[prop.name])))
        elif prop is BASIS and link.basis is not Basis.STATED:
            fields.append((prop.name, _text(link.basis.name)))
        elif prop is SOURCES and link.sources:
            fields.append((prop.name, _list(map(_text, link.sources))))
    if len(fields) == 1:
        return fields[0][1]
    return _mapping(fields, flow=_in_one_line(fields))


def _in_one_line(fields: Sequence[Field]) -> bool:
    """Whether fields are single words that fit in one line of a list."""
    if not all(isinstance(node, ScalarNode) and " " not in node.value for _, node in fields):
        return False
    return sum(len(name) + len(node.value) + 4 for name, node in fields) + 4 <= WIDTH


def _value(prop: Property, value: Value) -> Node:
    match value:
        case Vocabulary():
            return _text(value.name)
        case PartialDate():
            return _date(value)
        case bool():
            return _plain("true" if value else "false")
        case int():
            return _plain(str(value))
        case str():
            return _text(value)
        case dict():
            return _mapping((x, _texts(value[x])) for x in FALLBACK if value.get(x))
        case list() | tuple():
            return _texts(value)
    raise TypeError(f"{prop.name}: {value!r} is not a {prop.kind.name} that files can hold")


def _texts(value: object) -> Node:
    if isinstance(value, list | tuple):
        return _list(_text(x.name if isinstance(x, Vocabulary) else str(x)) for x in value)
    return _text(str(value))


def _date(value: PartialDate) -> Node:
    date = _plain(value.date.edtf)
    if value.qualifier is DateQualifier.AT:
        return date
    fields = [("edtf", date), ("qualifier", _text(value.qualifier.name))]
    return _mapping(fields, flow=True)


def _text(text: str) -> ScalarNode:
    """Return a text, in quotes if YAML would read it as another type."""
    return ScalarNode(STRING, text, style=_style(text))


@lru_cache(maxsize=5_000)  # files repeat the names of fields, terms and sources
def _style(text: str) -> str | None:
    is_quoted = text.lower() in _YAML_1_1_BOOLEANS or without_typographic_quotes(text) is not None
    return "|" if "\n" in text else '"' if is_quoted else None


def _plain(text: str) -> ScalarNode:
    """Return a number, a boolean or a date, without quotes."""
    tag: str = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, text)


def _list(items: Iterable[Node]) -> SequenceNode:
    nodes: Sequence[Node] = list(items)
    return SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=not nodes)


def _mapping(fields: Iterable[Field], *, flow: bool = False) -> MappingNode:
    pairs = [(_text(name), node) for name, node in fields]
    return MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
