"""The help sheet of a template: what to enter in each column, in three languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.edtf import FORMS
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.labels import Labels
from graph_service.model.types import NOTE
from graph_service.model.vocabulary import Vocabulary

from .cells import CLEAR, REPLACE, YES, terms
from .columns import Column, columns_of
from .links import syntax_of, value_syntax

_HEADERS = (
    Labels("Columna", "Column", "Coluna"),
    Labels("Obligatoria", "Required", "Obrigatória"),
    Labels("Significado", "Meaning", "Significado"),
    Labels("Qué escribir", "What to enter", "O que escrever"),
)
_WIDTHS = (30, 14, 60, 90)
_ONE_LANGUAGE = Labels("en algún idioma", "in one language", "em algum idioma")
_RULES = (
    Labels(
        f"Con --update, una celda vacía no cambia nada; {CLEAR.es} quita el valor.",
        f"With --update, an empty cell changes nothing; {CLEAR.en} removes the value.",
        f"Com --update, uma célula vazia não muda nada; {CLEAR.pt} remove o valor.",
    ),
    Labels(
        f"Las listas crecen; el encabezado «Fuentes {REPLACE.es}» reemplaza la lista.",
        f"Lists grow; the header “Sources {REPLACE.en}” replaces the list.",
        f"As listas crescem; o cabeçalho “Fontes {REPLACE.pt}” substitui a lista.",
    ),
    Labels(
        "Los eventos se reconocen por su posición, y los vínculos por su identificador.",
        "Events are matched by their positions, and links by their slugs.",
        "Os eventos são reconhecidos por sua posição, e os vínculos por seu identificador.",
    ),
    Labels(
        "Lo que se quita se muestra primero, y solo se escribe con --yes.",
        "What is removed is listed first, and written only with --yes.",
        "O que é removido é mostrado primeiro, e só é escrito com --yes.",
    ),
    Labels(
        "«Términos» explica los términos. De «Identificadores» vale «Honduras · hnd», o solo hnd.",
        "“Terms” explains the terms. From “Slugs”, write “Honduras · hnd”, or only hnd.",
        "“Termos” explica os termos. De “Identificadores” vale “Honduras · hnd”, ou só hnd.",
    ),
)
"""How cells change entries, below the columns."""
_SLUGS = Labels(
    "identificadores de {folder}, separados por punto y coma; después de cada uno puede ir",
    "slugs of {folder}, separated by semicolons; after each, you can add",
    "identificadores de {folder}, separados por ponto e vírgula; depois de cada um pode vir",
)
_ONE_SLUG = Labels(
    "un identificador de {folder}; después puede ir",
    "a slug of {folder}; after it, you can add",
    "um identificador de {folder}; depois pode vir",
)
_BRACKETS = Labels(
    ", entre paréntesis y separado por comas: {properties}. Ejemplo: {example}",
    " in brackets, separated by commas: {properties}. Example: {example}",
    ", entre parênteses e separado por vírgulas: {properties}. Exemplo: {example}",
)
_REQUIRED = Labels("obligatorio", "required", "obrigatório")
_TERMS = Labels("uno de: {terms}", "one of: {terms}", "um de: {terms}")
_MANY_TERMS = Labels(
    "uno o más de: {terms}, separados por punto y coma",
    "one or more of: {terms}, separated by semicolons",
    "um ou mais de: {terms}, separados por ponto e vírgula",
)
_LINES = Labels("textos, uno por línea", "texts, one per line", "textos, um por linha")
_NAMES = Labels(
    "nombres, separados por punto y coma",
    "names, separated by semicolons",
    "nomes, separados por ponto e vírgula",
)
_SLUG = Labels(
    "letras minúsculas sin acento, cifras y guiones: será el nombre del archivo",
    "lowercase letters, digits and hyphens: becomes the name of the file",
    "letras minúsculas sem acento, algarismos e hifens: será o nome do arquivo",
)


def fill_help(sheet: Worksheet, node_type: NodeType, language: str) -> None:
    """Write the help of a type's columns into a sheet."""
    sheet.append([header.in_language(language) for header in _HEADERS])
    for column in columns_of(node_type):
        meaning = column.meaning.in_language(language)
        name = column.label.in_language(language)
        sheet.append([name, _required(column, language), meaning, help_text(column, language)])
    for rule in _RULES:
        sheet.append(["", "", "", rule.in_language(language)])
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"


def _required(column: Column, language: str) -> str:
    if column.is_one_of_languages:
        return _ONE_LANGUAGE.in_language(language)
    return YES.in_language(language) if column.is_required else ""


def help_text(column: Column, language: str) -> str:
    """Return what to enter in a column."""
    if column.edge is not None:
        return _links(column.edge, language)
    if column.prop is None:
        return _SLUG.in_language(language)
    if column.path[-1] == "qualifier":
        return _listed(_TERMS, DateQualifier, language)
    return _HELP_TEXTS[column.prop.kind](column.prop, language)


def _texts(prop: Property, language: str) -> str:
    if prop.names:
        return _NAMES.in_language(language)
    return _LINES.in_language(language) if prop.many else ""


def _terms(prop: Property, language: str) -> str:
    return _listed(_MANY_TERMS if prop.many else _TERMS, prop.vocabulary, language)


def _listed(template: Labels, enum: type[Vocabulary], language: str) -> str:
    return template.in_language(language).format(terms=", ".join(terms(enum, language)))


_HELP_TEXTS: Mapping[Kind, Callable[[Property, str], str]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING): _texts,
        Kind.URL: lambda _prop, _language: "https://…",
        Kind.INT: lambda prop, _language: (
            "{}-{}".format(*prop.bounds) if prop.bounds else "1, 2, 3"
        ),
        Kind.BOOLEAN: value_syntax,
        Kind.DATE: lambda _prop, language: FORMS.in_language(language),
        Kind.ENUM: _terms,
    },
    WRITTEN,
)


def _links(edge: Edge, language: str) -> str:
    slugs = (_ONE_SLUG if edge.one else _SLUGS).in_language(language)
    template = slugs + _BRACKETS.in_language(language)
    own = edge.facts.properties if edge.facts else ()
    syntax = (
        f"{syntax_of(prop, language)} ({_REQUIRED.in_language(language)})"
        if prop.required and prop in own  # every edge's basis is required, but not in tables
        else syntax_of(prop, language)
        for prop in properties_of(edge)
    )
    example = ", ".join(_example(edge, language))
    text = template.format(
        folder=f"{edge.target.folder}/",
        properties=", ".join(syntax),
        example=f"{edge.target.example} ({example})",
    )
    return f"{text}. {edge.empty.in_language(language)}" if edge.empty else text


def _example(edge: Edge, language: str) -> Iterator[str]:
    """Yield example properties; terms without their names, as most people write them."""
    for prop in edge.facts.properties if edge.facts else ():
        if prop.required and prop.enum is not None:
            yield terms(prop.enum, language)[0]
    yield Basis.INFERRED.label(language)
    yield f'{NOTE.label.in_language(language)}="…"'
