"""How a setting is declared: once, with its name, default, allowed values and meaning."""

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
    """A kind of value.

    Attributes:
        allowed: the allowed values, in words.
        parse: text → value; raises ValueError.
        write: value → text that `parse` accepts.
        show: an invalid text → how messages show it, without secrets.
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
        meaning: what it is for, in `schema/SETTINGS.md`.
        default: as text; None if there is none.
        otherwise: what applies if it has no default and isn't set, in words.
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
    """Declare a field that is None if not set; `otherwise` says what applies then."""
    declared = Setting(name=name, kind=kind, meaning=meaning, otherwise=otherwise)
    return field(default=None, metadata={"setting": declared})


def required(name: str, kind: Kind[T], meaning: str, *, shown: bool = True) -> T:
    """Declare a field without a default; `shown`: whether logs may show its value."""
    declared = Setting(name=name, kind=kind, meaning=meaning, required=True)
    made: T = field(repr=shown, metadata={"setting": declared})
    return made


def settings_of(group: type[DataclassInstance]) -> Iterator[Setting[object]]:
    """Yield the settings of a group and of the groups in it."""
    for each in dataclasses.fields(group):
        if "setting" in each.metadata:
            yield each.metadata["setting"]
        elif inner := _group_in(each):
            yield from settings_of(inner)


def _group_in(each: dataclasses.Field[object]) -> type[DataclassInstance] | None:
    """Return the type of the group that is the field's default, if it is one."""
    default = each.default
    if dataclasses.is_dataclass(default) and not isinstance(default, type):
        return type(default)
    return None


class SettingsReader:
    """Reads groups of settings; `finish` reports all mistakes at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._mistakes: list[str] = []

    def group(self, group: type[Group], **given: object) -> Group:
        """Read a group with the groups in it; invalid values have their default until `finish`.

        `given` are fields that are not settings.
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
        """Reject a port that two settings share; the arguments are named as the settings."""
        for (name, port), (other, other_port) in combinations(ports.items(), 2):
            if port is not None and port == other_port:
                self._mistakes.append(f"{name} and {other} are both {port}: each needs its own")

    def finish(self) -> None:
        """Raise SettingsInvalid if there was any mistake."""
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
