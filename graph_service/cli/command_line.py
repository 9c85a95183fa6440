"""Commands of click in the user's language, and the options that several of them have."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from graph_service.cli.language import gettext_in, in_language, language_of_command
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.i18n import Language, Message, _

SEEDS_PACKAGES = ("phonenumbers", "rapidfuzz")
"""The packages of the extra `seeds`, which are imported by these names."""
Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


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
        language = language_of_command(sys.argv[1:] if args is None else args)
        with gettext_in(language):
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
_RELEASE = re.compile(r"(?:Release:)?(?:release-)?([1-9][0-9]{0,8})")


def release_number(_ctx: click.Context, _param: click.Parameter, name: str | None) -> int | None:
    """Return the number of a release: 7 for "7" and "release-7"."""
    match = _RELEASE.fullmatch(name or "")
    if name is not None and match is None:
        message = _("{name} is not the number of a release, such as 7", name=f'"{name}"')
        raise OptionRefused(message)
    return int(match[1]) if match else None


def seeds_option(purpose: str) -> Decorator:
    """Return the option `--seeds` of a command that has other arguments."""
    more = {"type": PATH, "default": "seeds", "envvar": "SEEDS", "show_envvar": True}
    return option("--seeds folder", "FOLDER", purpose, **more)


lang = option(
    "--lang",
    None,
    "Language of messages; by default that of the locale.",
    type=click.Choice([str(language) for language in Language]),
    expose_value=False,
)
dry_run = flag("--dry-run", "Show what would change; write nothing.")
