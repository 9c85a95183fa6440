"""In which language commands speak to people."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from graph_service.catalogue.speaker import Speaker
from graph_service.errors import GraphServiceError
from graph_service.i18n import Language, language_of

Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="The language of messages; without it, that of the locale."),
]


@contextmanager
def speaking(lang: Language | None) -> Iterator[Speaker]:
    """Give who speaks the language; an error is told in it, and ends the command."""
    language = lang or language_of(os.environ)
    try:
        yield Speaker(console=Console(highlight=False), language=language)
    except GraphServiceError as error:
        tell(error, language)
        raise typer.Exit(error.exit_status) from error


def tell(error: GraphServiceError, language: Language) -> None:
    """Say what is wrong, without a traceback."""
    Speaker(console=Console(stderr=True), language=language).say(error.worded)
