"""A text of a cell → the value that an entry file would have in its place."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.files.yaml_files import Scalar
from graph_service.model.declare import Property
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

from .grid import CellPlace

_TRUTH = {
    **dict.fromkeys(("true", "si", "yes", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso"), "false"),
}


def scalar(prop: Property, text: str, place: CellPlace) -> Scalar:
    """Return one value of a property: terms and truth may be named in any language."""
    return _SCALARS[prop.kind](prop, text, place)


def _text(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return Scalar(text=text, plain=False, place=place)


def _number(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return Scalar(text=text, plain=True, place=place)


def _truth(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return Scalar(text=_TRUTH.get(fold(text), text), plain=True, place=place)


def _term(prop: Property, text: str, place: CellPlace) -> Scalar:
    name = term_name(Kind.ENUM.vocabulary(prop), text)
    return Scalar(text=name or text, plain=False, place=place)


_SCALARS = by_kind(
    {
        (Kind.TEXT, Kind.STRING, Kind.URL, Kind.DATE): _text,
        Kind.INT: _number,
        Kind.BOOLEAN: _truth,
        Kind.ENUM: _term,
    },
    WRITTEN,
)


def term_name(enum: type[Vocabulary], text: str) -> str | None:
    """Give the name of the term that a text names, by its name or a label in any language."""
    folded = fold(text)
    for name, term in enum.__members__.items():
        if folded in (fold(name), *map(fold, term.value.label)):
            return name
    return None


def terms(enum: type[Vocabulary], language: str | None = None) -> Iterator[str]:
    """Give the terms that may be written: their labels in a language, or else their names."""
    for term in enum.writable():
        yield term.label(language) if language else term.name
