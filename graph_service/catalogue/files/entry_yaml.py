"""An entry → YAML nodes → the text of a file, formatted as people write it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TypeAlias

import yaml
from yaml import MappingNode, ScalarEvent, ScalarNode, SequenceNode

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.model.declare import Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import around_edges, edges_of
from graph_service.model.storage import Value
from graph_service.model.text import FALLBACK
from graph_service.model.vocabulary import Vocabulary

from .comments import schema_line

Node: TypeAlias = ScalarNode | MappingNode | SequenceNode
Field: TypeAlias = tuple[str, Node]

WIDTH = 100
STRING = "tag:yaml.org,2002:str"
_NO_LIMIT = 1_000_000
_YAML_1_1_BOOLEANS = ("y", "n", "yes", "no", "on", "off")


def entry_text(entry: Entry) -> str:
    """Return the text of an entry's new file, without derived properties and edges."""
    return f"{schema_line(entry.type)}\n{serialized(document_of(entry))}"


def document_of(entry: Entry) -> MappingNode:
    """Return the YAML of an entry's file."""
    return _mapping(_fields(entry))


def _fields(entry: Entry) -> Iterator[Field]:
    """Yield the fields in the order of files: properties, edges and parts, sources, remarks."""
    before, after = around_edges(entry.type)
    yield from _properties(entry, before)
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        parts = [part for part in entry.parts if part.edge is edge]
        if parts:
            yield edge.forward, _list(map(_part, parts))
        elif links and edge.one:
            yield edge.forward, _link(links[0])
        elif links or edge.forward in entry.places:
            yield edge.forward, _list(map(_link, links))  # an empty list states: there are none
    yield from _properties(entry, after)


def _properties(entry: Entry, properties: Iterable[Property]) -> Iterator[Field]:
    for prop in properties:
        if prop.name in entry.values:
            yield prop.name, _value(prop, entry.values[prop.name])


def _part(part: Part) -> Node:
    fields = [*_fields(part.entry)]
    if part.basis is not Basis.STATED:
        fields.append((BASIS.name, _text(part.basis.name)))
    return _mapping(fields, flow=_is_short(fields))


def _link(link: Link) -> Node:
    fields: list[Field] = [("slug", _text(link.target))]
    for prop in properties_of(link.edge):
        if prop.name in link.facts:
            fields.append((prop.name, _value(prop, link.facts[prop.name])))
        elif prop is BASIS and link.basis is not link.edge.basis:
            fields.append((prop.name, _text(link.basis.name)))
        elif prop is SOURCES and link.sources:
            fields.append((prop.name, _list(map(_text, link.sources))))
    return _mapping(fields, flow=_is_short(fields)) if len(fields) > 1 else fields[0][1]


def _is_short(fields: Sequence[Field]) -> bool:
    """Whether fields are single words that fit in one line of a list."""
    if not all(isinstance(node, ScalarNode) and " " not in node.value for _name, node in fields):
        return False
    return sum(len(name) + len(node.value) + 4 for name, node in fields) + 4 <= WIDTH


def _value(prop: Property, value: Value) -> Node:
    match value:
        case Vocabulary():
            return _text(value.name)
        case PartialDate(qualifier=DateQualifier.AT):
            return _plain(value.date.edtf)
        case PartialDate():
            date = _plain(value.date.edtf)
            return _mapping([("edtf", date), ("qualifier", _text(value.qualifier.name))], flow=True)
        case bool():
            return _plain("true" if value else "false")
        case int():
            return _plain(str(value))
        case str() | list() | tuple():
            return _texts(value)
        case dict():
            return _mapping((x, _texts(value[x])) for x in FALLBACK if value.get(x))
    raise TypeError(f"{prop.name}: {value!r} is not a {prop.kind.name} that files can hold")


def _texts(value: object) -> Node:
    if isinstance(value, list | tuple):
        return _list(_text(x.name if isinstance(x, Vocabulary) else str(x)) for x in value)
    return _text(str(value))


def _text(text: str) -> ScalarNode:
    """Return a text, in quotes if YAML or a person would read it as something else."""
    is_quoted = text.lower() in _YAML_1_1_BOOLEANS
    return ScalarNode(STRING, text, style="|" if "\n" in text else '"' if is_quoted else None)


def _plain(text: str) -> ScalarNode:
    """Return a number, a boolean or a date, without quotes."""
    tag: str = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, text)


def _list(items: Iterable[Node]) -> SequenceNode:
    nodes: Sequence[Node] = [*items]
    return SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=not nodes)


def _mapping(fields: Iterable[Field], *, flow: bool = False) -> MappingNode:
    pairs = [(_text(name), node) for name, node in fields]
    return MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def same(one: Node, other: Node) -> bool:
    """Whether two nodes have the same structure and values, in whatever form."""
    return _content(one) == _content(other)


def _content(node: Node) -> object:
    """Return the structure and the values of a node."""
    match node:
        case ScalarNode():
            return node.value
        case MappingNode():
            return [(key.value, _content(value)) for key, value in node.value]
    return [_content(item) for item in node.value]


class _Dumper(yaml.SafeDumper):
    """Indents the items of lists, prefers double quotes, and folds long texts in a fixed width."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        event = self.event
        if style == "'" and isinstance(event, ScalarEvent):
            return "'" if event.style == "'" or '"' in event.value else '"'
        return style

    def write_folded(self, text: str) -> None:
        self.write_indicator(f">{self.determine_block_hints(text)}", need_whitespace=True)
        width = WIDTH - (self.indent or 0)
        for line in wrap(text, width, break_long_words=False, break_on_hyphens=False):
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


def serialized(document: Node) -> str:
    """Return the lines of a node."""
    _fold(document, 0, 0)
    text: str = yaml.serialize(document, Dumper=_Dumper, width=_NO_LIMIT, allow_unicode=True)
    return text


def _fold(node: Node, indent: int, column: int) -> None:
    """Fold the texts that don't fit in one line, if they start at a column."""
    if isinstance(node, ScalarNode):
        text = node.value
        is_foldable = " " in text and not re.search(r"  |\n|^\s|\s$", text)
        if not node.style and is_foldable and column + len(text) > WIDTH:
            node.style = ">"
        elif node.style == ">" and not is_foldable:
            node.style = "|" if "\n" in text else None
    elif not node.flow_style and isinstance(node, MappingNode):
        for key, value in node.value:
            _fold(value, indent + 2, indent + len(key.value) + 2)
    elif not node.flow_style:
        for item in node.value:
            _fold(item, indent + 4, indent + 4)
