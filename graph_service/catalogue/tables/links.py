"""A cell of links → the node that an entry file would have.

`hnd (LEARNER, INFERRED); gtm (role=PEER, note.en="by itself")` →
`[{slug: hnd, role: LEARNER, roleBasis: INFERRED}, {slug: gtm, role: PEER, note: {en: by itself}}]`

Links are separated by semicolons, commas, bars or line breaks. The properties of a link are in
brackets: a term by its name or its label in any language, anything else as `name=value`, with
quotes around a text, and the language after its name: `note.en="…"`. A link may have the facts of
its edge, and what every edge has (`model.edge_properties`). In a file, the same properties are a
mapping (`files.links`).

A slug may follow a name, as in the drop-down lists of a template: "Panamá · pan". Only the slug
counts: names may have changed since.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.catalogue.suggest.names import term_name
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.ids import SLUG
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.labels import Labels
from graph_service.model.text import FALLBACK, fold, shown

from .cells import (
    EMPTY_LIST,
    NO,
    YES,
    Cell,
    is_clear,
    is_mark,
    plain_scalar,
    plain_slug,
    problem_at,
    scalar,
    terms,
)


def reference_name(entry: Entry, language: str) -> str:
    """Return the name of an entry in a language, with its acronym."""
    name = entry.values.get("name")
    if isinstance(name, Mapping):
        name = shown({key: str(text) for key, text in name.items()}, language)
    acronym = entry.values.get("acronym")
    return f"{name} {acronym}" if acronym else str(name)


_QUOTED = r'(?:(?<==)|(?<== ))"(?:[^"]|"")*+"'
_PIECES = re.compile(rf'{_QUOTED}|\((?:{_QUOTED}|[^()"]|(?<!=)(?<!= )")*+\)|.', re.DOTALL)
"""Quotes group a value only after an equals sign; two stand for one in the value.

Nothing backtracks: linear in the text.
"""
_LINK = re.compile(r"([^()]*)\((.*)\)", re.DOTALL)
_SIGNS = re.compile(r"[()\[\]{}<>]")
"""Signs that no slug has, and no name before one."""
_CURLY = re.compile(r"(?<==)( ?)[“”„«]([^“”„«»\"]*)[“”»]")
"""Quotes that word processors and phones type instead of straight ones."""


def link_node(edge: Edge, cell: Cell, path: str, problems: list[Problem]) -> Node:
    """Return the node of a cell in an edge's column, for the field at `path`.

    Links that can't be parsed are left out, with a problem; the reader of the field finds all other
    problems.
    """
    reader = _LinkReader(edge=edge, place=cell.place, problems=problems)
    written = _CURLY.sub(r'\1"\2"', cell.text) if "=" in cell.text else cell.text
    if edge.one:
        return reader.read(written, path) or plain_scalar(written, cell.place)
    if cell.text == EMPTY_LIST and edge.empty is not None:
        return Items(items=(), place=cell.place)
    texts = [*_split(written, ";,|\n")]
    nodes = [
        reader.read(text, f"{path}[{number}]")
        for number, text in enumerate([*filter(None, texts)] or texts, start=1)
    ]
    return Items(items=tuple(node for node in nodes if node is not None), place=cell.place)


def _split(text: str, separators: str) -> Iterator[str]:
    """Split a text at separators outside quotes and brackets."""
    if "(" not in text and '"' not in text:  # most cells
        yield from map(str.strip, re.split(f"[{separators}]", text))
        return
    item = ""
    for piece in _PIECES.findall(text):
        if piece in separators:
            yield item.strip()
            item = ""
        else:
            item += piece
    yield item.strip()


@dataclass(frozen=True, kw_only=True)
class _LinkReader:
    """Reads the links of a cell."""

    edge: Edge
    place: CellPlace
    problems: list[Problem]

    def read(self, text: str, path: str) -> Node | None:
        """Return the node of a link; None, with a problem, if it can't be parsed."""
        if SLUG.fullmatch(text) and not is_mark(text):  # most links
            return plain_scalar(text, self.place)
        match = _LINK.fullmatch(text)
        slug = plain_slug(match[1].strip() if match else text)
        inside = match[2].strip() if match else ""
        if bool(inside) != bool(_SIGNS.search(text)) or not slug or is_mark(slug):
            message = _(
                "{value} in {field} is not a slug followed by brackets",
                value=quoted(text),
                field=path,
            )
            self._refuse(text, path, Rule.FORM, message, _("slug (…)"))
            return None
        target = plain_scalar(slug, self.place)
        fields: dict[str, tuple[Scalar, Node]] = {
            "slug": (plain_scalar("slug", self.place), target)
        }
        stated: set[tuple[str, str]] = set()
        for item in _split(inside, ",;") if inside else ():
            prop, language, value = _parse_property(self.edge, item)
            is_whole = not language and not is_clear(value)  # `note=[clear]` is of all languages
            if prop is None or (prop.kind.has_languages and is_whole):
                message = _(
                    "{value} in {field} is not allowed in brackets", value=quoted(item), field=path
                )
                allowed = [ModelText(syntax_of(prop)) for prop in properties_of(self.edge)]
                self._refuse(text, path, Rule.FIELD_UNKNOWN, message, allowed)
                return None
            if (prop.name, language) in stated:
                message = _(
                    "{value} is a second value of {field}: keep one of them",
                    value=quoted(item),
                    field=f"{path}.{prop.name}",
                )
                self._refuse(text, path, Rule.VALUE_REPEATED, message)
                return None
            stated.add((prop.name, language))
            key, node = plain_scalar(prop.name, self.place), _value(prop, value, self.place)
            if language:
                _key, others = fields.get(prop.name, (key, node))
                texts = others.fields if isinstance(others, Fields) else {}
                texts = {**texts, language: (plain_scalar(language, self.place), node)}
                node = Fields(fields=texts, place=self.place)
            fields[prop.name] = (key, node)
        return Fields(fields=fields, place=self.place) if stated else target

    def _refuse(
        self, text: str, path: str, rule: Rule, message: Wording, allowed: Shown | None = None
    ) -> None:
        cell = Cell(text=text, place=self.place)
        near = f"{text})" if text.count("(") == text.count(")") + 1 else None
        problem = problem_at(cell, rule, message, field=path, allowed=allowed, suggestion=near)
        self.problems.append(problem)


