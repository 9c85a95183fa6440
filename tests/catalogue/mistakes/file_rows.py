"""The tables of mistakes in files: rows, and the files that they stand for.

The marker ▸ in a file is the place of a problem; without one, it is the beginning of the file.
`<word>` stands for a value of `each`, № for the number of a row.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_MARKER = "▸"
_TODAY = dt.datetime.now(tz=dt.UTC).date()
_VALUES = {
    "pasado mañana": f"{_TODAY + dt.timedelta(days=2)}",  # still future if midnight passes
    "año próximo": f"{_TODAY.year + 1}",
    "501 letras": "x" * 501,
    "400 ligaduras": "\ufdfa" * 400,
    "201 nombres": ", ".join(f"n{number}" for number in range(201)),
}
"""What a table can't contain."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """The files of a row, and what a check says about them.

    Attributes:
        files: by path, with markers.
        says: the rule and the message of each problem, in the order of their places.
        at: the file or folder of problems without a marker.
        is_alone: whether the row needs a folder of its own.
        is_bare: whether that has no other entries.
        encoding: of the files.
    """

    files: Mapping[str, str]
    says: Sequence[tuple[str, str]]
    at: str
    is_alone: bool
    is_bare: bool
    encoding: str

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files as they are written."""
        for path, text in self.files.items():
            yield path, text.replace(_MARKER, "").encode(self.encoding)

    def places(self) -> list[str]:
        """Return the places of the problems."""
        places = [place for path in sorted(self.files) for place in _places(path, self.files[path])]
        return places if places and self.says else [f"{self.at}:1:1"] * len(self.says)


def _places(path: str, text: str) -> Iterator[str]:
    *parts, _rest = text.split(_MARKER)
    before = ""
    for part in parts:
        before += part
        *lines, line = before.split("\n")
        yield f"{path}:{len(lines) + 1}:{len(line) + 1}"


def read(path: Path) -> Any:
    """Read a table, in which every scalar is a text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 (it makes texts only)


def rows(rule: str, written: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the rows of a rule; one with `each` stands for several."""
    listed = [(row, each) for row in written for each in _each(row.get("each", [{}]))]
    return [
        _row(rule, row, {**_VALUES, **each}, number)
        for number, (row, each) in enumerate(listed, start=1)
    ]


def _each(written: Any) -> Sequence[Mapping[str, str]]:
    """Return the values of several rows.

    Those of one word may be in one text, between dots; `found` is what is between « and ».
    """
    if isinstance(written, list):
        return written
    ((name, values),) = written.items()
    return [
        {name: re.sub("[«»]", "", value), "found": value.partition("«")[2].partition("»")[0]}
        for value in values.split(" · ")
    ]


def _row(rule: str, written: Mapping[str, Any], values: Mapping[str, str], number: int) -> Row:
    def filled(text: str) -> str:
        for name, value in values.items():
            text = text.replace(f"<{name}>", value)
        return text.replace("№", f"{number}")

    files = dict(written.get("files", {}))
    if base := _BASES.get(_kind(written), {}):
        files = {**base, next(iter(base)): written, **files}
    says = written["says"]
    pairs = [
        (rule, one) if isinstance(one, str) else next(iter(one.items()))
        for one in ([says] if isinstance(says, str) else says)
    ]
    return Row(
        files={filled(path): filled(_text(file, filled)) for path, file in files.items()},
        says=[(rule, filled(message)) for rule, message in pairs],
        at=filled(written.get("at", next(iter(files), ""))),
        is_alone="alone" in written,
        is_bare="bare" in written,
        encoding=written.get("encoding", "utf-8"),
    )


def _text(file: Any, filled: Callable[[str], str]) -> str:
    """Return a file that is written out, or that is an entry with other fields."""
    if isinstance(file, str):
        return file
    kind = _kind(file)
    base = next(iter(_BASES[kind].values()))
    return changed(base, filled(file[kind]), [*map(filled, file.get("without", []))])


def _kind(written: Mapping[str, Any]) -> str:
    """Return the key that names a kind of entry."""
    return next((key for key in written if key in _BASES), "")


def changed(base: str, write: str, without: Sequence[str]) -> str:
    """Return an entry with other fields.

    >>> changed("kind: A\\nlevel: B\\n", "kind: ▸C", ["level"])
    'kind: ▸C\\n'
    """
    fields = {key: text for key, text in _fields(base) if key not in without}
    return "".join((fields | dict(_fields(write))).values())


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for field in re.split(rf"(?m)^(?={_MARKER}?[^\s{_MARKER}-])", text):
        if field:
            yield field.replace(_MARKER, "").partition(":")[0], field.removesuffix("\n") + "\n"


_BASES = read(FOLDER / "bases.yaml")
BESIDE = {path: _text(file, str) for path, file in _BASES.pop("beside").items()}
"""The files that are in every folder."""
