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
    """The text of a comment, and where it starts."""

    text: str
    place: Place


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
        if not any(start <= (line, column) < end for start, end in scalars):
            place = Place(file=path, line=line + 1, column=column + 1)
            yield Comment(match["text"].strip(), place)


def _scalars(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where each scalar starts and ends: its line and column, from 0."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark, event.end_mark
            yield (start.line, start.column), (end.line, end.column)
