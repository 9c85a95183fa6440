"""Commands in English or Spanish: their help, and the messages of click.

Help is declared in English; `locale/es.po` has its Spanish, by paragraph, and that of the messages
which click looks up with gettext. tests/test_i18n.py names what lacks one.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import click

from graph_service.i18n import Language, _, compiled_messages, language_of, render, verbatim

Declared = TypeVar("Declared", bound=click.Command)
_EXAMPLES = re.compile("Examples?: ")


def language_of_command(arguments: Sequence[str]) -> Language:
    """Return the language that `--lang` names, else that of the locale."""
    named = [after for word, after in pairwise(arguments) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    return Language(named[-1]) if named and named[-1] in [*Language] else language_of(os.environ)


@contextmanager
def gettext_in(language: Language) -> Iterator[None]:
    """Context in which gettext, and so click, finds our translations.

    It reads no other form than compiled files, and takes the language from LANGUAGE.
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
            os.environ["LANGUAGE"] = f"{before}:{language}"
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
