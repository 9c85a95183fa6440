"""The commands `graph-service seeds …`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_service.catalogue.checks.formats import Format
from graph_service.catalogue.commands.check import check_seeds
from graph_service.catalogue.plan.display import Display
from graph_service.cli.database import database_settings
from graph_service.cli.options import DryRun
from graph_service.cli.reporting import Lang, reporting
from graph_service.cli.seed_files import export_, import_, template
from graph_service.cli.seed_history import UndoneRelease, log, release_number, show
from graph_service.cli.seed_structure import merge_, rename_
from graph_service.cli.usage_errors import OptionRefused
from graph_service.console import Console
from graph_service.i18n import _

seeds_app = typer.Typer(
    name="seeds",
    help=(
        "Import, check, plan, load, pull, undo and export the files of the catalogue; its history."
    ),
    no_args_is_help=True,
)


class PlanFormat(StrEnum):
    """The output formats of a plan."""

    TEXT = "text"
    JSON = "json"


Folder = Annotated[
    Path, typer.Argument(envvar="SEEDS", help="The folder of seeds.", show_default=True)
]

Prune = Annotated[
    bool, typer.Option("--prune", help="Remove entries that are no longer in the files.")
]
PlanFormatOption = Annotated[
    PlanFormat, typer.Option("--format", help="For people (text) or for programs (json).")
]
Everything = Annotated[bool, typer.Option("--all", help="Don't shorten long lists.")]
Ours = Annotated[
    list[str] | None,
    typer.Option(metavar="SLUG", help="An entry whose conflicts the folder wins; may be repeated."),
]
BaseNumber = Annotated[
    int | None,
    typer.Option(
        "--base",
        metavar="NUMBER",
        min=1,
        help="The release that the folder is based on, if its file .base doesn't say so.",
    ),
]
_LONGEST_NAME = 200


def _name(value: str | None) -> str | None:
    if value is not None and (len(value) > _LONGEST_NAME or not value.isprintable()):
        message = _("at most {most} characters, on one line", most=_LONGEST_NAME)
        raise OptionRefused(message, "--loaded-by")
    return value


LoadedBy = Annotated[
    str | None,
    typer.Option(envvar="LOADED_BY", help="Your name, recorded with the release.", callback=_name),
]


@seeds_app.command()
def check(
    folder: Folder = Path("seeds"),
    graph: Annotated[
        bool,
        typer.Option(
            "--graph", help="Also compare the graph with the files: finds changes by hand."
        ),
    ] = False,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="For people (text), for programs (json), or for GitHub Actions (annotations).",
        ),
    ] = Format.TEXT,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="List each weak spot with its file and line.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if there is a weak spot.")] = False,
    lang: Lang = None,
) -> None:
    """Check all files and print all problems; needs no database without --graph.

    Weak spots, such as an entry without a source, are counted, but don't prevent a load.

    --graph connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). It
    never writes to the database.

    Examples: graph-service seeds check --lang es --warnings · graph-service seeds check
    --format json · graph-service seeds check --graph
    """
    if graph and (form is not Format.TEXT or warnings or strict):
        raise OptionRefused(_("can't be combined with --format, --warnings or --strict"), "--graph")
    with reporting(lang) as console:
        if graph:
            from graph_service.catalogue.commands.check_graph import check_graph  # slow to import

            status = check_graph(folder, database_settings(), console)
        else:
            status = check_seeds(
                folder,
                console,
                form=form,
                list_warnings=warnings,
                strict=strict,
            )
    raise typer.Exit(status)


@seeds_app.command()
def plan(
    folder: Folder = Path("seeds"),
    prune: Prune = False,
    ours: Ours = None,
    base: BaseNumber = None,
    output: PlanFormatOption = PlanFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the plan to a file, for seeds load --plan."),
    ] = None,
    everything: Everything = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a load would change anything.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Show what a load would change: entries, fields, edges, stages, answers. Writes nothing.

    Also lists what others have loaded since the folder's base, which a load keeps, and conflicts.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). Exits with 1 if
    a load would be refused.

    Examples: graph-service seeds plan · graph-service seeds plan --prune --out plan.json
    """
    with reporting(lang) as console:
        from graph_service.catalogue.commands.plan import plan_seeds  # slow to import

        database = database_settings()
        display = _display(console, output, everything=everything)
        planned = plan_seeds(
            folder,
            database,
            console,
            display=display,
            prune=prune,
            base=base,
            ours=ours or (),
            out=out,
        )
    if planned.changeset.refusal is not None or (check and not planned.changeset.is_empty):
        raise typer.Exit(1)


