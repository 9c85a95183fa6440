"""The comments of entry files: the graph has none, but the folder has, and it may be public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place
from graph_service.model.declare import NodeType

_SCHEMA = "# yaml-language-server"
_SIGN = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server\s*:\s*\$schema\s*=\s*(\S+)")


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


class _Scalar(NamedTuple):
    """A scalar of a text: where it starts and ends, and whether it has no quotes."""

    start: int = 0
    end: int = 0
    is_plain: bool = False


def comments_of(content: bytes, path: str) -> Iterator[Comment]:
    """Yield the comments of a file, except the line that names its schema."""
    if content.count(b"#") == content.count(_SCHEMA.encode()):  # nearly all files
        return
    text = content.decode("utf-8-sig", "replace")
    try:
        found = [*_comments(text)]
    except yaml.YAMLError:  # reported already
        return
    for line, sign, scalar in found:
        comment = text[sign : _line_end(text, sign)].lstrip("#")
        if not comment.strip() or text.startswith(_SCHEMA, sign):
            continue
        is_after = comment[0].isspace() and scalar.is_plain and "\n" not in text[scalar.end : sign]
        first = line - text.count("\n", scalar.start, sign)
        after = _place(text, scalar.start, first, path) if is_after else None
        yield Comment(comment.strip(), _place(text, sign, line, path), after)


def comment_signs(text: str) -> dict[int, int]:
    r"""Return where the comments of a valid text start: their lines and columns, from 0.

    >>> comment_signs("# of a\na: 'x # y'  # z\n")
    {0: 0, 1: 12}
    """
    signs = _comments(text) if "#" in text else ()
    return {line: sign - _line_start(text, sign) for line, sign, _scalar in signs}


def _comments(text: str) -> Iterator[tuple[int, int, _Scalar]]:
    """Yield the line of each comment, where it starts, and the scalar before it."""
    scalars = _scalars(text)
    before, scalar = _Scalar(), next(scalars, None)
    line, counted, at = 0, 0, 0
    while match := _SIGN.search(text, at):
        sign = match.start()
        line, counted = line + text.count("\n", counted, sign), sign
        while scalar is not None and scalar.end <= sign:
            before, scalar = scalar, next(scalars, None)
        if scalar is not None and scalar.start <= sign:
            at = sign + 1
        else:
            yield line, sign, before
            at = match.end()


def _scalars(text: str) -> Iterator[_Scalar]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, ScalarEvent) and event.start_mark and event.end_mark:
            yield _Scalar(event.start_mark.index, event.end_mark.index, event.style in (None, ""))


def _place(text: str, at: int, line: int, path: str) -> Place:
    return Place(file=path, line=line + 1, column=at - _line_start(text, at) + 1)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def schema_line(node_type: NodeType) -> str:
    """Return the first line of a type's files; its path is relative to their folder."""
    return f"# yaml-language-server: $schema=../../schema/seeds/{node_type.folder}.schema.json"


def named_schema(text: str) -> str | None:
    """Return the address of the schema that the first line of a text names.

    >>> named_schema("# yaml-language-server: $schema=../../schema/seeds/topics.schema.json")
    '../../schema/seeds/topics.schema.json'
    """
    match = _SCHEMA_LINE.match(text)
    return match[1] if match else None


def names_schema(entry: Entry) -> bool:
    """Whether an entry's file names the schema of its type, in whatever folder."""
    return (entry.schema or "").endswith(f"/{entry.type.folder}.schema.json")
