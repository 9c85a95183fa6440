"""What a column may hold, in words for who fills in a table, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph_service.model.declare import Edge, Property
from graph_service.model.edtf import FORMS
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary

from .columns import Column
from .edge_syntax import facts_of, form
from .values import terms

TITLE = Labels("Ayuda", "Help", "Ajuda")
"""The title of the sheet of a template that explains its columns."""
_SLUGS = Labels(
    "identificadores de {folder}, separados por punto y coma; detrás de cada uno, entre paréntesis"
    " y separado por comas, puede ir {facts}. Ejemplo: {example}",
    "slugs of {folder}, with semicolons between; behind each, in brackets and with commas between,"
    " may stand {facts}. Example: {example}",
    "identificadores de {folder}, separados por ponto e vírgula; atrás de cada um, entre parênteses"
    " e separado por vírgulas, pode vir {facts}. Exemplo: {example}",
)
_ONE_SLUG = Labels(
    "un identificador de {folder}; detrás, entre paréntesis y separado por comas, puede ir {facts}."
    " Ejemplo: {example}",
    "a slug of {folder}; behind it, in brackets and with commas between, may stand {facts}."
    " Example: {example}",
    "um identificador de {folder}; atrás, entre parênteses e separado por vírgulas, pode vir"
    " {facts}. Exemplo: {example}",
)
_MUST = Labels("obligatorio", "needed", "obrigatório")
_TERMS = Labels("uno de: {terms}", "one of: {terms}", "um de: {terms}")
_MANY_TERMS = Labels(
    "uno o más de: {terms}, separados por punto y coma",
    "one or more of: {terms}, with semicolons between",
    "um ou mais de: {terms}, separados por ponto e vírgula",
)
_LINES = Labels("textos, uno por línea", "texts, one a line", "textos, um por linha")
_TRUTH = Labels("sí o no", "yes or no", "sim ou não")
_SLUG = Labels(
    "letras minúsculas sin acento, cifras y guiones: el nombre del archivo",
    "small letters, digits and hyphens: the name of the file",
    "letras minúsculas sem acento, algarismos e hifens: o nome do arquivo",
)
_NO_YEAR = Labels(
    "o, si no se conoce el año,", "or, if the year is unknown,", "ou, se o ano não é conhecido,"
)


def allowed(column: Column, language: str) -> str:
    """Say what a column may hold."""
    if column.edge is not None:
        return _links(column.edge, language)
    if column.prop is None:
        return _SLUG.in_language(language)
    if column.path[-1] == "qualifier":
        return _listed(_TERMS, DateQualifier, language)
    return _ALLOWED[column.prop.kind](column.prop, language)


def _texts(prop: Property, language: str) -> str:
    return _LINES.in_language(language) if prop.many else ""


def _numbers(prop: Property, _language: str) -> str:
    return "{}-{}".format(*prop.bounds) if prop.bounds else "1, 2, 3"


def _dates(_prop: Property, language: str) -> str:
    return FORMS.replace(_NO_YEAR.en, _NO_YEAR.in_language(language))


def _terms(prop: Property, language: str) -> str:
    said = _MANY_TERMS if prop.many else _TERMS
    return _listed(said, Kind.ENUM.vocabulary(prop), language)


def _listed(said: Labels, enum: type[Vocabulary], language: str) -> str:
    return said.in_language(language).format(terms=", ".join(terms(enum, language)))


_ALLOWED: Mapping[Kind, Callable[[Property, str], str]] = by_kind(
    {
        (Kind.TEXT, Kind.STRING): _texts,
        Kind.URL: lambda _prop, _language: "https://…",
        Kind.INT: _numbers,
        Kind.BOOLEAN: lambda _prop, language: _TRUTH.in_language(language),
        Kind.DATE: _dates,
        Kind.ENUM: _terms,
    },
    WRITTEN,
)


def enum_of(column: Column) -> type[Vocabulary] | None:
    """Give the vocabulary that a column takes terms of; None where it takes none."""
    if column.path[-1] == "qualifier":
        return DateQualifier
    return column.prop.enum if column.prop is not None else None


def _links(edge: Edge, language: str) -> str:
    said = (_ONE_SLUG if edge.one else _SLUGS).in_language(language)
    own = edge.facts.properties if edge.facts else ()
    needed = {prop.name for prop in own if prop.required}
    facts = (
        f"{form(prop, language)} ({_MUST.in_language(language)})"
        if prop.name in needed
        else form(prop, language)
        for prop in facts_of(edge).values()
    )
    example = ", ".join(_example(own, language))
    text = said.format(
        folder=f"{edge.target.folder}/",
        facts=", ".join(facts),
        example=f"{edge.target.example} ({example})",
    )
    return f"{text}. {edge.empty.in_language(language)}" if edge.empty else text


def _example(own: tuple[Property, ...], language: str) -> Iterator[str]:
    """Give facts as they may stand in brackets: terms without their field, as most people do."""
    for prop in own:
        if prop.enum is not None:
            yield next(terms(prop.enum, language))
        else:
            yield f"{prop.name}={prop.bounds[1] if prop.bounds else 'true'}"
    yield Basis.INFERRED.label(language)
    yield 'note="…"'
