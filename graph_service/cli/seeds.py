"""`graph-service seeds check`, `plan`, `load`, `pull`, `undo`, `log` and `forget`."""

import re
import sys
from pathlib import Path

import click

from graph_service.catalogue.plan.display import Display
from graph_service.cli.command_line import (
    PATH,
    Decorator,
    Group,
    OptionRefused,
    argument,
    console_of_command,
    database_settings,
    dry_run,
    flag,
    lang,
    option,
    seeds_option,
)
from graph_service.cli.seed_files import FILE_COMMANDS
from graph_service.i18n import Language, _
from graph_service.model.text import fold

_LONGEST_NAME = 200
_NOBODY = ("nobody", "nadie", "ninguem")
_RELEASE = re.compile(r"(?:Release:)?(?:release-)?([1-9][0-9]{0,8})")


def _name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and (len(value) > _LONGEST_NAME or not value.isprintable()):
        message = _("at most {most} characters, on one line", most=_LONGEST_NAME)
        raise OptionRefused(message, "--loaded-by")
    return value


def _asked_name(language: Language) -> str | None:
    """Ask who loads, on a terminal; None if nobody is to be named."""
    if not sys.stdin.isatty():
        return None
    question = _("Who loads? The name is public: in the API, exports and pages. Empty for nobody")
    name = str(click.prompt(question.render(language), default="", show_default=False)).strip()
    return name if name and fold(name) not in _NOBODY else None


def _number(_ctx: click.Context, _param: click.Parameter, name: str | None) -> int | None:
    """Return the number of a release: 7 for "7" and "release-7"."""
    match = _RELEASE.fullmatch(name or "")
    if name is not None and match is None:
        message = _("{name} is not the number of a release, such as 7", name=f'"{name}"')
        raise OptionRefused(message)
    return int(match[1]) if match else None


def _release(purpose: str) -> Decorator:
    return argument("release", "[RELEASE]", purpose, required=False, callback=_number)


seeds_folder = argument(
    "folder",
    "[FOLDER]",
    "The folder of seeds; by default that of the variable SEEDS, or seeds.",
    type=PATH,
    envvar="SEEDS",
    default="seeds",
)
prune = flag("--prune", "Remove entries that are no longer in the files.")
loaded_by = option(
    "--loaded-by",
    "NAME",
    "Your name, recorded with the release.",
    envvar="LOADED_BY",
    show_envvar=True,
    callback=_name,
)
everything = flag("--all everything", "Don't shorten long lists.")
as_json = flag("--json as_json", "Write JSON, for programs.")
plan_format = option(
    "--format output",
    None,
    "For people (text) or for programs (json).",
    type=click.Choice(["text", "json"]),
    default="text",
)


@click.group(cls=Group)
def seeds() -> None:
    """Import, check, plan, load, pull and undo the files of the catalogue; its history."""


@seeds.command()
@seeds_folder
@flag("--graph", "Also compare the graph with the files: finds changes by hand.")
@option(
    "--format form",
    None,
    "For people (text), for programs (json), or for GitHub Actions (annotations).",
    type=click.Choice(["text", "json", "annotations"]),
    default="text",
)
@flag("--warnings", "List the weak spots of new and changed files, as git has them.")
@everything
@lang
def check(*, folder: Path, graph: bool, form: str, warnings: bool, everything: bool) -> int:
    """Check all files and print all problems; needs no database without --graph.

    Weak spots, such as an entry without a source, are counted, but don't prevent a load. Those of
    new and changed files are listed with --warnings and as annotations; with --all, those of all.

    --graph connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). It
    never writes to the database.

    Examples: graph-service seeds check --lang es --warnings · graph-service seeds check
    --format json · graph-service seeds check --graph
    """
    console = console_of_command()
    if not graph:
        from graph_service.catalogue.commands.check import check_seeds

        return check_seeds(
            folder, console, form=form, list_warnings=warnings, everything=everything
        )
    if form != "text" or warnings:
        raise OptionRefused(_("can't be combined with --format or --warnings"), "--graph")
    from graph_service.catalogue.commands.check_graph import check_graph  # slow to import

    return check_graph(folder, database_settings(), console)


@seeds.command()
@seeds_folder
@prune
@plan_format
@everything
@loaded_by
@lang
def plan(
    *,
    folder: Path,
    prune: bool,
    loaded_by: str | None,
    output: str,
    everything: bool,
) -> int:
    """Show what a load would change: entries, fields, edges, stages, answers. Writes nothing.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). Exits with 1 if
    a load would be refused.

    Examples: graph-service seeds plan · graph-service seeds plan --prune --all
    """
    from graph_service.catalogue.commands.load import plan_seeds  # slow to import

    console = console_of_command()
    planned = plan_seeds(
        folder,
        database_settings(),
        console,
        display=_display(everything=everything, as_json=output == "json"),
        prune=prune,
        loaded_by=loaded_by,
    )
    return int(planned.changeset.refusal is not None)


