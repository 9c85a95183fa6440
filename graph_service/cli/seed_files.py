"""`graph-service seeds template|import|export`: tables in, entry files out.

What reads and writes them is imported by the command that needs it: it takes 60 MB, which a process
that serves would keep.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.cli.reporting import Lang, reporting
from graph_service.i18n import Language, negotiate
from graph_service.settings import read_database_settings


def _folded(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


_FOLDERS = {
    _folded(name): folder for folder, node in TYPE_FOLDERS.items() for name in (folder, node.name)
}


def _folder(name: str) -> str:
    """Give the folder of a type that is called by it, or by its name in GraphQL."""
    try:
        return _FOLDERS[_folded(name)]
    except KeyError:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(TYPE_FOLDERS)}") from None


def _folders(names: list[str]) -> list[str]:
    return [_folder(name) for name in names]


_NAMES = "|".join(TYPE_FOLDERS)
_HELP = "What the rows are: the name of a folder of seeds, or of a type."
Type = Annotated[str, typer.Option("--type", metavar=_NAMES, callback=_folder, help=_HELP)]
Types = Annotated[list[str], typer.Option("--type", metavar=_NAMES, callback=_folders, help=_HELP)]


class TableLanguage(StrEnum):
    """A language that headers are written in."""

    ES = "es"
    EN = "en"
    PT = "pt"


class TableFormat(StrEnum):
    """A kind of table."""

    XLSX = "xlsx"
    CSV = "csv"


def template(
    of_type: Type,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write; without it, stdout.")
    ] = None,
    table_format: Annotated[
        TableFormat | None,
        typer.Option("--format", help="By the file's name, if it is left out; on stdout, csv."),
    ] = None,
    lang: Annotated[
        TableLanguage | None,
        typer.Option("--lang", help="The language of the headers; without it, that of the locale."),
    ] = None,
) -> int:
    """Write an empty table for a spreadsheet: a column a field, and what each may hold.

    Example: graph-service seeds template --type exchange-visits --lang pt -o visitas.xlsx
    """
    if out is not None:
        table_format = _format_of(out, table_format)
    headers = lang or TableLanguage(negotiate(os.environ, [*TableLanguage]) or TableLanguage.EN)
    spoken = Language(lang) if lang in (TableLanguage.ES, TableLanguage.EN) else None
    with reporting(spoken):
        from graph_service.catalogue.commands.template import write_template

        xlsx = table_format is TableFormat.XLSX
        return write_template(TYPE_FOLDERS[of_type], headers, out, xlsx=xlsx)


def _format_of(out: Path, given: TableFormat | None) -> TableFormat:
    """Give the format that a file's name says, which is the one that it is read by later."""
    named = out.suffix.lower().removeprefix(".")
    if named not in [*TableFormat] or (given or named) != named:
        ends = f".{given}" if given else " or ".join(f".{each}" for each in TableFormat)
        raise typer.BadParameter(f"{out.name!r} doesn't end in {ends}", param_hint="--out")
    return TableFormat(named)


def import_(
    tables: Annotated[
        list[Path], typer.Argument(metavar="TABLE...", help="Files of .csv or .xlsx.")
    ],
    types: Types,
    folder: Annotated[
        Path, typer.Option("--seeds", envvar="SEEDS", help="The folder of seeds to write into.")
    ] = Path("seeds"),
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Replace entries that are there already; what a table has no column for stays.",
        ),
    ] = False,
    lang: Lang = None,
) -> int:
    """Turn the rows of tables into entry files: all of them, or none if anything is wrong.

    Every mistake is told with its sheet, row and column. Needs no database. Tables whose entries
    name one another are imported together, with a --type each, in their order.

    Examples: graph-service seeds import visitas.xlsx --type exchange-visits · graph-service seeds
    import a.csv b.csv --type institutions --type agreements
    """
    from graph_service.catalogue.commands.import_ import Table, import_tables

    if len(types) != len(tables):
        raise typer.BadParameter(
            f"{len(types)} for {len(tables)} tables: give one for each, in their order",
            param_hint="--type",
        )
    with reporting(lang) as console:
        pairs = zip(tables, types, strict=True)
        read = [Table(file=table, type=TYPE_FOLDERS[name]) for table, name in pairs]
        return import_tables(read, folder, console, replacing=replace)


def export_(
    folder: Annotated[Path, typer.Argument(help="A folder that is empty, or not there yet.")],
    lang: Lang = None,
) -> int:
    """Write the graph as entry files; to load them changes nothing.

    The database is named by NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE. What files
    say beside facts (comments, the order of lists of edges) is not in the graph.

    Example: graph-service seeds export copy
    """
    from graph_service.catalogue.commands.export import export_seeds

    with reporting(lang) as console:
        return export_seeds(folder, read_database_settings(os.environ), console)
