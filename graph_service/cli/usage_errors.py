"""Mistakes in the options and arguments of a command, in English or Spanish.

Typer words its errors in English only, so they are worded here. Their classes are private to it:
pyproject.toml names the versions that have them.
"""

from __future__ import annotations

import re

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperGroup, TyperOption

from graph_service.i18n import Language, Message, Shown, _, verbatim

from .help import usage, value_name

_UNKNOWN_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.*)\?)?")
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)")
_NOT_A_CHOICE = re.compile(r"'(?P<value>.*)' is not one of .*", re.DOTALL)


class OptionRefused(typer.BadParameter):
    """A value of an option or an argument is not allowed; the message is in both languages."""

    def __init__(self, message: Message, option: str | None = None) -> None:
        super().__init__(str(message), param_hint=option)
        self.translatable = message


def usage_report(error: ClickException, language: Language) -> str:
    """Return the report of a mistake in a command line: its usage, and what is wrong."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    wrong = _("Error: {what}", what=_message(error, language)).render(language)
    if not isinstance(error, UsageError) or error.ctx is None:
        return wrong
    hint = _("See {command} --help.", command=error.ctx.command_path).render(language)
    return f"{usage(error.ctx, language)}\n{hint}\n{wrong}"


def _message(error: ClickException, language: Language) -> Message:
    match error:
        case NoSuchOption():
            near = ", ".join(sorted(error.possibilities or ()))
            if near:
                return _(
                    "unknown option {name}; did you mean {near}?", name=error.option_name, near=near
                )
            return _("unknown option {name}", name=error.option_name)
        case BadOptionUsage():
            if "requires" in error.message:
                return _("the option {name} needs a value", name=error.option_name)
            return _("the option {name} has no value", name=error.option_name)
        case MissingParameter():
            name = _name(error, language)
            allowed = _choices(error)
            if allowed:
                return _("{name} is missing; allowed: {allowed}", name=name, allowed=allowed)
            return _("{name} is missing", name=name)
        case OptionRefused():
            return _("{name}: {what}", name=_name(error, language), what=error.translatable)
        case BadParameter():
            return _bad_value(error, language)
    return _unstructured(error)


def _bad_value(error: BadParameter, language: Language) -> Message:
    allowed = _choices(error)
    match = _NOT_A_CHOICE.search(error.message)
    if match and allowed:
        return _(
            "{name}: unknown value {value}; allowed: {allowed}",
            name=_name(error, language),
            value=f'"{match["value"]}"',
            allowed=allowed,
        )
    if error.param is not None and error.param.type_descriptor.annotation is int:
        return _("{name}: write a whole number", name=_name(error, language))
    return _("{name}: {what}", name=_name(error, language), what=verbatim(error.message))


def _unstructured(error: ClickException) -> Message:
    """Return the message of an error that only its English text describes."""
    if match := _UNKNOWN_COMMAND.fullmatch(error.message):
        group = error.ctx.command if isinstance(error, UsageError) and error.ctx else None
        known = [*group.commands] if isinstance(group, TyperGroup) else []
        if match["near"]:
            near = match["near"].replace("'", '"')
            return _(
                "unknown command {name}; did you mean {near}?", name=f'"{match["name"]}"', near=near
            )
        return _("unknown command {name}; allowed: {known}", name=f'"{match["name"]}"', known=known)
    if match := _EXTRA_ARGUMENTS.fullmatch(error.message):
        return _("unexpected arguments: {words}", words=match["words"])
    if error.message == "Missing command.":
        return _("a command is missing")
    return verbatim(error.message)


def _name(error: BadParameter, language: Language) -> str:
    if isinstance(error.param_hint, str):
        return verbatim(error.param_hint).render(language)
    param = error.param
    if isinstance(param, TyperOption):
        return max(param.opts, key=len)
    return value_name(param, language) if isinstance(param, TyperArgument) else ""


def _choices(error: BadParameter) -> Shown:
    if error.param is None or not error.param.type_descriptor.is_choice:
        return ()
    return tuple(str(choice.value) for choice in error.param.type_descriptor.choices or ())
