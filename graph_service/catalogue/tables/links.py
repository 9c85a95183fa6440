"""A cell of links → the node that an entry file would have.

`hnd (LEARNER, INFERRED); gtm (role=PEER, note="came by itself")` →
`[{slug: hnd, role: LEARNER, roleBasis: INFERRED}, {slug: gtm, role: PEER, note: came by itself}]`

Links are separated by semicolons, commas, bars or line breaks. The properties of a link are in
brackets: a term by its name or its label in any language, anything else as `name=value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graph_service.catalogue.files.yaml_nodes import Fields, Items, Node, Scalar
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule, nearest, quoted
from graph_service.catalogue.suggest.terms import likely_term, term_name
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.ids import SLUG
from graph_service.model.types import NOTE

from .edge_syntax import find_property, link_properties, property_of_term, syntax_of
from .grid import Cell
from .marks import EMPTY_LIST, is_clear, is_mark, plain_slug
from .named_slugs import NamedSlug
from .values import plain_scalar, scalar, terms

_QUOTED = r'(?:(?<==)|(?<== ))"(?:[^"]|"")*+"'
_PIECES = re.compile(rf'{_QUOTED}|\((?:{_QUOTED}|[^()"]|(?<!=)(?<!= )")*+\)|.', re.DOTALL)
"""Quotes group a value only after an equals sign; two stand for one in the value.

Nothing backtracks: linear in the text.
"""
_ITEM = re.compile(r"([^()]*)\((.*)\)", re.DOTALL)
_OTHER_BRACKETS = re.compile(r"([^\[\]{}<>]+)[\[{<](.*)[\]}>]", re.DOTALL)
_CURLY = re.compile(r"(?<==)( ?)[“”„«]([^“”„«»\"]*)[“”»]")
"""Quotes that word processors and phones type instead of straight ones."""
_BEFORE_TERM = re.compile(r"[\s:,/=–—-]+")
_BETWEEN_BRACKETS = re.compile(r"\)[^()]*\(")
_NAME_AND_VALUE = re.compile(r"(\w+) ?[=:](.*)", re.DOTALL)


def link_node(
    edge: Edge, cell: Cell, path: str, problems: list[Problem], named: list[NamedSlug]
) -> Node:
    """Return the node of a cell in an edge's column, for the field at `path`.

    Problems in brackets are added here; the reader of the field finds all others. Slugs after a
    name are added to `named`.
    """
    written = _CURLY.sub(r'\1"\2"', cell.text) if "=" in cell.text else cell.text
    if edge.one:
        return _link(edge, cell, path, problems, named, written)
    if cell.text == EMPTY_LIST and edge.empty is not None:
        return Items(items=(), place=cell.place)
    texts = [*_split(written, ";,|\n")]
    items = tuple(
        _link(edge, cell, f"{path}[{number}]", problems, named, text)
        for number, text in enumerate([*filter(None, texts)] or texts, start=1)
    )
    return Items(items=items, place=cell.place)


def _split(text: str, separators: str) -> Iterator[str]:
    """Split a text at separators outside quotes and brackets."""
    if "(" not in text and '"' not in text:  # most cells
        for separator in separators[1:]:
            text = text.replace(separator, separators[0])
        yield from map(str.strip, text.split(separators[0]))
        return
    item = ""
    for piece in _PIECES.findall(text):
        if piece in separators:
            yield item.strip()
            item = ""
        else:
            item += piece
    yield item.strip()


class _Parsed(NamedTuple):
    """The slug of a link, the name before it, which may be empty, and the properties after it."""

    slug: str
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Link:
    """A link that is being read: its place, and its properties so far."""

    edge: Edge
    place: CellPlace
    path: str
    problems: list[Problem]
    values: dict[str, str] = field(default_factory=dict)

    def add_problem(
        self,
        rule: Rule,
        message: Wording,
        *,
        name: str = "",
        value: str | None = None,
        allowed: Shown | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Add a problem with the link, or with the property of a name."""
        problem = Problem(
            place=self.place,
            rule=rule,
            message=message,
            field=f"{self.path}.{name}" if name else self.path,
            value=value,
            allowed=allowed,
            suggestion=suggestion,
        )
        self.problems.append(problem)