def _parse_property(edge: Edge, text: str) -> tuple[Property | None, str, str]:
    """Return the property that a text sets, its language and its value: "Par" → role, "", "PEER".

    The language is empty if none is stated: `note.en="x"` → note, "en", "x".
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        prop, value = property_of_term(edge, text) or (None, text)
        return prop, "", value
    name, _dot, language = name.partition(".")
    language = fold(language)
    prop = find_property(edge, name)
    if language and not (prop and language in prop.kind.parts and prop.kind.has_languages):
        return None, "", text
    if value.startswith('"'):
        inside = value[1:-1]
        if value != f'"{inside}"' or '"' in inside.replace('""', ""):
            return None, "", text
        return prop, language, inside.replace('""', '"')
    term = term_name(prop.enum, value) if prop is not None and prop.enum else None
    return prop, language, term or value


def _value(prop: Property, text: str, place: CellPlace) -> Node:
    if is_clear(text):
        return plain_scalar("", place)
    if prop.many:
        return Items(items=tuple(scalar(prop, x, place) for x in text.split()), place=place)
    return scalar(prop, text, place)


def find_property(edge: Edge, name: str) -> Property | None:
    """Return the property of a link with a name, or with a label in any language."""
    for prop in properties_of(edge):
        if fold(name) in map(fold, (prop.name, *prop.label)):
            return prop
    return None


def property_of_term(edge: Edge, text: str) -> tuple[Property, str] | None:
    """Return the property that a term alone sets, and the term: "Par" → role, PEER.

    Of several properties with the term, it is the last one: STATED is the basis of the edge, which
    comes after the basis of its role.
    """
    for prop in reversed(properties_of(edge)):
        if prop.enum is not None and (term := term_name(prop.enum, text)):
            return prop, term
    return None


def written(edge: Edge, prop: Property, text: str, language: str) -> str:
    """Return a property with its value as brackets have it; a term without its name if possible."""
    found = property_of_term(edge, text) if prop.enum is not None else None
    if found is not None and found[0] is prop:
        return text
    return f"{prop.label.in_language(language)}={text}"


def syntax_of(prop: Property) -> Labels:
    """Return how a property is written, with its label and terms.

    >>> from graph_service.model.edge_properties import BASIS
    >>> syntax_of(BASIS).es
    'Sustento=Lo dice la fuente/Se deduce/Se supone'
    """
    languages = f".{'/'.join(FALLBACK)}" if prop.kind.has_languages else ""
    return Labels(
        *(f"{prop.label.in_language(x)}{languages}={value_syntax(prop, x)}" for x in FALLBACK)
    )


def value_syntax(prop: Property, language: str) -> str:
    """Return how a value of a property is written: "1…5", "sí/no"."""
    return _SYNTAX[prop.kind](prop, language)


_SYNTAX: Mapping[Kind, Callable[[Property, str], str]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL): lambda prop, _language: (
            "… …" if prop.many else '"…"'
        ),
        Kind.DATE: lambda _prop, _language: "EDTF",
        Kind.INT: lambda prop, _language: "{}…{}".format(*prop.bounds) if prop.bounds else "…",
        Kind.BOOLEAN: lambda _prop, language: "/".join(x.in_language(language) for x in (YES, NO)),
        Kind.ENUM: lambda prop, language: "/".join(terms(prop.vocabulary, language)),
    },
    WRITTEN,
)
