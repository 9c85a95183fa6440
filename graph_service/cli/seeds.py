"""The sub-commands `graph-service seeds …`: thin, they read settings and call the catalogue."""

import os
from pathlib import Path
from typing import Annotated

import typer

from graph_service.catalogue.commands import check_graph, check_seeds, load_seeds
from graph_service.cli.seed_files import export_, import_, template
from graph_service.cli.speech import Lang, speaking
from graph_service.settings import read_database_settings

seeds_app = typer.Typer(
    name="seeds",
    help="The files of the catalogue: made from tables, checked, loaded, written back.",
    no_args_is_help=True,
)

Folder = Annotated[
    Path, typer.Argument(envvar="SEEDS", help="The folder of seeds.", show_default=True)
]


@seeds_app.command()
def check(
    folder: Folder = Path("seeds"),
    graph: Annotated[
        bool,
        typer.Option("--graph", help="Compare the graph with them, too: find changes by hand."),
    ] = False,
    lang: Lang = None,
) -> int:
    """Check all files and print every problem at once; needs no database without --graph.

    With --graph, the database is named by NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and
    NEO4J_DATABASE; it is read, never written.

    Examples: graph-service seeds check --lang es · graph-service seeds check --graph
    """
    with speaking(lang) as speaker:
        if graph:
            status = check_graph(folder, read_database_settings(os.environ), speaker)
        else:
            status = check_seeds(folder, speaker)
    raise typer.Exit(status)


@seeds_app.command()
def load(
    folder: Folder = Path("seeds"),
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove entries that the files don't have any more.")
    ] = False,
    loaded_by: Annotated[
        str | None,
        typer.Option(envvar="LOADED_BY", help="Who loads it, for the record of the release."),
    ] = None,
    lang: Lang = None,
) -> int:
    """Check all files and write what changed, in one transaction; twice changes nothing.

    The database is named by NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE.

    Examples: graph-service seeds load · LOADED_BY=ana graph-service seeds load --prune
    """
    with speaking(lang) as speaker:
        database = read_database_settings(os.environ)
        status = load_seeds(folder, database, speaker, prune=prune, loaded_by=loaded_by)
    raise typer.Exit(status)


seeds_app.command()(template)
seeds_app.command("import")(import_)
seeds_app.command("export")(export_)
