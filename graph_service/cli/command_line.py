"""What the commands share: click in the user's language, options, and the database.

Help is declared in English; `locale/es.po` has its Spanish, by paragraph, and that of the messages
which click looks up with gettext. tests/test_i18n.py names what lacks one.
"""

from __future__ import annotations

import gettext
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias, TypeVar

import click

from graph_service.console import Console
from graph_service.errors import DatabaseUnavailable, GraphServiceError
from graph_service.i18n import (
    Language,
    Message,
    _,
    compiled_messages,
    negotiate,
    render,
    verbatim,
)
from graph_service.settings import DatabaseSettings, Folders, read_settings

SEEDS_PACKAGES = ("phonenumbers", "rapidfuzz")
"""The packages of the extra `seeds`, which are imported by these names."""
Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]
Declared = TypeVar("Declared", bound=click.Command)
_PORTUGUESE = "pt"
LANGUAGES = (*map(str, Language), _PORTUGUESE)
"""The languages of users: terms and headers have all three, messages no Portuguese yet."""
_NOT_PORTUGUESE = "As mensagens ainda não estão em português: seguem em espanhol."
_EXAMPLES = re.compile("Examples?: ")


class Command(click.Command):
    """A command that returns its exit status, or raises an error, which is printed as a message."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command, and exit with its status."""
        try:
            status = super().invoke(ctx)
        except GraphServiceError as error:
            console_of_command(stderr=True).say(error.translatable)
            status = error.exit_status
        except ModuleNotFoundError as error:
            if error.name not in SEEDS_PACKAGES:
                raise
            message = _(
                "This command needs the extra `seeds`, as {package} is not installed:"
                " pip install 'graph-service[seeds]'.",
                package=error.name,
            )
            console_of_command(stderr=True).say(message)
            status = 1
        except KeyboardInterrupt:
            status = 130
        ctx.exit(status or 0)


class Group(click.Group):
    """Commands in the order of their declaration, and in the language of the program."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return [*self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of this name."""
        command = super().get_command(ctx, cmd_name)
        return command and in_language(command, ctx.ensure_object(Language))


class Program(Group):
    """The outermost group. Its language is that of `--lang`, else that of the locale."""

    def main(self, args: Sequence[str] | None = None, **options: Any) -> None:  # type: ignore[override] # noqa: ANN401
        """Run a command by its arguments, by default those of the process."""
        arguments = sys.argv[1:] if args is None else args
        chosen = language_of_command(arguments)
        language = Language.ES if chosen == _PORTUGUESE else Language(chosen)
        if chosen == _PORTUGUESE and "template" not in arguments:  # which is in Portuguese
            click.echo(_NOT_PORTUGUESE, err=True)
        with gettext_in(language, chosen):
            program = in_language(self, language)
            super(Program, program).main(args, obj=language, **options)


def console_of_command(*, stderr: bool = False) -> Console:
    """Return a console in the language of the command."""
    return Console(stderr=stderr, language=_language())


def _language() -> Language:
    return click.get_current_context().ensure_object(Language)


class OptionRefused(click.BadParameter):
    """A value of an option or an argument that is not allowed."""

    def __init__(self, message: Message, option: str | None = None) -> None:
        hint = None if option is None else [option]  # by default, the one whose callback raises it
        super().__init__(message.render(_language()), param_hint=hint)


def option(names: str, value: str | None, purpose: str, **more: Any) -> Decorator:  # noqa: ANN401
    """Return an option with a value.

    Args:
        names: of the option, and if it differs of its parameter, as in "--format output".
        value: the placeholder of its value in the help, if its type has none.
        purpose: its help.
        more: its type and so on, as in `click.option`.
    """
    return click.option(*names.split(), metavar=value, help=purpose, **more)


def flag(names: str, purpose: str) -> Decorator:
    """Return an option without a value."""
    return click.option(*names.split(), is_flag=True, help=purpose)


def argument(name: str, value: str, purpose: str, **more: Any) -> Decorator:  # noqa: ANN401
    """Return an argument; its placeholder is in brackets if it may be left out."""
    return click.argument(name, metavar=value, help=purpose, **more)


PATH = click.Path(path_type=Path)


def seeds_option(purpose: str) -> Decorator:
    """Return the option `--seeds` of a command that has other arguments."""
    more = {"type": PATH, "default": "seeds", "envvar": "SEEDS", "show_envvar": True}
    return option("--seeds folder", "FOLDER", purpose, **more)


