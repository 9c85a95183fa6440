"""The command `graph-service`: thin, a module for what belongs together."""

import io
import os
import sys

import typer

from graph_service.cli.export import export
from graph_service.cli.publish import publish
from graph_service.cli.seeds import seeds_app
from graph_service.cli.serving import serve, up
from graph_service.cli.speech import tell
from graph_service.errors import GraphServiceError
from graph_service.i18n import language_of

app = typer.Typer(
    name="graph-service",
    help="A knowledge graph of good practices against trafficking in persons.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(up)
app.command()(serve)
app.add_typer(seeds_app)
app.command()(export)
app.command()(publish)


def main() -> None:
    """Run a command; an error of ours is one sentence and its exit status, without a traceback.

    What a terminal's encoding lacks is shown by its number, as in JSON.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="graph-service")
    except GraphServiceError as error:
        tell(error, language_of(os.environ))
        sys.exit(error.exit_status)
