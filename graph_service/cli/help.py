"""The help of commands, in English or Spanish.

Commands and options declare their help in English; `locale/es.po` has its translation, by
paragraph. tests/test_i18n.py names the paragraphs that lack one. Typer's context is private to it:
pyproject.toml names the versions that have it.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import typer
from typer._click.core import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from graph_service.i18n import Language, Message, Wording, _, render, verbatim

from .language import language_of_command

_WIDEST = 100
_EXAMPLES = re.compile("Examples?: ")
_INDENT = 22
"""The column at which the help of an option starts."""


class Command(TyperCommand):
    """A command whose help is in the language of messages."""

    def get_help(self, ctx: Context) -> str:
        """Return the help."""
        return help_text(self, ctx, language_of_command())


class Group(TyperGroup):
    """A group of commands whose help is in the language of messages."""

    def get_help(self, ctx: Context) -> str:
        """Return the help."""
        return help_text(self, ctx, language_of_command())


def with_own_help(app: typer.Typer) -> typer.Typer:
    """Let all commands of an app, and of the groups in it, print this help; return the app."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            with_own_help(group.typer_instance)
    return app


def usage(ctx: Context, language: Language) -> str:
    """Return how a command is called: "Usage: graph-service seeds check [OPTIONS] [FOLDER]"."""
    command = ctx.command
    words: list[str] = [render(_("[OPTIONS]"), language)]
    for param in command.params:
        if isinstance(param, TyperArgument):
            name = value_name(param, language)
            words.append(name if param.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        words.append(render(_("COMMAND"), language))
    line = _("Usage: {command} {arguments}", command=ctx.command_path, arguments=" ".join(words))
    return line.render(language)


def help_text(command: TyperCommand | TyperGroup, ctx: Context, language: Language) -> str:
    """Return the help of a command: its usage, its purpose, its arguments and its options."""
    width = min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)
    parts = [usage(ctx, language)]
    parts += [_wrapped(render(text, language), width) for text in paragraphs(command)]
    if lines := examples(command):
        parts.append("\n  ".join((render(_("Examples:"), language), *lines)))
    params = command.get_params(ctx)
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if isinstance(param, TyperOption)]
    commands = command.commands if isinstance(command, TyperGroup) else {}
    rows = (
        (_("Arguments:"), [(value_name(p, language), _meaning(p, language)) for p in arguments]),
        (_("Options:"), [(_names(p, language), _meaning(p, language)) for p in options]),
        (
            _("Commands:"),
            [
                (name, render(next(paragraphs(inner), ""), language))
                for name, inner in commands.items()
                if isinstance(inner, TyperCommand | TyperGroup) and not inner.hidden
            ],
        ),
    )
    parts += [_table(render(title, language), each, width) for title, each in rows if each]
    return "\n\n".join(parts)


def paragraphs(command: TyperCommand | TyperGroup) -> Iterator[Wording]:
    """Yield the paragraphs of a command's help, without its examples."""
    return (verbatim(text) for text in _paragraphs(command) if not _EXAMPLES.match(text))


def examples(command: TyperCommand | TyperGroup) -> Sequence[str]:
    """Return the examples of a command's help: "Examples: a · b" → a, b."""
    found = [text for text in _paragraphs(command) if _EXAMPLES.match(text)]
    return [line for text in found for line in _EXAMPLES.sub("", text).split(" · ")]


def _paragraphs(command: TyperCommand | TyperGroup) -> Iterator[str]:
    for text in re.split(r"\n\s*\n", command.help or ""):
        if text.strip():
            yield " ".join(text.split())


def help_messages(command: TyperCommand | TyperGroup) -> Iterator[Wording]:
    """Yield the help of a command, of its parameters and of the commands in it."""
    yield from paragraphs(command)
    for param in command.params:
        if not isinstance(param, TyperArgument | TyperOption):
            continue
        if param.help:
            yield verbatim(param.help)
        takes_value = isinstance(param, TyperArgument) or not param.is_flag
        if takes_value and _is_word(_value(param)):
            yield verbatim(_value(param))
    inside = command.commands.values() if isinstance(command, TyperGroup) else ()
    for inner in inside:
        if isinstance(inner, TyperCommand | TyperGroup):
            yield from help_messages(inner)


def _value(param: TyperArgument | TyperOption) -> str:
    """Return the placeholder of a value: its own, its choices, or the kind of its type."""
    kind = param.type_descriptor
    if param.metavar is not None:
        return param.metavar
    if kind.is_choice:
        return "|".join(str(choice.value) for choice in kind.choices or ())
    if isinstance(param, TyperArgument):
        return param.name.upper()
    if kind.is_path:
        return "FILE"
    return "NUMBER" if kind.annotation is int else "TEXT"


def _is_word(value: str) -> bool:
    """Whether a placeholder is a word to translate, such as FILE, and not a list of values."""
    return value.rstrip(".").isupper()


def value_name(param: TyperArgument | TyperOption, language: Language) -> str:
    """Return the placeholder of a parameter in a language: FILE, or ARCHIVO."""
    value = _value(param)
    name = render(verbatim(value), language)
    many = param.nargs != 1 and not value.endswith("...")
    return f"{name}..." if many else name


def _names(option: TyperOption, language: Language) -> str:
    names = ", ".join(sorted((*option.opts, *option.secondary_opts), key=len))
    return names if option.is_flag else f"{names} {value_name(option, language)}"


def _meaning(param: TyperArgument | TyperOption, language: Language) -> str:
    if param.name == "help":
        return _("Show this help, and exit.").render(language)
    more: list[Message] = []
    if param.envvar:
        more.append(_("or the variable {name}", name=str(param.envvar)))
    if param.default not in (None, False, ()) and param.show_default:
        more.append(_("default: {value}", value=str(param.default)))
    if param.required:
        more.append(_("must be given"))
    text = render(verbatim(param.help or ""), language)
    return f"{text} ({'; '.join(each.render(language) for each in more)})" if more else text


def _table(title: str, rows: Sequence[tuple[str, str]], width: int) -> str:
    return "\n".join((title, *_lines(rows, width)))


def _lines(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    for name, text in rows:
        first = f"  {name}"
        if len(first) > _INDENT - 2:
            yield first
            first = ""
        yield _wrapped(text, width, first.ljust(_INDENT), " " * _INDENT)


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
