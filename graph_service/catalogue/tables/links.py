"""A cell of slugs → what an entry file would have in its place.

`hnd-cicesct (LEARNER, INFERRED); gtm-svet (role=PEER, note="came by itself")`: items are parted by
semicolons, commas, bars or line breaks; what an edge has of its own stands in brackets, a term by
its name or its label in any language, or `name=value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Edge, Property

from .edge_syntax import fact_named, facts_of, form
from .grid import Cell
from .values import scalar, term_name, terms

NONE = "-"
"""What a cell holds that states that there is none: `[]` in a file."""
_QUOTED = r'(?:(?<==)|(?<== ))"[^"]*"'
_PIECES = re.compile(rf'{_QUOTED}|\((?:{_QUOTED}|[^()"]|(?<!=)(?<!= )")*+\)|.', re.DOTALL)
"""Quotes hold a value together behind an equals sign alone; so no text is looked at twice."""
_ITEM = re.compile(r"([^()]*)\((.*)\)", re.DOTALL)
_LIKE_A_FACT = re.compile(r"(\w+) ?[=:](.*)", re.DOTALL)


def link_node(edge: Edge, cell: Cell, path: str, problems: list[Problem]) -> Node:
    """Read a cell of an edge's column, which the field at `path` stands for.

    What is wrong in brackets goes into `problems`; the rest is for whoever reads the field.
    """
    if edge.one:
        return _link(_Link(edge=edge, cell=cell, path=path, problems=problems), cell.text)
    if cell.text == NONE:
        return Items(items=(), place=cell.place)
    items = tuple(
        _link(_Link(edge=edge, cell=cell, path=f"{path}[{number}]", problems=problems), text)
        for number, text in enumerate(split(cell.text, ";,|\n"), start=1)
    )
    return Items(items=items, place=cell.place)


def split(text: str, separators: str) -> Iterator[str]:
    """Part a text at separators that stand neither in quotes nor in brackets."""
    item = ""
    for piece in _PIECES.findall(text):
        if piece in separators:
            yield item.strip()
            item = ""
        else:
            item += piece
    yield item.strip()


@dataclass(frozen=True, kw_only=True)
class _Link:
    """A link that is being read: where it stands, and what it has of its own so far."""

    edge: Edge
    cell: Cell
    path: str
    problems: list[Problem]
    facts: dict[str, str] = field(default_factory=dict)

    def complain(
        self,
        rule: Rule,
        message: Wording,
        *,
        fact: str = "",
        value: str | None = None,
        allowed: Shown | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Note a problem with the link, or with a fact of it."""
        problem = Problem(
            place=self.cell.place,
            rule=rule,
            message=message,
            field=f"{self.path}.{fact}" if fact else self.path,
            value=value,
            allowed=allowed,
            suggestion=suggestion,
        )
        self.problems.append(problem)


def _link(link: _Link, text: str) -> Node:
    place = link.cell.place
    before = len(link.problems)
    found = _ITEM.fullmatch(text)
    slug = Scalar(text=found[1].strip() if found else text, plain=True, place=place)
    if found is None and ("(" in text or ")" in text):
        link.complain(Rule.FORM, _unclear(link, text), value=text, allowed="slug (…)")
        slug = Scalar(text=re.split(r"[\s()]", text)[0], plain=True, place=place)
    for fact in split(found[2], ",;") if found else ():
        _read_fact(link, fact)
    _require(link, slug, wrong=not slug.text or len(link.problems) > before)
    if not link.facts:
        return slug
    fields: dict[str, tuple[Scalar, Node]] = {"slug": (_key(link, "slug"), slug)}
    for name, value in link.facts.items():
        fields[name] = (_key(link, name), _value(link, facts_of(link.edge)[name], value))
    return Fields(fields=fields, place=place)


def _unclear(link: _Link, text: str) -> Wording:
    return _(
        "{value} in {field} is not a slug with brackets behind it",
        value=quoted(text),
        field=link.path,
    )


def _read_fact(link: _Link, text: str) -> None:
    """Add a fact: a term, or `name=value`."""
    prop, value = _fact(link.edge, text)
    if prop is None:
        message = _(
            "{value} in {field} can't stand in brackets", value=quoted(text), field=link.path
        )
        link.complain(
            Rule.FIELD_UNKNOWN,
            message,
            value=text,
            allowed=tuple(form(known) for known in facts_of(link.edge).values()),
            suggestion=_meant(link.edge, text),
        )
    elif prop.name in link.facts:
        message = _(
            "{value} is a second value of {field}; the first is {first}",
            value=quoted(value),
            field=f"{link.path}.{prop.name}",
            first=quoted(link.facts[prop.name]),
        )
        link.complain(Rule.VALUE_REPEATED, message, fact=prop.name, value=value)
    else:
        link.facts[prop.name] = value


def _fact(edge: Edge, text: str) -> tuple[Property | None, str]:
    """Give what a fact is of, and its value; None for what is nothing that the edge has."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if equals:
        prop = fact_named(edge, name)
        if value.startswith('"'):
            inside = value[1:-1]
            return (None, text) if value != f'"{inside}"' or '"' in inside else (prop, inside)
        term = term_name(prop.enum, value) if prop is not None and prop.enum else None
        return prop, term or value
    for prop in facts_of(edge).values():
        if prop.enum is not None and (term := term_name(prop.enum, text)):
            return prop, term
    return None, text


def _meant(edge: Edge, text: str) -> str | None:
    """Give the fact that was probably meant."""
    if found := _LIKE_A_FACT.fullmatch(text):
        name = nearest(found[1], facts_of(edge))
        meant = f"{name}={found[2].strip()}"
        return meant if name and meant != text else None
    enums = (prop.enum for prop in facts_of(edge).values() if prop.enum)
    return nearest(text, [name for enum in enums for name in terms(enum)])


def _require(link: _Link, slug: Scalar, *, wrong: bool) -> None:
    """Say what is missing, unless something else is `wrong` with the link already.

    What is missing gets a value, so that whoever reads the field doesn't say it again.
    """
    for prop in link.edge.facts.properties if link.edge.facts else ():
        if prop.required and prop.name not in link.facts and prop.enum is not None:
            if not wrong:
                message = _("{field} without {name}", field=link.path, name=prop.name)
                allowed = f"{slug.text} ({form(prop)})"
                link.complain(Rule.FIELD_MISSING, message, fact=prop.name, allowed=allowed)
            link.facts[prop.name] = next(terms(prop.enum))


def _value(link: _Link, prop: Property, text: str) -> Node:
    place = link.cell.place
    if prop.many:
        return Items(items=tuple(scalar(prop, x, place) for x in text.split()), place=place)
    return scalar(prop, text, place)


def _key(link: _Link, name: str) -> Scalar:
    return Scalar(text=name, plain=True, place=link.cell.place)
