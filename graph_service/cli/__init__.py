"""The command `graph-service`."""

import codecs
import gc
import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer._click.exceptions import ClickException
from typer.main import get_command

from graph_service import __version__
from graph_service.cli.help import with_own_help
from graph_service.cli.language import language_of_command
from graph_service.cli.reporting import report
from graph_service.cli.usage_errors import usage_report
from graph_service.errors import GraphServiceError


def app_for(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application; for some commands without the others, which import much."""
    app = typer.Typer(
        name="graph-service",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_main_options)
    for add in _NEEDED.get(next(iter(arguments), ""), (_add_seeds, _add_serving, _add_files)):
        add(app)
    return app


def _add_seeds(app: typer.Typer) -> None:
    from graph_service.cli.seeds import seeds_app  # imports all of the catalogue

    app.add_typer(seeds_app)


def _add_serving(app: typer.Typer) -> None:
    from graph_service.cli.serving import serve, up

    for command in (up, serve):
        app.command()(command)


def _add_files(app: typer.Typer) -> None:
    from graph_service.cli.archives import restore, verify
    from graph_service.cli.export import export  # imports every format
    from graph_service.cli.publish import publish

    for command in (export, verify, restore, publish):
        app.command()(command)


_NEEDED = {"up": (_add_serving,), "serve": (_add_serving,), "seeds": (_add_seeds,)}
"""What adds the commands of a process, by the first argument."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"graph-service {__version__}")
        raise typer.Exit


def _main_options(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version, and exit."
        ),
    ] = False,
) -> None:
    """A knowledge graph of good practices against trafficking in persons."""


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return escapes for characters that an encoding lacks, as JSON writes them: ✓ → \u2713."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    return "".join(escapes), error.end


def _tune_garbage_collector() -> None:
    """Let the garbage collector skip what is imported, and run rarely.

    Commands create millions of objects that live until they end, and hardly any cycles: collections
    took a fifth of the time of `seeds check` with 10,000 entries, and freed less than 3 MB.
    """
    gc.freeze()
    gc.set_threshold(100_000)


def main() -> None:
    """Run a command, and exit with its status; report errors without a traceback."""
    _tune_garbage_collector()
    # Pipes on Windows have cp1252, which lacks many characters; escaped, JSON stays JSON.
    codecs.register_error("json-escapes", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="json-escapes")
    try:
        command = get_command(with_own_help(app_for(sys.argv[1:])))
        status = command.main(prog_name="graph-service", standalone_mode=False)
    except ClickException as error:
        typer.echo(usage_report(error, language_of_command()), err=True)
        sys.exit(error.exit_code)
    except GraphServiceError as error:
        report(error, language_of_command())
        sys.exit(error.exit_status)
    sys.exit(status)