def _link(
    edge: Edge,
    cell: Cell,
    path: str,
    problems: list[Problem],
    named: list[NamedSlug],
    text: str,
) -> Node:
    if SLUG.fullmatch(text) and not is_mark(text):  # most links
        return plain_scalar(text, cell.place)
    parsed, place = _without_problem(edge, text), cell.place
    if parsed is None:
        parsed = _parse(_Link(edge=edge, place=place, path=path, problems=problems), text)
    if parsed.name:
        named.append(NamedSlug(edge.target, parsed.name, parsed.slug, place, path))
    slug = plain_scalar(parsed.slug, place)
    if not parsed.values:
        return slug
    fields: dict[str, tuple[Scalar, Node]] = {"slug": (plain_scalar("slug", place), slug)}
    for name, value in parsed.values.items():
        node = _value(link_properties(edge)[name], value, place)
        fields[name] = (plain_scalar(name, place), node)
    return Fields(fields=fields, place=place)


@lru_cache(maxsize=5_000)  # rows repeat links, as they have few targets and few properties
def _without_problem(edge: Edge, text: str) -> _Parsed | None:
    """Return a link; None if it has a problem."""
    link = _Link(edge=edge, place=CellPlace(""), path="", problems=[])
    parsed = _parse(link, text)
    return parsed if not link.problems else None


def _parse(link: _Link, text: str) -> _Parsed:
    """Return a link, after adding its problems."""
    before = len(link.problems)
    match, near = _brackets(link.edge, text)
    slug, name = plain_slug(match[1].strip() if match else text)
    if match is None and (near or "(" in text or ")" in text):
        message = _(
            "{value} in {field} is not a slug followed by brackets",
            value=quoted(text),
            field=link.path,
        )
        link.add_problem(Rule.FORM, message, value=text, allowed=_("slug (…)"), suggestion=near)
        first = re.split(r"[\s()\[\]{}<>:=/]", text)[0]
        slug = near if near and SLUG.fullmatch(near) else first
    items = [*_split(match[2], ",;")] if match else []
    if items == [""]:
        message = _(
            "{value} in {field}: leave out the empty brackets", value=quoted(text), field=link.path
        )
        near = match[1].strip() if match else None
        link.add_problem(Rule.FORM, message, value=text, suggestion=near)
        items = []
    for item in items:
        _read_property(link, item, text if len(items) == 1 else item)
    if not slug or is_mark(slug) or len(link.problems) > before:
        _fill_in(link)
    return _Parsed(slug, name, link.values)


def _brackets(edge: Edge, text: str) -> tuple[re.Match[str] | None, str | None]:
    """Return the slug and the brackets of a link, or else what was probably meant."""
    match = _ITEM.fullmatch(text)
    if match is None:
        return None, _in_brackets(edge, text)
    if '"' not in text and _BETWEEN_BRACKETS.search(match[2]):
        return None, _separated(text)
    if _is_name_with_slug(edge, match):
        return None, match[2].strip()
    return match, None


def _is_name_with_slug(edge: Edge, match: re.Match[str]) -> bool:
    """Whether a link is a name with its slug in brackets, as lists show it: "Costa Rica (cri)"."""
    name, inside = match[1].strip(), match[2].strip()
    is_slug = SLUG.fullmatch(inside) is not None and SLUG.fullmatch(name) is None
    return is_slug and property_of_term(edge, inside) is None and _nearest(edge, inside) is None


