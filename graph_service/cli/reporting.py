"""How a command reports: its language, its messages, its errors."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.i18n import Language, language_of

Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="The language of messages; without it, that of the locale."),
]


def console_of(lang: Language | None = None, *, stderr: bool = False) -> Console:
    """Return where a command writes messages: in a language, by default that of the locale."""
    return Console(stderr=stderr, language=lang or language_of(os.environ))


@contextmanager
def reporting(lang: Language | None) -> Iterator[Console]:
    """Context with a console; an error of ours is reported, and ends the command."""
    try:
        yield console_of(lang)
    except GraphServiceError as error:
        report(error, lang)
        raise typer.Exit(error.exit_status) from error


def report(error: GraphServiceError, lang: Language | None = None) -> None:
    """Write an error's message to stderr, without a traceback."""
    console_of(lang, stderr=True).say(error.translatable)
