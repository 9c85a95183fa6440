"""How settings are declared, each with its name, default, allowed values and meaning, and read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from graph_service.errors import SettingsInvalid
from graph_service.i18n import Lines, Message, _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Group = TypeVar("Group", bound="DataclassInstance")


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """A kind of value.

    Attributes:
        allowed: the allowed values, in words.
        pattern: of all allowed texts.
        parse: text that matches → value; raises ValueError.
        write: value → text that `parse` accepts.
        show: invalid text → how messages quote it, without secrets.
    """

    allowed: Message
    pattern: str = "(?s:.*)"
    parse: Callable[[str], T]
    write: Callable[[T], str] = str
    show: Callable[[str], str] = repr


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[T]):
    """A setting, read from the environment variable of that name; an empty one counts as not set.

    Attributes:
        name: of the variable.
        kind: of its values.
        meaning: what it is for, in `schema/SETTINGS.md`.
        default: as text; None if there is none.
        otherwise: what applies if the setting has no default and isn't set, in words.
        required: whether it must be set.
    """

    name: str
    kind: Kind[T]
    meaning: str
    default: str | None = None
    otherwise: str = ""
    required: bool = False


def setting(name: str, default: T, kind: Kind[T], meaning: str) -> T:
    """Declare a field of a group of settings."""
    declared = Setting(name=name, kind=kind, meaning=meaning, default=kind.write(default))
    return field(default=default, metadata={"setting": declared})


def optional(name: str, kind: Kind[T], meaning: str, *, otherwise: str) -> T | None:
    """Declare a field that is None if not set; `otherwise`: what applies then, in words."""
    declared = Setting(name=name, kind=kind, meaning=meaning, otherwise=otherwise)
    return field(default=None, metadata={"setting": declared})


def required(name: str, kind: Kind[T], meaning: str, *, shown: bool = True) -> T:
    """Declare a field without a default; `shown`: whether its value may appear in logs."""
    declared = Setting(name=name, kind=kind, meaning=meaning, required=True)
    declared_field: T = field(repr=shown, metadata={"setting": declared})
    return declared_field


def nested(group: type[T]) -> T:
    """Declare a field with another group of settings."""
    declared: T = field(default_factory=group, metadata={"group": group})
    return declared


def settings_of(group: type[DataclassInstance]) -> Iterator[Setting[object]]:
    """Yield the settings of a group and of the groups nested in it."""
    for member in dataclasses.fields(group):
        if "setting" in member.metadata:
            yield member.metadata["setting"]
        elif "group" in member.metadata:
            yield from settings_of(member.metadata["group"])


@contextmanager
def reading(environ: Mapping[str, str]) -> Iterator[SettingsReader]:
    """Context for reading settings; at its end, raise SettingsInvalid with every mistake."""
    reader = SettingsReader(environ, [])
    yield reader
    if reader.mistakes:
        raise SettingsInvalid(Lines(tuple(reader.mistakes)))


@dataclass(frozen=True)
class SettingsReader:
    """Reads groups of settings from environment variables, and collects the mistakes in them."""

    environ: Mapping[str, str]
    mistakes: list[Message]

    def group(self, group: type[Group], **values: object) -> Group:
        """Read a group and the groups nested in it; an invalid setting gets its default.

        `values` are for the fields that are not settings.
        """
        for member in dataclasses.fields(group):
            if "setting" in member.metadata:
                values[member.name] = self._value(member.metadata["setting"], member.default)
            elif "group" in member.metadata:
                values[member.name] = self.group(member.metadata["group"])
        make: Callable[..., Group] = group
        return make(**values)

    def reject_shared_ports(self, **ports: int | None) -> None:
        """Reject ports that two settings have in common; each argument has the setting's name."""
        for (name, port), (other, other_port) in combinations(ports.items(), 2):
            if port is not None and port == other_port:
                message = _(
                    "{name} and {other} are both {port}: they must differ",
                    name=name,
                    other=other,
                    port=port,
                )
                self.mistakes.append(message)

    def _value(self, declared: Setting[object], default: object) -> object:
        name, kind = declared.name, declared.kind
        value = self.environ.get(name, "")
        if value:
            with suppress(ValueError):
                if re.fullmatch(kind.pattern, value):
                    return kind.parse(value)
            shown = kind.show(value)
            mistake = _(
                "{name} is {value}: allowed is {allowed}",
                name=name,
                value=shown,
                allowed=kind.allowed,
            )
            self.mistakes.append(mistake)
        elif declared.required:
            self.mistakes.append(
                _("{name} is not set: allowed is {allowed}", name=name, allowed=kind.allowed)
            )
        return default