def _separated(text: str) -> str:
    """Separate links without a sign between them, or join the brackets of one.

    >>> _separated("hnd (Aprende) cri (Par)"), _separated("hnd (Aprende) (Se deduce)")
    ('hnd (Aprende); cri (Par)', 'hnd (Aprende, Se deduce)')
    """
    return re.sub(r"\)\s*(?=[^\s(])", "); ", re.sub(r"\)\s*\(", ", ", text))


def _in_brackets(edge: Edge, text: str) -> str | None:
    """Return a link whose properties are not in round brackets with such brackets.

    "hnd [LEARNER]", "hnd: LEARNER" and "hnd=aprende" → "hnd (LEARNER)", "hnd (aprende)".
    """
    match = _OTHER_BRACKETS.fullmatch(text)
    if match and not is_clear(text[match.end(1) :]):
        return f"{match[1].strip()} ({match[2].strip()})"
    for sign in _BEFORE_TERM.finditer(text):
        slug, term = text[: sign.start()], text[sign.end() :]
        if slug and property_of_term(edge, term):
            return f"{slug} ({term})"
    return None


def _read_property(link: _Link, text: str, whole: str) -> None:
    """Read a property; `whole` is the link with it, if it has no other."""
    prop, value = _parse_property(link.edge, text)
    if prop is None:
        message = _(
            "{value} in {field} is not allowed in brackets", value=quoted(text), field=link.path
        )
        link.add_problem(
            Rule.FIELD_UNKNOWN,
            message,
            value=whole,
            allowed=tuple(map(syntax_of, properties_of(link.edge))),
            suggestion=_nearest(link.edge, text),
        )
    elif prop.name in link.values:
        message = _(
            "{value} is a second value of {field}; the first is {first}",
            value=_shown(prop, value),
            field=f"{link.path}.{prop.name}",
            first=_shown(prop, link.values[prop.name]),
        )
        link.add_problem(Rule.VALUE_REPEATED, message, name=prop.name, value=value)
    else:
        link.values[prop.name] = value


def _shown(prop: Property, value: str) -> Shown:
    """Return a value as the sheet has it: a term by its label."""
    term = prop.enum.__members__.get(value) if prop.enum else None
    return ModelText(term.value.label) if term else quoted(value)


def _parse_property(edge: Edge, text: str) -> tuple[Property | None, str]:
    """Return the property that a text sets, and its value: "Par" → role, "PEER"."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if equals:
        prop = find_property(edge, name)
        if value.startswith('"'):
            inside = value[1:-1]
            if value != f'"{inside}"' or '"' in inside.replace('""', ""):
                return None, text
            return prop, inside.replace('""', '"')
        term = term_name(prop.enum, value) if prop is not None and prop.enum else None
        return prop, term or value
    return property_of_term(edge, text) or (None, text)


def _nearest(edge: Edge, text: str) -> str | None:
    if match := _NAME_AND_VALUE.fullmatch(text):
        if find_property(edge, match[1]) is not None:
            near = f"{match[1]}={match[2].strip()}"  # "papel: Aprende"
            return near if near != text else None
        name = nearest(match[1], link_properties(edge))
        near = f"{name}={match[2].strip()}"
        return near if name and near != text else None
    enums = [prop.enum for prop in properties_of(edge) if prop.enum]
    likely = (likely_term(enum, text) for enum in enums)
    has_note = NOTE.name in link_properties(edge) and " " in text and '"' not in text
    return next(filter(None, likely), f'{NOTE.name}="{text}"' if has_note else None)


def _fill_in(link: _Link) -> None:
    """Add the required properties of a link with a problem, so that it is reported only once."""
    for prop in link.edge.facts.properties if link.edge.facts else ():
        if prop.required and prop.enum is not None:
            link.values.setdefault(prop.name, next(terms(prop.enum)))


def _value(prop: Property, text: str, place: CellPlace) -> Node:
    if is_clear(text):
        return plain_scalar("", place)
    if prop.many:
        return Items(items=tuple(scalar(prop, x, place) for x in text.split()), place=place)
    return scalar(prop, text, place)
