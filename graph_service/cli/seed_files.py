"""`graph-service seeds template`, `import` and `export`.

Each imports its code when it runs: the packages for tables take 60 MB, which `serve` would keep.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.model_messages import folder_name
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.suggest.folders import folder_of, likely_folder
from graph_service.cli.database import database_settings
from graph_service.cli.options import WrittenSeeds
from graph_service.cli.reporting import Lang, reporting
from graph_service.cli.usage_errors import OptionRefused
from graph_service.i18n import Language, _, counted, negotiate


def _folder(name: str) -> str:
    """Return the folder of a type, by its name, by the type's GraphQL name, or by a label."""
    folder = folder_of(name)
    if folder is not None:
        return folder
    near = likely_folder(name)
    types = [folder_name(node_type) for node_type in TYPE_FOLDERS.values()]
    message = (
        _(
            'unknown type {name}; did you mean "{near}"? Allowed: {types}',
            name=quoted(name),
            near=near,
            types=types,
        )
        if near is not None
        else _("unknown type {name}; allowed: {types}", name=quoted(name), types=types)
    )
    raise OptionRefused(message, "--type")


def _folders(names: list[str]) -> list[str]:
    return [_folder(name) for name in names]


_NAMES = "|".join(TYPE_FOLDERS)
_HELP = "The type of the rows: a folder of seeds, or what the entries are called."
Type = Annotated[str, typer.Option("--type", metavar=_NAMES, callback=_folder, help=_HELP)]
Types = Annotated[list[str], typer.Option("--type", metavar=_NAMES, callback=_folders, help=_HELP)]


class TableLanguage(StrEnum):
    """The languages of column headers."""

    ES = "es"
    EN = "en"
    PT = "pt"


class TableFormat(StrEnum):
    """The file formats of tables."""

    XLSX = "xlsx"
    CSV = "csv"


def template(
    of_type: Type,
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SLUG...", help="With --filled: only these entries."),
    ] = None,
    filled: Annotated[
        bool,
        typer.Option("--filled", help="Fill in the entries that are there, to correct them."),
    ] = False,
    folder: Annotated[
        Path,
        typer.Option(
            "--seeds", metavar="FOLDER", envvar="SEEDS", help="The folder of seeds to read."
        ),
    ] = Path("seeds"),
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write; by default stdout.")
    ] = None,
    table_format: Annotated[
        TableFormat | None,
        typer.Option("--format", help="By default, the file's extension; on stdout, csv."),
    ] = None,
    lang: Annotated[
        TableLanguage | None,
        typer.Option("--lang", help="Language of the headers; by default that of the locale."),
    ] = None,
) -> None:
    """Write a table for a spreadsheet: one column per field, empty or with the entries.

    A workbook explains its columns and terms, and lists the slugs of entries with their names.
    A filled table can be corrected, and imported with --update.

    Examples: graph-service seeds template --type exchange-visits --lang pt -o visitas.xlsx ·
    graph-service seeds template --type topics --filled borders training -o temas.xlsx
    """
    if slugs and not filled:
        raise OptionRefused(_("slugs need --filled"), "SLUG")
    if out is not None:
        table_format = _format_of(out, table_format)
    headers = lang or TableLanguage(negotiate(os.environ, [*TableLanguage]) or TableLanguage.EN)
    message_language = Language(lang) if lang in (TableLanguage.ES, TableLanguage.EN) else None
    with reporting(message_language):
        from graph_service.catalogue.commands.template import write_template

        xlsx = table_format is TableFormat.XLSX
        write_template(
            TYPE_FOLDERS[of_type],
            headers,
            out,
            xlsx=xlsx,
            seeds=folder,
            filled=(slugs or []) if filled else None,
        )


def _format_of(out: Path, chosen: TableFormat | None) -> TableFormat:
    """Return the format by the file's extension, as import does."""
    extension = out.suffix.lower().removeprefix(".")
    if extension not in [*TableFormat] or (chosen or extension) != extension:
        allowed = tuple(f".{name}" for name in ([chosen] if chosen else TableFormat))
        message = _("{file} must end in: {allowed}", file=f'"{out.name}"', allowed=allowed)
        raise OptionRefused(message, "--out")
    return TableFormat(extension)


def import_(
    tables: Annotated[
        list[Path], typer.Argument(metavar="TABLE...", help="Files in .csv or .xlsx format.")
    ],
    types: Types,
    folder: WrittenSeeds = Path("seeds"),
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            "--replace",
            help="Also change existing entries; what a row leaves out stays as it is.",
        ),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Write even if values are removed, which are listed first."),
    ] = False,
    lang: Lang = None,
) -> None:
    """Turn the rows of tables into entry files: all of them, or none if there is a mistake.

    Each mistake is reported with its sheet, row and column. Needs no database. Import tables
    whose entries refer to each other together, with one --type for each, in the same order.

    Examples: graph-service seeds import visitas.xlsx --type exchange-visits · graph-service seeds
    import a.csv b.csv --type institutions --type agreements
    """
    from graph_service.catalogue.commands.import_ import import_tables
    from graph_service.catalogue.imports.read_tables import Table

    if len(types) != len(tables):
        message = counted(
            "{number} type for {tables} tables: give one for each, in the same order",
            "{number} types for {tables} tables: give one for each, in the same order",
            len(types),
            tables=len(tables),
        )
        raise OptionRefused(message, "--type")
    with reporting(lang) as console:
        pairs = zip(tables, types, strict=True)
        typed = [Table(file=table, type=TYPE_FOLDERS[name]) for table, name in pairs]
        status = import_tables(typed, folder, console, updating=update, confirmed=yes)
    raise typer.Exit(status)


def export_(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    lang: Lang = None,
) -> None:
    """Write the graph as entry files; loading them again changes nothing.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). Comments
    in files and the order of edges in lists are not in the graph.

    Example: graph-service seeds export copy
    """
    from graph_service.catalogue.commands.export import export_seeds

    with reporting(lang) as console:
        export_seeds(folder, database_settings(), console)
