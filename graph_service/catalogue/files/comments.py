"""The comments of entry files: the graph has none, but the folder has, and it may be public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from graph_service.catalogue.problems import Place
from graph_service.model.declare import NodeType

_SCHEMA = "# yaml-language-server"
_SIGN = re.compile(r"(?:^|(?<=[ \t]))#")
_NO_COMMENT = re.compile(r"\S|\s*(?!(?:19|20)\d\d\b)\d")

CONFLICT = "CONFLICT"
"""Begins the comments in which `seeds pull` says that the graph has another value."""


class Comment(NamedTuple):
    """The text of a comment, and the place of its sign."""

    text: str
    place: Place


class _Scalar(NamedTuple):
    """A scalar: the lines and columns where it starts and ends, from 0; whether it is plain."""

    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    is_plain: bool = False


class _Sign(NamedTuple):
    """The # of a comment.

    Attributes:
        at: its line and column, from 0.
        comment: what follows it in its line.
        after: the scalar without quotes before it, if only blanks are between them.
    """

    at: tuple[int, int]
    comment: str
    after: _Scalar | None


def comments_of(content: bytes, path: str) -> Iterator[Comment]:
    """Yield the comments of a file, except the line that names its schema."""
    if content.count(b"#") == content.count(_SCHEMA.encode()):  # nearly all files
        return
    try:
        signs = [*_signs(content.decode("utf-8-sig", "replace"))]
    except yaml.YAMLError:  # reported already
        return
    for sign in signs:
        text = sign.comment.strip("# \t\r")
        if text and not f"#{sign.comment}".startswith(_SCHEMA):
            yield Comment(text, _place(sign.at, path))


def hidden_texts(text: str, file: str) -> Iterator[tuple[Place, str]]:
    """Yield the end of each text without quotes that # hides, and the place of the text.

    `name: Law # 12` → "# 12"; a comment has a blank after the sign, and begins with no number but a
    year.
    """
    for sign in _signs(text) if " #" in text else ():
        if sign.after is not None and _NO_COMMENT.match(sign.comment.strip("#")):
            yield _place(sign.after.start, file), f"#{sign.comment.rstrip()}"


def with_comments(content: bytes, comments: Sequence[str]) -> bytes:
    r"""Return a file with comments before its entry, after the line that names its schema.

    >>> with_comments(b"name: a\n", ["b"])
    b'# b\nname: a\n'
    """
    lines = content.splitlines(keepends=True)
    at = 1 if lines and lines[0].startswith(b"#") else 0
    added = [f"# {' '.join(comment.split())}\n".encode() for comment in comments]
    return b"".join([*lines[:at], *added, *lines[at:]])


def unsettled_conflict(text: str) -> int | None:
    """Return the line of the first comment about a conflict, from 1; None if there is none."""
    at = f"\n{text}".find(f"\n# {CONFLICT} ")
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def comment_signs(text: str) -> dict[int, int]:
    r"""Return where the comments of a valid text start: their lines and columns, from 0.

    >>> comment_signs("# of a\na: 'x # y'  # z\n")
    {0: 0, 1: 12}
    """
    return dict(sign.at for sign in _signs(text)) if "#" in text else {}


def _signs(text: str) -> Iterator[_Sign]:
    """Yield the signs of the comments of a text."""
    scalars = _scalars(text)
    before, scalar = _Scalar(), next(scalars, None)
    for number, line in enumerate(text.split("\n")):
        for match in _SIGN.finditer(line):
            at = (number, match.start())
            while scalar is not None and scalar.end <= at:
                before, scalar = scalar, next(scalars, None)
            if scalar is None or at < scalar.start:
                is_beside = before.end[0] == number and not line[before.end[1] : at[1]].strip()
                after = before if before.is_plain and is_beside else None
                yield _Sign(at, line[match.end() :], after)
                break


def _scalars(text: str) -> Iterator[_Scalar]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark, event.end_mark
            is_plain = event.style in (None, "")
            yield _Scalar((start.line, start.column), (end.line, end.column), is_plain)


def _place(at: tuple[int, int], file: str) -> Place:
    return Place(file=file, line=at[0] + 1, column=at[1] + 1)


def schema_line(node_type: NodeType) -> str:
    """Return the first line of a type's files; its path is relative to their folder."""
    return f"# yaml-language-server: $schema=../../schema/seeds/{node_type.folder}.schema.json"
