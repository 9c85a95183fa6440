"""Tables of types, empty or filled, with headers in a language: a .csv of one, a workbook of any.

A workbook also has sheets that explain its columns and terms, and list the slugs of entries, those
of its own tables too; their texts are in three languages.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import quoted
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.edtf import FORMS
from graph_service.model.enums import Basis
from graph_service.model.graph import ENTRY_TYPES, FORMER_SLUGS, SLUG
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.labels import Labels
from graph_service.model.text import fold
from graph_service.model.types import NOTE
from graph_service.model.vocabulary import Vocabulary

from .cells import CLEAR, REPLACE, YES, named_slug, terms
from .columns import HELP_TITLE, SLUGS_TITLE, TERMS_TITLE, Column, columns_of
from .links import reference_name, syntax_of, value_syntax

_LONGEST_CELL = 32_767
"""The characters that a cell of a workbook may have."""
_DROP_DOWN_ROWS = 1000
_NEW_ROWS = 200
"""The rows of a table whose slugs other tables offer, below those that are filled in."""
_MAX_WIDTH, _MIN_WIDTH = 40, 12
_TERM_HEADERS = (
    (Labels("Columna", "Column", "Coluna"), 34),
    (Labels("Término", "Term", "Termo"), 34),
    (Labels("En los archivos", "In files", "Nos arquivos"), 26),
    (Labels("Significado", "Meaning", "Significado"), 90),
)
_HELP_HEADERS = (
    (Labels("Columna", "Column", "Coluna"), 30),
    (Labels("Obligatoria", "Required", "Obrigatória"), 14),
    (Labels("Significado", "Meaning", "Significado"), 60),
    (Labels("Qué escribir", "What to enter", "O que escrever"), 90),
)
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
        "Los eventos se reconocen por su posición (sin ella, es el siguiente); los vínculos, por su"
        " identificador.",
        "Events are matched by their positions (without one, it is the next), links by slugs.",
        "Os eventos são reconhecidos por sua posição (sem ela, é o seguinte); os vínculos, por seu"
        " identificador.",
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
_ONE_TERM = Labels("uno de: {terms}", "one of: {terms}", "um de: {terms}")
_MANY_TERMS = Labels(
    "uno o más de: {terms}, separados por punto y coma",
    "one or more of: {terms}, separated by semicolons",
    "um ou mais de: {terms}, separados por ponto e vírgula",
)
_LINES = Labels("textos, uno por línea", "texts, one per line", "textos, um por linha")
_NAMES = Labels(
    "nombres de columnas, o identificadores, separados por punto y coma",
    "names of columns, or slugs, separated by semicolons",
    "nomes de colunas, ou identificadores, separados por ponto e vírgula",
)
_FORMER = Labels(
    "identificadores separados por punto y coma",
    "slugs, separated by semicolons",
    "identificadores separados por ponto e vírgula",
)
_SLUG_OF_ENTRY = Labels(
    "letras minúsculas sin acento, cifras y guiones: será el nombre del archivo",
    "lowercase letters, digits and hyphens: becomes the name of the file",
    "letras minúsculas sem acento, algarismos e hifens: será o nome do arquivo",
)
_SLUG_WIDTHS = (60, 30)
Rows = Sequence[Sequence[str]]
Choices = dict[str, str]
"""The range of cells with the terms of a vocabulary, or the entries of a type, by its name."""


def csv_template(node_type: NodeType, language: str, rows: Rows = ()) -> bytes:
    """Return headers and rows as CSV, with a byte order mark so that spreadsheets read UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(c.label.in_language(language) for c in columns_of(node_type))
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_template(
    node_types: Sequence[NodeType],
    language: str,
    rows: Mapping[str, Rows],
    entries: Iterable[Entry],
) -> bytes:
    """Return a workbook with tables, their help, their terms, and the entries to refer to.

    Args:
        node_types: of its tables.
        language: of its headers and terms.
        rows: those of the tables, by the names of their types.
        entries: those that are there.

    Raises:
        StartRefused: when a text is too long for a cell.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    tables = {t.name: book.create_sheet(t.plural_label.in_language(language)) for t in node_types}
    columns = [column for node_type in node_types for column in columns_of(node_type)]
    _fill_help(book.create_sheet(HELP_TITLE.in_language(language)), node_types, language)
    term_sheet = book.create_sheet(TERMS_TITLE.in_language(language))
    choices = _fill_terms(term_sheet, columns, language)
    new = {name: (table, 2 + len(rows.get(name, ()))) for name, table in tables.items()}
    if found := _references(columns, entries, new):
        slug_sheet = book.create_sheet(SLUGS_TITLE.in_language(language))
        choices |= _fill_slugs(slug_sheet, found, new, language)
    for name, cells in choices.items():
        # Unnamed lists of other sheets would be lost when Excel and then openpyxl save the file.
        book.defined_names.add(DefinedName(f"list_{name}", attr_text=cells))
    for node_type in node_types:
        table, of_type = tables[node_type.name], rows.get(node_type.name, ())
        _fill_table(table, node_type, of_type, choices, language)
    for sheet in book.worksheets[len(tables) :]:
        for header in next(sheet.iter_rows(max_row=1)):
            header.font = Font(bold=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_table(
    table: Worksheet, node_type: NodeType, rows: Rows, choices: Choices, language: str
) -> None:
    for number, column in enumerate(columns_of(node_type), start=1):
        _add_column(table, number, column, language)
        enum = column.vocabulary.__name__ if column.vocabulary is not None else ""
        of_column = column.edge.target.name if column.edge is not None else enum
        is_list_of_terms = column.edge is None and column.is_list
        if of_column in choices and not is_list_of_terms:
            _add_drop_down(table, number, f"list_{of_column}", len(rows))
    for row, cells in enumerate(rows, start=2):
        for number, text in enumerate(cells, start=1):
            if text:
                _add_text(table.cell(row=row, column=number), text, cells[0])
    table.freeze_panes = "B2"


def _add_column(table: Worksheet, number: int, column: Column, language: str) -> None:
    name = column.label.in_language(language)
    cell = table.cell(row=1, column=number, value=name)
    needed = column.is_required or column.is_one_of_languages
    cell.font = Font(bold=needed)
    cell.fill = PatternFill("solid", fgColor="DDEBF7" if needed else "F2F2F2")
    dimension = table.column_dimensions[get_column_letter(number)]
    dimension.width = min(max(len(name) + 2, _MIN_WIDTH), _MAX_WIDTH)
    dimension.number_format = FORMAT_TEXT  # spreadsheets turn 032 into 32, 2018-10 into a day


def _add_drop_down(table: Worksheet, number: int, choices: str, rows: int) -> None:
    """Offer choices; a cell may also have brackets, several values or a mark."""
    drop_down = DataValidation(
        type="list", formula1=choices, allow_blank=True, showErrorMessage=False
    )
    letter = get_column_letter(number)
    drop_down.add(f"{letter}2:{letter}{max(_DROP_DOWN_ROWS, 2 * rows)}")
    table.add_data_validation(drop_down)


def _add_text(cell: Cell | MergedCell, text: str, slug: str) -> None:
    if len(text) > _LONGEST_CELL:
        message = _(
            "{slug} has a text of more than {most:,} characters, which no workbook holds: write a"
            " .csv",
            slug=quoted(slug),
            most=_LONGEST_CELL,
        )
        raise StartRefused(message)
    cell.value = text
    cell.number_format = FORMAT_TEXT
    cell.alignment = Alignment(wrap_text="\n" in text, vertical="top")


def _fill_help(sheet: Worksheet, node_types: Sequence[NodeType], language: str) -> None:
    """Write what to enter in each column of each type into a sheet."""
    _head(sheet, _HELP_HEADERS, language)
    for node_type in node_types:
        sheet.append([node_type.plural_label.in_language(language)])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
        for column in columns_of(node_type):
            meaning = column.declared.meaning.in_language(language)
            name = column.label.in_language(language)
            sheet.append([name, _required(column, language), meaning, help_text(column, language)])
    for rule in _RULES:
        sheet.append(["", "", "", rule.in_language(language)])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"


def _head(sheet: Worksheet, columns: Sequence[tuple[Labels, int]], language: str) -> None:
    sheet.append([header.in_language(language) for header, _width in columns])
    for letter, (_header, width) in zip("ABCD", columns, strict=True):
        sheet.column_dimensions[letter].width = width


def _required(column: Column, language: str) -> str:
    if column.is_one_of_languages:
        return _ONE_LANGUAGE.in_language(language)
    return YES.in_language(language) if column.is_required else ""


def help_text(column: Column, language: str) -> str:
    """Return what to enter in a column."""
    if isinstance(column.declared, Edge):
        return _links(column.declared, language)
    if column.declared is SLUG:
        return _SLUG_OF_ENTRY.in_language(language)
    return _HELP_TEXTS[column.declared.kind](column.declared, language)


def _texts(prop: Property, language: str) -> str:
    if prop is FORMER_SLUGS:
        return _FORMER.in_language(language)
    if prop.names:
        return _NAMES.in_language(language)
    return _LINES.in_language(language) if prop.many else ""


def _terms(prop: Property, language: str) -> str:
    template = (_MANY_TERMS if prop.many else _ONE_TERM).in_language(language)
    return template.format(terms=", ".join(terms(prop.vocabulary, language)))


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
        f"{syntax_of(prop).in_language(language)} ({_REQUIRED.in_language(language)})"
        if prop.required and prop in own  # every edge's basis is required, but not in tables
        else syntax_of(prop).in_language(language)
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
    yield f'{NOTE.label.in_language(language)}.{language}="…"'


def _fill_terms(sheet: Worksheet, columns: Sequence[Column], language: str) -> Choices:
    """Write the terms of columns into a sheet; return the range of each vocabulary."""
    ranges: Choices = {}
    _head(sheet, _TERM_HEADERS, language)
    for enum, names in _vocabularies(columns, language).items():
        first = sheet.max_row + 1
        for term in enum.writable():
            meaning = term.value.meaning.in_language(language)
            sheet.append([", ".join(names), term.label(language), term.name, meaning])
        ranges[enum.__name__] = _range(sheet, "B", first, sheet.max_row)
    sheet.freeze_panes = "A2"
    return ranges


def _range(sheet: Worksheet, letter: str, first: int, last: int) -> str:
    return f"{quote_sheetname(sheet.title)}!${letter}${first}:${letter}${last}"


def _vocabularies(
    columns: Sequence[Column], language: str
) -> Mapping[type[Vocabulary], Iterable[str]]:
    """Return the columns of each vocabulary, those of its own before those of links."""
    uses = [(column.vocabulary, column.label) for column in columns]
    for column in columns:
        properties = properties_of(column.edge) if column.edge is not None else ()
        uses += ((prop.enum, prop.label) for prop in properties)
    names: dict[type[Vocabulary], dict[str, None]] = {}
    for enum, label in uses:
        if enum is not None:
            names.setdefault(enum, {})[label.in_language(language)] = None
    return names


def _references(
    columns: Sequence[Column], entries: Iterable[Entry], new: Iterable[str]
) -> Sequence[tuple[NodeType, Sequence[Entry]]]:
    """Return the entries that columns may refer to, by their types; `new` names those with more."""
    targets = {column.edge.target.name for column in columns if column.edge is not None}
    found: dict[str, list[Entry]] = {name: [] for name in new}
    for entry in entries:
        found.setdefault(entry.type.name, []).append(entry)
    return [(t, found[t.name]) for t in ENTRY_TYPES if t.name in targets and t.name in found]


def _fill_slugs(
    sheet: Worksheet,
    found: Sequence[tuple[NodeType, Sequence[Entry]]],
    new: Mapping[str, tuple[Worksheet, int]],
    language: str,
) -> Choices:
    """Write entries by their names into a sheet; return the range of each type's names.

    Below them are the slugs of a type's own table from a row on; its range ends with the last one.
    """
    ranges: Choices = {}
    for number, (node_type, entries) in enumerate(found):
        columns = 2 * number + 1, 2 * number + 2
        legend = node_type.legend.in_language(language)
        slug_label = SLUG.label.in_language(language)
        names = [(reference_name(entry, language), entry.slug) for entry in entries]
        names.sort(key=lambda pair: fold(pair[0]))
        lines = [(f"{legend[0].upper()}{legend[1:]}", f"{slug_label} ({node_type.folder})")]
        lines += ((named_slug(slug, name), slug) for name, slug in names)
        if node_type.name in new:
            table, start = new[node_type.name]
            title = quote_sheetname(table.title)
            lines += ((f'={title}!$A{row}&""', "") for row in range(start, start + _NEW_ROWS))
        for row, texts in enumerate(lines, start=1):
            for column, text in zip(columns, texts, strict=True):
                sheet.cell(row=row, column=column, value=text)
        for column, width in zip(columns, _SLUG_WIDTHS, strict=True):
            sheet.column_dimensions[get_column_letter(column)].width = width
        whole = _range(sheet, get_column_letter(columns[0]), 2, len(lines))
        last = f"SUMPRODUCT(MAX((LEN({whole})>0)*ROW({whole})))"
        ranges[node_type.name] = f"OFFSET({whole},0,0,MAX(1,{last}-1),1)"
    sheet.freeze_panes = "A2"
    return ranges
