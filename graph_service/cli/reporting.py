"""The language, messages and errors of commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.i18n import Language

from .language import language_of_command

Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of messages; by default that of the locale."),
]


def console_of(lang: Language | None = None, *, stderr: bool = False) -> Console:
    """Return a console for messages, by default in the language of the command."""
    return Console(stderr=stderr, language=lang or language_of_command())


@contextmanager
def reporting(lang: Language | None) -> Iterator[Console]:
    """Context with a console; reports a GraphServiceError and exits with its status."""
    try:
        yield console_of(lang)
    except GraphServiceError as error:
        report(error, lang)
        raise typer.Exit(error.exit_status) from error


def report(error: GraphServiceError, lang: Language | None = None) -> None:
    """Print the message of an error to stderr."""
    console_of(lang, stderr=True).say(error.translatable)
