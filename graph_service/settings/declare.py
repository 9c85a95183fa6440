"""How a setting is declared: once, with its name, default, what is allowed and what it is for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from graph_service.errors import SettingsInvalid

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Group = TypeVar("Group", bound="DataclassInstance")


def _as_written(value: str) -> str:
    return repr(value)


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """What values a setting may have.

    Attributes:
        allowed: in words.
        parse: text → value; raises ValueError.
        write: value → text that `parse` takes.
        show: how a wrong text is shown, without what is secret in it.
    """

    allowed: str
    parse: Callable[[str], T]
    write: Callable[[T], str] = str
    show: Callable[[str], str] = _as_written


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[T]):
    """A setting, read from the environment variable of its name; an empty one counts as not set.

    Attributes:
        name: of the variable.
        kind: of its values.
        meaning: what it is for, for `schema/SETTINGS.md`.
        default: as it would be written; None where it has none.
        otherwise: in words, what holds where there is no default and it isn't set.
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
    """Declare a field that is None where it isn't set; `otherwise` says what that comes to."""
    declared = Setting(name=name, kind=kind, meaning=meaning, otherwise=otherwise)
    return field(default=None, metadata={"setting": declared})


def required(name: str, kind: Kind[T], meaning: str, *, shown: bool = True) -> T:
    """Declare a field that has no default; `shown` tells whether it may stand in a log."""
    declared = Setting(name=name, kind=kind, meaning=meaning, required=True)
    made: T = field(repr=shown, metadata={"setting": declared})
    return made


def settings_of(group: type[DataclassInstance]) -> Iterator[Setting[object]]:
    """Give the settings of a group, and those of the groups in it."""
    for each in dataclasses.fields(group):
        if "setting" in each.metadata:
            yield each.metadata["setting"]
        elif inner := _group_in(each):
            yield from settings_of(inner)


def _group_in(each: dataclasses.Field[object]) -> type[DataclassInstance] | None:
    """Give the group that a field holds, by its default."""
    default = each.default
    if dataclasses.is_dataclass(default) and not isinstance(default, type):
        return type(default)
    return None


class SettingsReader:
    """Reads groups of settings; mistakes wait for `finish`, which tells all of them at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Take the environment."""
        self._environ = environ
        self._mistakes: list[str] = []

    def group(self, group: type[Group], **given: object) -> Group:
        """Read a group with the groups in it; what is wrong has its default until `finish`.

        `given` are fields that are no settings.
        """
        values = dict(given)
        for each in dataclasses.fields(group):
            if "setting" in each.metadata:
                values[each.name] = self._value(each.metadata["setting"], each.default)
            elif inner := _group_in(each):
                values[each.name] = self.group(inner)
        make: Callable[..., Group] = group
        return make(**values)

    def refuse_shared(self, **ports: int | None) -> None:
        """Refuse ports that are given twice, by the names of their settings."""
        for (name, port), (other, other_port) in combinations(ports.items(), 2):
            if port is not None and port == other_port:
                self._mistakes.append(f"{name} and {other} are both {port}: each needs its own")

    def finish(self) -> None:
        """Raise SettingsInvalid if anything was wrong."""
        if self._mistakes:
            raise SettingsInvalid("\n".join(self._mistakes))

    def _value(self, declared: Setting[object], default: object) -> object:
        value = self._environ.get(declared.name, "")
        if not value:
            if declared.required:
                self._mistake(declared, "not set")
            return default
        try:
            return declared.kind.parse(value)
        except ValueError:
            self._mistake(declared, declared.kind.show(value))
            return default

    def _mistake(self, declared: Setting[object], found: str) -> None:
        self._mistakes.append(f"{declared.name} is {found}: allowed is {declared.kind.allowed}")
