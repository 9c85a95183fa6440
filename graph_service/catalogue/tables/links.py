"""A cell of links → the node that an entry file would have.

`hnd (LEARNER, INFERRED); gtm (role=PEER, note="came by itself")` →
`[{slug: hnd, role: LEARNER, roleBasis: INFERRED}, {slug: gtm, role: PEER, note: came by itself}]`

Links are separated by semicolons, commas, bars or line breaks. The properties of a link are in
brackets: a term by its name or its label in any language, anything else as `name=value`, with
quotes around a text. A link may have the facts of its edge, and what every edge has
(`model.edge_properties`). In a file, the same properties are a mapping (`files.links`).

A slug may follow a name: "Panamá · cri" contradicts itself, as Panamá is another entry. A name that
no entry has is accepted: it may have changed since the template was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.catalogue.suggest.names import (
    EntryNames,
    name_key,
    names_of,
    term_name,
)
from graph_service.i18n import Language, Shown, Wording, _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.ids import SLUG
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.text import FALLBACK, fold, shown

from .cells import (
    EMPTY_LIST,
    NO,
    YES,
    Cell,
    is_clear,
    is_mark,
    named_slug,
    plain_scalar,
    plain_slug,
    scalar,
    terms,
)


class NamedSlug(NamedTuple):
    """A slug with a name before it, in the field of a cell."""

    type: NodeType
    name: str
    slug: str
    place: CellPlace
    path: str


@dataclass(kw_only=True)
class NamedSlugs:
    """Compares the names with those of all entries."""

    found: Sequence[NamedSlug]
    _names: EntryNames = field(default_factory=EntryNames)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Add the names of an entry, as a template and as people write them."""
        if any(each.type is entry.type for each in self.found):
            self._known.add((entry.type.name, entry.slug))
            self._names.add(entry, (*names_of(entry), *_offered(entry)))

    def problems(self) -> Iterator[Problem]:
        """Yield the names of other entries than their slugs; call it after the last entry."""
        for each in self.found:
            slugs = self._names.slugs_of(each.type, each.name)
            is_known = (each.type.name, each.slug) in self._known  # others are reported elsewhere
            if is_known and slugs and each.slug not in slugs:
                yield Problem(
                    place=each.place,
                    rule=Rule.FORM,
                    field=each.path,
                    value=f"{each.name} · {each.slug}",
                    message=_(
                        "{value} in {field} names two entries: {first} is {slug}, and {other} is"
                        " another one; choose one of them",
                        value=quoted(f"{each.name} · {each.slug}"),
                        field=each.path,
                        first=quoted(each.name),
                        slug=", ".join(slugs),
                        other=quoted(each.slug),
                    ),
                )


def reference_name(entry: Entry, language: str) -> str:
    """Return the name of an entry in a language, with its acronym."""
    return " ".join(_names(entry, language))


def _names(entry: Entry, language: str) -> Iterator[str]:
    name = entry.values.get("name")
    texts = {key: str(text) for key, text in name.items()} if isinstance(name, Mapping) else {}
    yield shown(texts, language) if texts else str(name or "")
    if isinstance(acronym := entry.values.get("acronym"), str):
        yield acronym


def _offered(entry: Entry) -> Iterable[str]:
    names = {reference_name(entry, language) for language in FALLBACK}
    return [name_key(named_slug("", name)) for name in names]


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


def link_node(
    edge: Edge, cell: Cell, path: str, problems: list[Problem], named: list[NamedSlug]
) -> Node:
    """Return the node of a cell in an edge's column, for the field at `path`.

    Links that can't be parsed are left out, with a problem; the reader of the field finds all other
    problems. Slugs after a name are added to `named`.
    """
    written = _CURLY.sub(r'\1"\2"', cell.text) if "=" in cell.text else cell.text
    if edge.one:
        node = _link(edge, cell.place, path, problems, named, written)
        return node or plain_scalar(written, cell.place)
    if cell.text == EMPTY_LIST and edge.empty is not None:
        return Items(items=(), place=cell.place)
    texts = [*_split(written, ";,|\n")]
    nodes = (
        _link(edge, cell.place, f"{path}[{number}]", problems, named, text)
        for number, text in enumerate([*filter(None, texts)] or texts, start=1)
    )
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


class _NotALink(Exception):
    """A link that can't be parsed."""

    def __init__(self, rule: Rule, message: Wording, allowed: Shown | None = None) -> None:
        super().__init__(str(message))
        self.rule, self.message, self.allowed = rule, message, allowed