@seeds.command()
@seeds_folder
@prune
@flag(
    "--at-start",
    "If the folder lacks what others have loaded, leave the graph as it is, say so, and exit with"
    " 0: for services that load when they start.",
)
@flag("--yes", "Load even if that takes back what has been loaded before, as seeds plan lists it.")
@everything
@loaded_by
@lang
def load(
    *,
    folder: Path,
    prune: bool,
    at_start: bool,
    yes: bool,
    everything: bool,
    loaded_by: str | None,
) -> None:
    """Check all files and write the changes in one transaction; a second load changes nothing.

    Refused if others have loaded since the folder's base: seeds pull writes that into the files.
    Removed entries, values that the history had before and others' additions that go are listed,
    and need --yes; more than a tenth of the entries can't be removed at once.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds load · LOADED_BY=ana graph-service seeds load --prune
    """
    from graph_service.catalogue.commands.load import load_at_start, load_seeds  # slow to import

    console, display = console_of_command(), _display(everything=everything)
    if at_start:
        if prune or yes:
            raise OptionRefused(_("can't be combined with --prune or --yes"), "--at-start")
        load_at_start(folder, database_settings(), console, display=display)
        return
    load_seeds(
        folder,
        database_settings(),
        console,
        prune=prune,
        loaded_by=loaded_by or _asked_name(console.language),
        is_confirmed=yes,
        display=display,
    )


@seeds.command()
@seeds_folder
@everything
@lang
def pull(*, folder: Path, everything: bool) -> int:
    """Write into the folder what others have loaded since its base; a new folder gets all entries.

    Only the fields that changed are written; comments and the rest of a file stay as they are.
    Fields that the folder has changed in another way stay as they are, too: a comment with CONFLICT
    in the file names the other value, until you have kept one and deleted the comment.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). Exits with 1 if
    there are conflicts.

    Example: graph-service seeds pull
    """
    from graph_service.catalogue.commands.pull import pull_seeds  # slow to import

    return pull_seeds(
        folder,
        database_settings(),
        console_of_command(),
        display=_display(everything=everything),
    )


@seeds.command()
@_release("The number of the release, see seeds log; by default the newest load in effect.")
@dry_run
@plan_format
@everything
@seeds_option("Your folder of seeds: if it has what was undone, you are told how to remove it.")
@loaded_by
@lang
def undo(
    *,
    release: int | None,
    dry_run: bool,
    output: str,
    everything: bool,
    folder: Path,
    loaded_by: str | None,
) -> None:
    """Undo a release, by default the newest load that is still in effect, in one transaction.

    The undo is a new release, and can be undone itself. It is refused if later releases have
    changed what that release changed.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Without a number, only your own load is undone. The output says who had loaded it.

    Examples: graph-service seeds undo --dry-run · LOADED_BY=ana graph-service seeds undo 7
    """
    if output == "json" and not dry_run:
        raise OptionRefused(_("json requires --dry-run"), "--format")
    from graph_service.catalogue.commands.load import undo_load  # slow to import

    undo_load(
        database_settings(),
        console_of_command(),
        release,
        display=_display(everything=everything, as_json=output == "json"),
        seeds=folder,
        dry_run=dry_run,
        loaded_by=loaded_by,
    )


@seeds.command()
@_release("The number of a release: what it changed, entry by entry.")
@option("--entry", "SLUG", "The history of one entry, field by field: its slug, or Type:slug.")
@everything
@as_json
@lang
def log(*, release: int | None, entry: str | None, everything: bool, as_json: bool) -> None:
    """Show the releases, the newest first: when, who, and which entries changed.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds log · graph-service seeds log 7 --all · graph-service seeds log
    --entry Topic:helpline
    """
    from graph_service.catalogue.commands.history import show_log, show_release  # slow to import

    display = _display(everything=everything, as_json=as_json)
    if release is None:
        show_log(database_settings(), console_of_command(), display, entry)
    elif entry is None:
        show_release(database_settings(), console_of_command(), display, release)
    else:
        raise OptionRefused(_("can't be combined with a release"), "--entry")


@seeds.command()
@argument("entry", "ENTRY", "Its slug, or Type:slug.")
@argument("field_name", "FIELD", "As in files: note, name.es, events[2].note.")
@flag("--yes", "Blank it. Otherwise, say what would be lost.")
@lang
def forget(*, entry: str, field_name: str, yes: bool) -> None:
    """Blank a value in the history of an entry, such as a person's name that slipped in.

    Change the entry's file and load it first: only what the history has is blanked, for ever.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Example: graph-service seeds forget gp-arg-linea note --yes
    """
    from graph_service.catalogue.commands.history import forget_value  # slow to import

    console = console_of_command()
    forget_value(database_settings(), console, entry, field_name, is_confirmed=yes)


def _display(*, everything: bool, as_json: bool = False) -> Display:
    language = console_of_command().language
    return Display(language=language, everything=everything, as_json=as_json)


for command in FILE_COMMANDS:
    seeds.add_command(command)
