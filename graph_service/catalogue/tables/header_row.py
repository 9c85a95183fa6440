"""The first row of a table, or of a sheet → its columns by position.

The cells "Slug", "Nombre (es)" → {1: slug, 2: name.es}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.checks.characters import mojibake
from graph_service.catalogue.model_messages import folder_name
from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.text import fold

from .columns import Column, columns_by_header, columns_of
from .grid import Cell, problem_at
from .marks import REPLACE, split_header
from .other_type import type_of, wrong_type
from .sheet_titles import HELP_TITLE, SLUGS_TITLE, TERMS_TITLE

_OTHER_MARK = re.compile(
    r"(?P<name>.+?)\s*[({\[<]\s*(?:r[a-z]*plaz\w*|replac\w*|substitu\w*)\s*[)}\]>]",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_OF = re.compile(r"\s+(?:del?|da|do|of)\s", re.IGNORECASE)
_OR = re.compile(r"\s*/\s*|\s+(?:o|u|or|ou)\s+")
_NUMBERED = re.compile(r"(.+?)\s*(?:n\.?º|#)?\s*(\d{1,2})", re.IGNORECASE)
_END_OF_SPAN = re.compile(
    r"(?:(?:fecha|dia|date|data)(?: de| del)? )?(?:inicio|inicial|comienzo|fin|final|termino|cierre"
    r"|start|end|desde|hasta)|(?:start|end) date"
)
_SYNONYMS: Mapping[tuple[str, ...], frozenset[str]] = {
    ("slug",): frozenset(("id", "codigo", "clave", "identificacion", "code", "key")),
    ("name", "es"): frozenset(("titulo", "titulo (es)", "denominacion")),
    ("name", "en"): frozenset(("title",)),
    ("date",): frozenset(("ano", "anio", "year", "periodo", "fechas", "cuando")),
    ("note",): frozenset(
        ("observaciones", "observacion", "comentarios", "comentario", "notas", "nota", "remarks")
    ),
    ("place",): frozenset(("ciudad", "localidad", "city", "cidade", "ubicacion")),
    ("sources",): frozenset(("referencias", "referencia", "bibliografia", "citas", "links")),
}
"""What people write instead of a header, folded, by the path of its column."""


def _by_path(known: Mapping[str, Column], path: tuple[str, ...]) -> Column | None:
    return next((column for column in known.values() if column.path == path), None)


def is_help_sheet(node_type: NodeType, header: Sequence[Cell]) -> bool:
    """Whether a sheet is one that a template adds to its table."""
    known = columns_by_header(node_type)
    titles = (*HELP_TITLE, *TERMS_TITLE, *SLUGS_TITLE)
    has_title = header[0].place.sheet in titles
    return has_title and not any(fold(cell.text) in known for cell in header)


def read_header(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], language: Language
) -> Mapping[int, Column]:
    """Return the columns by their number; none, with problems, if no entry can be read.

    Problems name missing columns in `language`.
    """
    if wrong := _wrong_table(node_type, header):
        problems.append(wrong)
        return {}
    known = columns_by_header(node_type)
    names = [column.label.in_language(language) for column in columns_of(node_type)]
    if not any(fold(split_header(cell.text)[0]) in known for cell in header):
        message = _no_column(node_type, header[0])
        problems.append(problem_at(header[0], Rule.COLUMN, message, allowed=names))
        return {}
    columns: dict[int, Column] = {}
    written = {
        known[name].path for cell in header if (name := fold(split_header(cell.text)[0])) in known
    }
    for cell in header:
        name, replaces = split_header(cell.text)
        column = known.get(fold(name))
        if column is None and cell.text:
            column, problem = _unknown(cell, known, columns, node_type, language)
            problems.append(problem)
            if column is not None and column.path in written:
                continue
        if column is None:
            continue
        if column.path in (c.path for c in columns.values()):
            message = _("duplicate column {name}: keep one of them", name=quoted(cell.text))
            problems.append(problem_at(cell, Rule.COLUMN, message))
        else:
            columns[cell.place.column] = replace(
                column, header=name, place=cell.place, replaces=replaces
            )
            if replaces and not column.is_list:
                problems.append(_not_a_list(cell, language))
    if not any(column.path == ("slug",) for column in columns.values()):
        message = _("the column {name} is missing", name=quoted(names[0]))
        problems.append(problem_at(header[0], Rule.COLUMN, message))
        return {}
    return columns


def _wrong_table(node_type: NodeType, header: Sequence[Cell]) -> Problem | None:
    """Return the problem of headers of another type, or in a wrong encoding; else None."""
    if found := type_of(node_type, header):
        return problem_at(header[0], Rule.TABLE_TYPE, wrong_type(node_type, found))
    broken = next((cell for cell in header if mojibake(cell.text)), None)
    if broken is None:
        return None
    message = _(
        "the headers have letters in a wrong encoding ({value}): export the table again as “CSV"
        " UTF-8” from the program in which it looked right",
        value=quoted(broken.text),
    )
    return problem_at(broken, Rule.WRONG_ENCODING, message)


def _unknown(
    cell: Cell,
    known: Mapping[str, Column],
    columns: Mapping[int, Column],
    node_type: NodeType,
    language: Language,
) -> tuple[Column | None, Problem]:
    """Return the problem of an unknown header, and the column that was meant.

    Its cells are checked as those of that column, and aren't missing.
    """
    name = split_header(cell.text)[0]
    if elsewhere := _elsewhere(name, known, columns):
        return None, _written_in(cell, elsewhere, language)
    near = _meant(name, known, node_type, language)
    message = (
        _("unknown column {name}", name=quoted(cell.text))
        if near is not None
        else _("unknown column {name}: rename it, or delete it", name=quoted(cell.text))
    )
    names = [column.label.in_language(language) for column in dict.fromkeys(known.values())]
    problem = problem_at(cell, Rule.COLUMN, message, allowed=names, suggestion=near)
    return (known[fold(split_header(near)[0])] if near is not None else None), problem


def _elsewhere(
    name: str, known: Mapping[str, Column], columns: Mapping[int, Column]
) -> Column | None:
    """Return the column for what a sheet has in several: "Fecha de fin", or "Fuente 2"."""
    if _END_OF_SPAN.fullmatch(fold(name)):
        return _by_path(known, ("date",)) or _by_path(known, ("period",))
    if numbered := _NUMBERED.fullmatch(name):
        near = nearest(numbered[1], known)
        column = known[near] if near is not None else None
        if column is not None and column.is_list and int(numbered[2]) > 1:
            return next((c for c in columns.values() if c.path == column.path), None)
    return None


def _written_in(cell: Cell, column: Column, language: Language) -> Problem:
    """Return the problem of a column whose values belong in another one."""
    label = column.label.in_language(language)
    if column.is_list:
        message = _(
            "unknown column {name}: write all values into {column}, separated by semicolons",
            name=quoted(cell.text),
            column=quoted(label),
        )
    else:
        message = _(
            "unknown column {name}: write the first and the last day into {column}, as in"
            " 2018-10-09/2018-10-12",
            name=quoted(cell.text),
            column=quoted(label),
        )
    return problem_at(cell, Rule.COLUMN, message)


def _of_type(name: str, node_type: NodeType) -> bool:
    """Whether a header says of which type it is a field: "Fecha de la visita"."""
    words = {word for label in node_type.label for word in fold(label).split()}
    return not words.isdisjoint(fold(name).split())


def _meant(
    name: str, known: Mapping[str, Column], node_type: NodeType, language: Language
) -> str | None:
    """Return the header that was probably meant: "Nombre" → "Nombre (es)", "Fehca" → "Fecha".

    "Fuentes [remplazar]" → "Fuentes [reemplazar]", "Tipo de visita" → "Tipo".
    """
    before, bracket, _mark = name.rpartition("[")
    if bracket and (column := known.get(fold(before).strip())) is not None:
        replaces = f" {REPLACE.in_language(language)}" if column.is_list else ""
        return f"{before.strip()}{replaces}"
    if (other := _OTHER_MARK.fullmatch(name)) is not None:  # "Fuentes (reemplazar)"
        column = known.get(fold(other["name"]))
        if column is not None and column.is_list:
            return f"{other['name']} {REPLACE.in_language(language)}"
    if (found := _by_synonym(name, known)) is not None:
        return found.label.in_language(language)
    if (own := _OF.split(name, maxsplit=1)[0]) != name and _of_type(name, node_type):
        return _meant(own, known, node_type, language) if fold(own) not in known else own
    for column in known.values():
        if column.prop is not None and column.prop.kind.has_languages:
            label = column.label.in_language(column.path[-1])
            if fold(name) == fold(label.rpartition(" (")[0]):
                return label
    return nearest(name, [label for column in known.values() for label in column.label])


def _by_synonym(name: str, known: Mapping[str, Column]) -> Column | None:
    """Return the column of a header with a remark, with another one, or of another word.

    "Fecha (dd/mm/aaaa)", "Fuentes / Citas", "Ciudad".
    """
    for part in (_REMARK.sub("", name), *_OR.split(name)):
        if part != name and (column := known.get(fold(part).strip())) is not None:
            return column
    for path, names in _SYNONYMS.items():
        if fold(name).strip(".º°") in names and (column := _by_path(known, path)) is not None:
            return column
    return None


def _not_a_list(cell: Cell, language: Language) -> Problem:
    message = _(
        "{name} has one value per entry, which every filled cell replaces: leave out {mark}",
        name=quoted(split_header(cell.text)[0]),
        mark=REPLACE.in_language(language),
    )
    return problem_at(cell, Rule.COLUMN, message)


def _no_column(node_type: NodeType, first: Cell) -> Wording:
    folder = folder_name(node_type)
    if first.place.sheet:
        return _(
            "the first row has no column of {folder}: start with a header row, or remove the sheet",
            folder=folder,
        )
    return _("the first row has no column of {folder}: start with a header row", folder=folder)
