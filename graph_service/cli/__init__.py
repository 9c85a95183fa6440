"""The command `graph-service`."""

import codecs
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from graph_service import __version__
from graph_service.cli.command_line import Program

_MODULES = {
    "up": "serving",
    "serve": "serving",
    "mcp": "serving",
    "export": "exports",
    "diff": "exports",
    "verify": "exports",
    "restore": "exports",
    "publish": "publish",
    "seeds": "seeds",
}
"""The modules of the commands, which import much."""


def app_for(arguments: Sequence[str] = ()) -> Program:
    """Return the application; without other commands if the arguments name one."""

    @click.group(cls=Program, context_settings={"max_content_width": 102, "show_default": True})
    @click.version_option(__version__, message="graph-service %(version)s")
    def app() -> None:
        """A knowledge graph of good practices against trafficking in persons."""

    named = next((word for word in arguments[:1] if word in _MODULES), None)
    for name, module in _MODULES.items():
        if named in (None, name):
            app.add_command(getattr(import_module(f"graph_service.cli.{module}"), name))
    return app


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return escapes for characters that an encoding lacks, as JSON writes them: ✓ → \u2713."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    return "".join(escapes), error.end


def main() -> None:
    """Run a command, and exit with its status; report errors without a traceback."""
    # Pipes on Windows have cp1252, which lacks many characters; escaped, JSON stays JSON.
    codecs.register_error("json-escapes", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="json-escapes")
    if sys.argv[1:2] in (["serve"], ["up"]) and os.environ.get("LOG_FORMAT") == "json":
        from graph_service.logs import configure_logs  # slow to import
        from graph_service.settings import LogSettings

        configure_logs(LogSettings(form="json"))  # mistakes in settings are lines of it, too
    app_for(sys.argv[1:]).main(prog_name="graph-service")