def _link(
    edge: Edge,
    place: CellPlace,
    path: str,
    problems: list[Problem],
    named: list[NamedSlug],
    text: str,
) -> Node | None:
    """Return the node of a link; None, with a problem, if it can't be parsed."""
    if SLUG.fullmatch(text) and not is_mark(text):  # most links
        return plain_scalar(text, place)
    try:
        slug, name, values = _parse(edge, path, text)
    except _NotALink as error:
        problem = Problem(
            place=place,
            rule=error.rule,
            field=path,
            value=text,
            message=error.message,
            allowed=error.allowed,
        )
        problems.append(problem)
        return None
    if name:
        named.append(NamedSlug(edge.target, name, slug, place, path))
    target = plain_scalar(slug, place)
    if not values:
        return target
    fields: dict[str, tuple[Scalar, Node]] = {"slug": (plain_scalar("slug", place), target)}
    for key, value in values.items():
        node = _value(link_properties(edge)[key], value, place)
        fields[key] = (plain_scalar(key, place), node)
    return Fields(fields=fields, place=place)


def _parse(edge: Edge, path: str, text: str) -> tuple[str, str, Mapping[str, str]]:
    """Return the slug of a link, the name before it, which may be empty, and its properties.

    Raises:
        _NotALink: if it is not a slug followed by properties in brackets.
    """
    match = _LINK.fullmatch(text)
    slug, name = plain_slug(match[1].strip() if match else text)
    inside = match[2].strip() if match else ""
    if bool(inside) != bool(_SIGNS.search(text)) or not slug or is_mark(slug):
        message = _(
            "{value} in {field} is not a slug followed by brackets", value=quoted(text), field=path
        )
        raise _NotALink(Rule.FORM, message, _("slug (…)"))
    values: dict[str, str] = {}
    for item in _split(inside, ",;") if inside else ():
        prop, value = _parse_property(edge, item)
        if prop is None:
            message = _(
                "{value} in {field} is not allowed in brackets", value=quoted(item), field=path
            )
            allowed = tuple(map(PropertySyntax, properties_of(edge)))
            raise _NotALink(Rule.FIELD_UNKNOWN, message, allowed)
        if prop.name in values:
            message = _(
                "{value} is a second value of {field}; the first is {first}",
                value=_shown(prop, value),
                field=f"{path}.{prop.name}",
                first=_shown(prop, values[prop.name]),
            )
            raise _NotALink(Rule.VALUE_REPEATED, message)
        values[prop.name] = value
    return slug, name, values


def _shown(prop: Property, value: str) -> Shown:
    """Return a value as the sheet has it: a term by its label."""
    term = prop.enum.__members__.get(value) if prop.enum else None
    return ModelText(term.value.label) if term else quoted(value)


def _parse_property(edge: Edge, text: str) -> tuple[Property | None, str]:
    """Return the property that a text sets, and its value: "Par" → role, "PEER"."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        return property_of_term(edge, text) or (None, text)
    prop = find_property(edge, name)
    if value.startswith('"'):
        inside = value[1:-1]
        if value != f'"{inside}"' or '"' in inside.replace('""', ""):
            return None, text
        return prop, inside.replace('""', '"')
    term = term_name(prop.enum, value) if prop is not None and prop.enum else None
    return prop, term or value


def _value(prop: Property, text: str, place: CellPlace) -> Node:
    if is_clear(text):
        return plain_scalar("", place)
    if prop.many:
        return Items(items=tuple(scalar(prop, x, place) for x in text.split()), place=place)
    return scalar(prop, text, place)


@cache
def link_properties(edge: Edge) -> Mapping[str, Property]:
    """Return the properties that a link of an edge may have, by name."""
    return {prop.name: prop for prop in properties_of(edge)}


def find_property(edge: Edge, name: str) -> Property | None:
    """Return the property with a name, or with a label in any language."""
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


def syntax_of(prop: Property, language: str | None = None) -> str:
    """Return how a property is written, with its label and terms in a language.

    >>> from graph_service.model.edge_properties import BASIS
    >>> syntax_of(BASIS), syntax_of(BASIS, "es")
    ('basis=STATED/INFERRED/ASSUMED', 'Sustento=Lo dice la fuente/Se deduce/Se supone')
    """
    name = prop.label.in_language(language) if language else prop.name
    return f"{name}={_SYNTAX[prop.kind](prop, language)}"


def _terms_syntax(prop: Property, language: str | None) -> str:
    return "/".join(terms(prop.vocabulary, language))


def _number_syntax(prop: Property, _language: str | None) -> str:
    return "{}…{}".format(*prop.bounds) if prop.bounds else "…"


def _boolean_syntax(_prop: Property, language: str | None) -> str:
    return "/".join(x.in_language(language) for x in (YES, NO)) if language else "true/false"


def _text_syntax(prop: Property, _language: str | None) -> str:
    return "… …" if prop.many else '"…"'


_SYNTAX = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL): _text_syntax,
        Kind.DATE: lambda _prop, _language: "EDTF",
        Kind.INT: _number_syntax,
        Kind.BOOLEAN: _boolean_syntax,
        Kind.ENUM: _terms_syntax,
    },
    WRITTEN,
)


@dataclass(frozen=True)
class PropertySyntax:
    """How a property is written in brackets, as a message."""

    prop: Property

    def __str__(self) -> str:
        """Return it in English."""
        return syntax_of(self.prop)

    def render(self, language: Language) -> str:
        """Return it in a language."""
        return syntax_of(self.prop, language)
