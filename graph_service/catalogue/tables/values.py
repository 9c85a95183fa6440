"""The text of a cell → the scalar that an entry file would have.

"Pasantía" → INTERNSHIP; "sí" → true.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.files.yaml_nodes import Scalar
from graph_service.catalogue.problems import CellPlace
from graph_service.catalogue.suggest.terms import term_name
from graph_service.model.declare import Property
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.labels import Labels
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

YES = Labels("sí", "yes", "sim")
NO = Labels("no", "no", "não")
_BOOLEANS = {
    **dict.fromkeys(("true", "si", "yes", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso"), "false"),
}


def plain_scalar(text: str, place: CellPlace) -> Scalar:
    """Return a scalar without quotes, such as a key."""
    return Scalar(text=text, plain=True, place=place)


def scalar(prop: Property, text: str, place: CellPlace) -> Scalar:
    """Return one value of a property; terms and booleans may be in any language."""
    return _SCALARS[prop.kind](prop, text, place)


def _text(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return Scalar(text=text, plain=False, place=place)


def _number(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return plain_scalar(text, place)


def _boolean(_prop: Property, text: str, place: CellPlace) -> Scalar:
    return plain_scalar(_BOOLEANS.get(fold(text), text), place)


def _term(prop: Property, text: str, place: CellPlace) -> Scalar:
    name = term_name(prop.vocabulary, text)
    return Scalar(text=name or text, plain=False, place=place)


_SCALARS = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL, Kind.DATE): _text,
        Kind.INT: _number,
        Kind.BOOLEAN: _boolean,
        Kind.ENUM: _term,
    },
    WRITTEN,
)


def terms(enum: type[Vocabulary], language: str | None = None) -> Iterator[str]:
    """Yield the terms that may be written: their labels in a language, or their names."""
    for term in enum.writable():
        yield term.label(language) if language else term.name
