"""A cell of slugs → what an entry file would have in its place.

`hnd-cicesct (LEARNER, INFERRED); gtm-svet (role=PEER, note="came by itself")`: items are parted by
semicolons, commas, bars or line breaks; what an edge has of its own stands in brackets, a term by
its name or its label in any language, or `name=value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.model.declare import Edge
from graph_service.model.enums import Basis
from graph_service.model.terms import Vocabulary
from graph_service.model.text import fold

from .grid import Cell, CellPlace
from .headers import HEADERS

NONE = "-"
"""What a cell holds that states that there is none: `[]` in a file."""
_PIECES = re.compile(r'"[^"]*"|\([^()]*(?:"[^"]*"[^()]*)*\)|[^"()]|["()]', re.DOTALL)
_ITEM = re.compile(r"([^()]*?)\s*\((.*)\)", re.DOTALL)
_FACT = re.compile(r"\s*([^\s=]+)\s*=\s*(.*?)\s*", re.DOTALL)


def link_node(edge: Edge, cell: Cell) -> Node:
    """Read a cell of an edge's column."""
    if edge.one:
        return _link(edge, cell.text, cell.place)
    if cell.text == NONE:
        return Items(items=(), place=cell.place)
    items = tuple(_link(edge, text, cell.place) for text in split(cell.text, ";,|\n"))
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


def term_name(enum: type[Vocabulary], text: str) -> str | None:
    """Give the name of the term that a text names, by its name or a label in any language."""
    folded = fold(text)
    for name, term in enum.__members__.items():
        if folded in (fold(name), *(fold(term.label(x)) for x in ("es", "en", "pt"))):
            return name
    return None


def _link(edge: Edge, text: str, place: CellPlace) -> Node:
    found = _ITEM.fullmatch(text)
    if found is None:
        return Scalar(text=text, plain=True, place=place)
    fields: dict[str, tuple[Scalar, Node]] = {}

    def put(name: str, node: Node) -> None:
        fields[name] = (Scalar(text=name, plain=True, place=place), node)

    put("slug", Scalar(text=found[1], plain=True, place=place))
    for fact in split(found[2], ",;"):
        name, value = _fact(edge, fact)
        if name == "sources":
            slugs = (Scalar(text=slug, plain=True, place=place) for slug in value.split())
            put(name, Items(items=tuple(slugs), place=place))
        else:
            put(name, Scalar(text=value, plain=name != "note", place=place))
    return Fields(fields=fields, place=place)


def _fact(edge: Edge, text: str) -> tuple[str, str]:
    """Give the field that a fact is of, and its value; one that is not known is the first's."""
    enums = {p.name: p.enum for p in (edge.facts.properties if edge.facts else ()) if p.enum}
    enums["basis"] = Basis
    if found := _FACT.fullmatch(text):
        name, value = _field(edge, found[1]), found[2].removeprefix('"').removesuffix('"')
        return name, (term_name(enums[name], value) or value) if name in enums else value
    for name, enum in enums.items():
        if term := term_name(enum, text):
            return name, term
    return next(iter(enums)), text


def _field(edge: Edge, text: str) -> str:
    """Give the name of a field that is named as in files, or as a column."""
    names = [*(p.name for p in (edge.facts.properties if edge.facts else ())), "basis", "note"]
    for name in (*names, "sources"):
        if fold(text) in (fold(name), *map(fold, HEADERS.get(name, ()))):
            return name
    return text
