"""`graph-service seeds template`, `import`, `rename` and `merge`.

Each imports its code when it runs: the packages for tables take 60 MB, which `serve` would keep.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from graph_service.catalogue.model_messages import folder_name
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.suggest.names import folder_of
from graph_service.cli.command_line import (
    LANGUAGES,
    PATH,
    Command,
    OptionRefused,
    argument,
    console_of_command,
    dry_run,
    flag,
    lang,
    language_of_command,
    option,
    seeds_option,
)
from graph_service.i18n import _
from graph_service.model.graph import TYPE_FOLDERS


def _folder(name: str) -> str:
    """Return the folder of a type, by its name, by the type's GraphQL name, or by a label."""
    folder = folder_of(name)
    if folder is not None:
        return folder
    types = [folder_name(node_type) for node_type in TYPE_FOLDERS.values()]
    message = _("unknown type {name}; allowed: {types}", name=quoted(name), types=types)
    raise OptionRefused(message)


written_seeds = seeds_option("The folder of seeds to write to.")
entry_argument = argument(
    "entry",
    "ENTRY",
    "A slug, if only one type has it; else folder/slug, Type/slug or the path of a file.",
)


@click.command(cls=Command)
@option(
    "--type type_folder",
    "|".join(TYPE_FOLDERS),
    "Only this type: a folder of seeds, or what its entries are called.",
    callback=lambda _ctx, _param, value: value and _folder(value),
)
@argument("slugs", "[SLUG...]", "With --filled: only these entries.", nargs=-1)
@flag("--filled", "Fill in the entries that are there, to correct them.")
@seeds_option("The folder of seeds to read.")
@option("--out -o", "FILE", "The .xlsx or .csv to write; by default, csv on stdout.", type=PATH)
@option(
    "--lang",
    None,
    "Language of the headers; by default that of the locale.",
    type=click.Choice(LANGUAGES),
)
def template(
    *,
    type_folder: str | None,
    slugs: Sequence[str],
    filled: bool,
    folder: Path,
    out: Path | None,
    lang: str | None,
) -> None:
    """Write a workbook with a sheet for each type, or a table for one type.

    A table has one column per field, and is empty or has the entries. A workbook explains its
    columns and terms, and lists the slugs of entries with their names, those of its own sheets too.
    A filled table can be corrected, and imported with --update.

    Examples: graph-service seeds template --lang pt -o catalogo.xlsx ·
    graph-service seeds template --type topics --filled borders training -o temas.xlsx
    """
    from graph_service.catalogue.commands.template import write_template

    if slugs and not (filled and type_folder):
        raise OptionRefused(_("slugs need --type and --filled"), "--filled")
    extension = out.suffix.lower() if out is not None else ".csv"
    if out is not None and extension not in (".xlsx", ".csv"):
        message = _("{file} must end in .xlsx or .csv", file=f'"{out.name}"')
        raise OptionRefused(message, "--out")
    if type_folder is None and extension != ".xlsx":
        message = _("a .csv has one type: name it, or write all into a workbook: --out FILE.xlsx")
        raise OptionRefused(message, "--type")
    write_template(
        [TYPE_FOLDERS[type_folder]] if type_folder else [*TYPE_FOLDERS.values()],
        lang or language_of_command([]),
        out,
        xlsx=extension == ".xlsx",
        seeds=folder,
        filled=slugs if filled else None,
    )


@click.command("import", cls=Command)
@argument(
    "tables", "TABLE...", "Files in .csv or .xlsx format.", type=PATH, nargs=-1, required=True
)
@written_seeds
@option("--marked", "NEW.xlsx", "Write a copy of a workbook that shows its mistakes.", type=PATH)
@flag("--update --replace", "Also change existing entries; what a row leaves out stays as it is.")
@flag("--yes", "Write even if values are removed, which are listed first.")
@lang
def import_(
    *, tables: Sequence[Path], folder: Path, marked: Path | None, update: bool, yes: bool
) -> int:
    """Turn the rows of tables into entry files: all of them, or none if there is a mistake.

    Each mistake is reported with its sheet, row and column; with --marked, also in a copy of the
    workbook, where its cell is coloured and has a comment. A sheet, or a .csv, has the type that
    its name or its headers say. Import tables whose entries refer to each other together. Needs no
    database.

    Examples: graph-service seeds import visitas.xlsx --marked revisado.xlsx · graph-service seeds
    import institutions.csv agreements.csv
    """
    from graph_service.catalogue.commands.import_ import import_tables

    if marked is not None:
        extensions = [path.suffix.lower() for path in (*tables, marked)]
        if extensions != [".xlsx", ".xlsx"] or marked.exists():
            message = _("needs one table, an .xlsx, and a new .xlsx for the marked copy")
            raise OptionRefused(message, "--marked")
    return import_tables(
        tables, folder, console_of_command(), updating=update, confirmed=yes, marked=marked
    )


@click.command("rename", cls=Command)
@entry_argument
@argument("slug", "SLUG", "The new slug.")
@written_seeds
@dry_run
@lang
def rename_(*, entry: str, slug: str, folder: Path, dry_run: bool) -> None:
    """Give an entry another slug, in its file and in all files that cite it.

    The old slug becomes a former slug, which still finds the entry. Links to it in texts change,
    too. All files are written, or none; comments stay. Needs no database.

    Example: graph-service seeds rename good-practices/gp-arg-line gp-arg-linea-145
    """
    from graph_service.catalogue.commands.restructure import restructure
    from graph_service.catalogue.restructure import rename

    console = console_of_command()
    restructure(folder, lambda seeds: rename(seeds, entry, slug), console, dry_run=dry_run)


@click.command("merge", cls=Command)
@entry_argument
@argument("into", "INTO", "The entry that stays.")
@written_seeds
@dry_run
@lang
def merge_(*, entry: str, into: str, folder: Path, dry_run: bool) -> int:
    """Merge an entry into another of its type, and cite that one everywhere instead.

    INTO keeps its fields and gets those that it lacks; lists are united. Where both differ, INTO's
    value stays, and a comment with CONFLICT in the file names the other, until you have kept one of
    them and deleted the comment. The slug of ENTRY becomes a former slug of INTO. All files are
    written, or none. Needs no database. Exits with 1 if there are conflicts.

    Example: graph-service seeds merge institutions/arg-min institutions/arg-ministerio
    """
    from graph_service.catalogue.commands.restructure import restructure
    from graph_service.catalogue.restructure import merge

    console = console_of_command()
    return restructure(
        folder,
        lambda seeds: merge(seeds, entry, into, console.language),
        console,
        dry_run=dry_run,
    )


FILE_COMMANDS = (template, import_, rename_, merge_)
