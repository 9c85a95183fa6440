"""The comments of entry files: the graph has none, but the folder has, and it may be public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from graph_service.catalogue.problems import Place

_SCHEMA = b"# yaml-language-server"
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*(?P<text>[^\n]*[^\s#][^\n]*)", re.MULTILINE)


class Comment(NamedTuple):
    """The text of a comment, and where it starts.

    Attributes:
        text: what follows its sign.
        place: where the sign is.
        after: where the value without quotes starts that the comment follows on a line; a sign
            without a blank after it is an error already.
    """

    text: str
    place: Place
    after: Place | None = None


def comments_of(content: bytes, path: str) -> Iterator[Comment]:
    """Yield the comments of a file, except the line that names its schema."""
    if content.count(b"#") == content.count(_SCHEMA):  # nearly all files
        return
    text = content.decode("utf-8-sig", "replace")
    found = [
        match for match in _COMMENT.finditer(text) if not match[0].encode().startswith(_SCHEMA)
    ]
    try:
        scalars = [*_scalars(text)] if found else []
    except yaml.YAMLError:  # reported already
        return
    for match in found:
        line = text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start()) - 1
        if any(s.start <= (line, column) < s.end for s in scalars):
            continue
        place = Place(file=path, line=line + 1, column=column + 1)
        after = None
        if match[0].lstrip("#")[0].isspace():
            cut = (
                s.start for s in scalars if s.is_plain and s.end[0] == line and s.start[1] < column
            )
            start = max(cut, default=None)
            after = Place(file=path, line=start[0] + 1, column=start[1] + 1) if start else None
        yield Comment(match["text"].strip(), place, after)


class _Scalar(NamedTuple):
    """Where a scalar starts and ends: its line and column, from 0."""

    start: tuple[int, int]
    end: tuple[int, int]
    is_plain: bool


def _scalars(text: str) -> Iterator[_Scalar]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark, event.end_mark
            is_plain = event.style in (None, "")
            yield _Scalar((start.line, start.column), (end.line, end.column), is_plain)