lang = option(
    "--lang",
    None,
    "Language of messages; by default that of the locale.",
    type=click.Choice(LANGUAGES),
    expose_value=False,
)
dry_run = flag("--dry-run", "Show what would change; write nothing.")


def language_of_command(arguments: Sequence[str]) -> str:
    """Return the language that `--lang` names, else that of the locale, else English."""
    named = [after for word, after in pairwise(arguments) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    if named and named[-1] in LANGUAGES:
        return named[-1]
    return negotiate(os.environ, LANGUAGES) or Language.EN


@contextmanager
def gettext_in(language: Language, chosen: str) -> Iterator[None]:
    """Context in which gettext, and so click, finds our translations.

    It reads no other form than compiled files, and takes the language from LANGUAGE, which begins
    with the user's: templates may have it.
    """
    before = os.environ.get("LANGUAGE", "")
    with ExitStack() as stack:
        if language is not Language.EN:
            with suppress(OSError):  # click's own messages are in English then
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="graph-service-")))
                file = folder / language / "LC_MESSAGES/messages.mo"
                file.parent.mkdir(parents=True)
                file.write_bytes(compiled_messages(language))
                gettext.bindtextdomain("messages", folder)
            os.environ["LANGUAGE"] = f"{chosen}:{language}"
            stack.callback(os.environ.update, {"LANGUAGE": before})
        yield


def in_language(command: Declared, language: Language) -> Declared:
    """Return a copy of a command with its help in a language, and a line for each example."""

    def translated(text: str) -> str:
        return verbatim(text).render(language)

    command = copy(command)
    purpose, examples = _parts(command)
    command.help = "\n\n".join(map(translated, purpose))
    command.short_help = translated(purpose[0])
    command.options_metavar = render(_("[OPTIONS]"), language)
    if isinstance(command, click.Group):
        command.subcommand_metavar = render(_("COMMAND"), language)
    if examples:
        title = render(_("Examples:"), language)
        command.epilog = "\n  ".join((f"\b\n{title}", *examples))
    command.params = [copy(param) for param in command.params]
    for param in command.params:
        if isinstance(param, click.Option | click.Argument):
            param.help = translated(param.help or "")
        if param.metavar is not None:
            param.metavar = translated(param.metavar)
    return command


def help_texts(command: click.Command) -> Iterator[str]:
    """Yield the help of a command, of its parameters and of the commands in it."""
    yield from _parts(command)[0]
    for param in command.params:
        if isinstance(param, click.Option | click.Argument) and param.help:
            yield param.help
        if param.metavar is not None and param.metavar.isupper():  # a word, not a list of values
            yield param.metavar
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from help_texts(inner)


def _parts(command: click.Command) -> tuple[list[str], list[str]]:
    """Return the paragraphs of a command's help, and its examples: "Examples: a · b" → a, b."""
    texts = [" ".join(text.split()) for text in re.split(r"\n\s*\n", command.help or "")]
    purpose = [text for text in texts if not _EXAMPLES.match(text)]
    lines = [_EXAMPLES.sub("", text).split(" · ") for text in texts if _EXAMPLES.match(text)]
    return purpose, [example for line in lines for example in line]


def database_settings(environ: Mapping[str, str] = os.environ) -> DatabaseSettings:
    """Return the settings of NEO4J_URI or, if it isn't set, of the managed Neo4j of DATA.

    NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE override those of the managed Neo4j, too.

    Raises:
        SettingsInvalid: with every mistake.
        DatabaseUnavailable: when NEO4J_URI isn't set, and no managed Neo4j is running.
    """
    if environ.get("NEO4J_URI"):
        return read_settings(DatabaseSettings, environ)
    from graph_service.local import find_running  # slow to import

    data = read_settings(Folders, environ).data
    address = find_running(data)
    if address is None:
        raise DatabaseUnavailable(
            _(
                "No Neo4j is running on the data in {data}, and NEO4J_URI is not set. Start it with"
                " {start} in another terminal and wait for its addresses; or set DATA to the folder"
                " of a running one, or NEO4J_URI and NEO4J_PASSWORD to name any other.",
                data=str(data),
                start=_start_command(data),
            )
        )
    given = {name: value for name, value in environ.items() if value}
    return read_settings(DatabaseSettings, {**address.database.environ(), **given})


def _start_command(data: Path) -> str:
    wsl = "wsl " if sys.platform == "win32" else ""
    setting = "" if data == Folders.data else f" DATA={shlex.quote(data.as_posix())}"
    return f"`{wsl}make up{setting}`"