@seeds_app.command()
def load(
    folder: Folder = Path("seeds"),
    prune: Prune = False,
    plan_file: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="FILE",
            help="Load exactly the plan that seeds plan --out wrote, or nothing.",
        ),
    ] = None,
    ours: Ours = None,
    base: BaseNumber = None,
    at_start: Annotated[
        bool,
        typer.Option(
            "--at-start",
            help="If the folder can't be merged with what others have loaded, leave the graph as it"
            " is, say so, and exit with 0: for services that load when they start.",
        ),
    ] = False,
    everything: Everything = False,
    loaded_by: LoadedBy = None,
    lang: Lang = None,
) -> None:
    """Check all files and write the changes in one transaction; a second load changes nothing.

    What others have loaded since the folder's base is kept and listed: seeds pull writes it into
    the folder. Fields that both changed differently are conflicts, and nothing is written.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds load · LOADED_BY=ana graph-service seeds load --plan plan.json
    """
    with reporting(lang) as console:
        from graph_service.catalogue.commands.load import load_at_start, load_seeds
        from graph_service.catalogue.loads.saved_plan import read_saved_plan  # slow to import

        database = database_settings()
        saved_plan = read_saved_plan(plan_file) if plan_file is not None else None
        if saved_plan is not None and prune and not saved_plan.prune:
            raise OptionRefused(
                _("the plan was made without --prune: leave it out, or plan again"), "--prune"
            )
        display = Display(language=console.language, everything=everything)
        if at_start:
            if saved_plan is not None or prune or ours or base is not None:
                raise OptionRefused(
                    _("can't be combined with --plan, --prune, --ours or --base"), "--at-start"
                )
            load_at_start(folder, database, console, display=display)
            return
        load_seeds(
            folder,
            database,
            console,
            prune=saved_plan.prune if saved_plan is not None else prune,
            loaded_by=loaded_by,
            saved_plan=saved_plan,
            base=base,
            ours=(*saved_plan.ours, *(ours or ())) if saved_plan is not None else ours or (),
            display=display,
        )


@seeds_app.command()
def pull(
    folder: Folder = Path("seeds"),
    ours: Ours = None,
    theirs: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SLUG", help="An entry whose conflicts the graph wins; may be repeated."
        ),
    ] = None,
    base: BaseNumber = None,
    everything: Everything = False,
    lang: Lang = None,
) -> None:
    """Write into the folder what others have loaded since its base; a new folder gets all entries.

    Only the fields that changed are written; comments and the rest of a file stay as they are.
    Fields that the folder has changed in another way stay as they are, too: those conflicts are
    listed, and the folder's base changes once each is decided.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data). Exits with 1 if
    conflicts are left.

    Examples: graph-service seeds pull · graph-service seeds pull --theirs topics/borders
    """
    with reporting(lang) as console:
        from graph_service.catalogue.commands.pull import pull_seeds  # slow to import

        status = pull_seeds(
            folder,
            database_settings(),
            console,
            display=Display(language=console.language, everything=everything),
            base=base,
            ours=ours or (),
            theirs=theirs or (),
        )
    raise typer.Exit(status)


@seeds_app.command()
def undo(
    release: UndoneRelease = None,
    dry_run: DryRun = False,
    output: PlanFormatOption = PlanFormat.TEXT,
    everything: Everything = False,
    folder: Annotated[
        Path,
        typer.Option(
            "--seeds",
            metavar="FOLDER",
            envvar="SEEDS",
            help="Your folder of seeds: if it was loaded by that load, it can be loaded again.",
        ),
    ] = Path("seeds"),
    loaded_by: LoadedBy = None,
    lang: Lang = None,
) -> None:
    """Undo a release, by default the newest load that is still in effect, in one transaction.

    The undo is a new release, and can be undone itself. It is refused if later releases have
    changed what that release changed.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds undo --dry-run · LOADED_BY=ana graph-service seeds undo 7
    """
    if output is PlanFormat.JSON and not dry_run:
        raise OptionRefused(_("json requires --dry-run"), "--format")
    with reporting(lang) as console:
        from graph_service.catalogue.commands.undo import undo_load  # slow to import

        database = database_settings()
        display = _display(console, output, everything=everything)
        undo_load(
            database,
            console,
            release_number(release) if release is not None else None,
            display=display,
            seeds=folder,
            dry_run=dry_run,
            loaded_by=loaded_by,
        )


def _display(console: Console, output: PlanFormat, *, everything: bool) -> Display:
    as_json = output is PlanFormat.JSON
    return Display(language=console.language, everything=everything, as_json=as_json)


seeds_app.command()(log)
seeds_app.command()(show)
seeds_app.command()(template)
seeds_app.command("import")(import_)
seeds_app.command("export")(export_)
seeds_app.command("rename")(rename_)
seeds_app.command("merge")(merge_)
