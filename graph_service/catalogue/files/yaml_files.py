"""A YAML file → scalars, lists and mappings, uninterpreted, with their places.

`isoNumeric: 032` → Scalar("032"): YAML's types would lose `no`, `032` and `2023-10`, so scalars are
text, and each field interprets its own. Anchors, aliases and tags are not allowed: no file can grow
when it is read, or run code.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from graph_service.catalogue.problems import Place, Problem, ProblemLog, Rule, printable, quoted
from graph_service.i18n import Shown, Wording, _, counted

from .damage import (
    conflict_in,
    format_of,
    has_special_blank,
    is_utf_16,
    lines_with_comments,
    repaired,
    without_typographic_quotes,
)
from .folder import unreadable
from .schemas import named_schema
from .yaml_errors import why_not_yaml

_MAX_FILE_SIZE = 1_000_000
_MAX_DEPTH = 10
_MAX_FIELDS = 200
_MAX_ITEMS = 2_000
_SECOND_ENTRY = 3
"""So many repeated fields are those of a second entry."""
_NULLS = ("", "~", "null", "Null", "NULL")
# Characters outside YAML 1.2, byte order marks, and line breaks of YAML 1.1 only (U+2028, U+2029).
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
# Don't follow links, wait for pipes or translate line ends; Windows and POSIX lack some of these.
_FLAG_NAMES = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_FLAGS = reduce(or_, (getattr(os, name, 0) for name in _FLAG_NAMES), os.O_RDONLY)


class Scalar(NamedTuple):
    """A text, as written; `plain` if it has no quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether it is `~`, `null`, or no value at all."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """A mapping.

    Attributes:
        fields: for each name, the key with its place, and the value.
        place: where it starts.
        schema: the address of the schema that a document names.
    """

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place
    schema: str | None = None


Node = Scalar | Items | Fields


class _Unreadable(Exception):
    def __init__(self, place: Place, message: Wording, rule: Rule = Rule.YAML_REFUSED) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place, rule=rule, message=message)


class _SpecialBlank(Exception):
    """A key contains a blank that isn't one to YAML."""

    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def read_file(path: str, log: ProblemLog) -> bytes | None:
    """Return the content of a regular file; None, with a problem in the log, if it can't be read.

    The folder may have changed since it was listed: links are not followed, and pipes don't block.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _Unreadable(log.place(), _("not a file"), Rule.FILE_UNREADABLE)
            if status.st_size > _MAX_FILE_SIZE:
                raise _too_large(status.st_size, log)
            content = stream.read(_MAX_FILE_SIZE + 1)
            if len(content) > _MAX_FILE_SIZE:  # it is being written
                raise _too_large(len(content), log)
            return content
    except OSError as error:
        log.add(Problem(place=log.place(), rule=Rule.FILE_UNREADABLE, message=unreadable(error)))
    except _Unreadable as error:
        log.add(error.problem)
    return None


def _too_large(size: int, log: ProblemLog) -> _Unreadable:
    message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=_MAX_FILE_SIZE)
    return _Unreadable(log.place(), message, Rule.FILE_TOO_LARGE)


def read_document(content: bytes, log: ProblemLog) -> Fields | None:
    """Parse one document; None, with a problem in the log, if it can't be read."""
    try:
        return _document(_decoded(content, log), log)
    except _Unreadable as error:
        log.add(error.problem)
    return None


def _document(text: str, log: ProblemLog) -> Fields:
    before = len(log.problems)
    try:
        return replace(_Builder(text, log).document(), schema=named_schema(text))
    except (yaml.MarkedYAMLError, _SpecialBlank) as error:
        partial = log.problems[before:]
        better = repaired(text, log)
        if better is not None and better != text:
            log.problems[:] = [p for p in log.problems if p not in partial]  # they come again
            return _document(better, log)
        if isinstance(error, _SpecialBlank):
            raise _Unreadable(error.place, _("a key that is not a plain name")) from None
        why, mark = why_not_yaml(error, text)
        place = log.place(mark.line + 1, mark.column + 1) if mark else log.place()
        raise _not_yaml(place, why) from None


def _decoded(content: bytes, log: ProblemLog) -> str:
    if name := format_of(content):
        message = _("not a text, but {format}: save it as plain text", format=name)
        raise _Unreadable(log.place(), message, Rule.NOT_TEXT)
    if is_utf_16(content):
        message = _("the file is in UTF-16; save it as UTF-8")
        raise _Unreadable(log.place(), message, Rule.NOT_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8-sig"), log)
        byte = f"0x{content[error.start]:02x}"
        message = _("the byte {byte} is not UTF-8; save the file as UTF-8", byte=byte)
        raise _Unreadable(place, message, Rule.NOT_UTF8) from None
    if conflict := conflict_in(text):
        line, message = conflict
        raise _Unreadable(log.place(line), message, Rule.CONFLICT)
    if match := _FORBIDDEN.search(text):
        code = f"U+{ord(match[0]):04X}"
        why = _("the character {code} is not allowed", code=code)
        raise _not_yaml(_place_of(text[: match.start()], log), why)
    return text


def _place_of(before: str, log: ProblemLog) -> Place:
    """Return the place after a text."""
    return log.place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _not_yaml(place: Place, why: Shown) -> _Unreadable:
    return _Unreadable(place, _("not YAML: {why}", why=why), Rule.NOT_YAML)


class _Builder:
    def __init__(self, text: str, log: ProblemLog) -> None:
        # libyaml parses the catalogue's files 40 times as fast as the parser in Python.
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._log = log
        self._comments = lines_with_comments(text)
        self._quoted: list[Place] = []
        self._anchors: list[tuple[Place, Wording]] = []

    def document(self) -> Fields:
        root: Fields | None = None
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                message = _("a second document; a file holds one entry")
                self._forbid(self._place(event), message)
                break
            node = self._node(next(self._events), 0)
            if not isinstance(node, Fields):
                message = _("not a mapping of fields to values")
                raise _Unreadable(node.place, message, Rule.NOT_AN_ENTRY)
            root = node
        if root is None:
            raise _Unreadable(self._log.place(), _("the file is empty"), Rule.NOT_AN_ENTRY)
        for place, message in self._anchors:
            self._forbid(place, message)
        if self._quoted:
            message = counted(
                'typographic quotes (“ ”) around {number} value: use straight ones ("), or none',
                'typographic quotes (“ ”) around {number} values: use straight ones ("), or none',
                len(self._quoted),
            )
            self._forbid(self._quoted[0], message)
        return root

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        return self._log.place(mark.line + 1, mark.column + 1) if mark else self._log.place()

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            self._forbid_features(event, place)
        if depth > _MAX_DEPTH:
            raise _Unreadable(place, _("nested more than {most} levels deep", most=_MAX_DEPTH))
        match event:
            case ScalarEvent():
                # The style of a missing value is empty.
                text = event.value if event.style else self._plain(event, place)
                return Scalar(text=text, plain=not event.style, place=place)
            case SequenceStartEvent():
                return Items(items=tuple(self._items(depth)), place=place)
            case MappingStartEvent():
                return self._fields(place, depth)
        raise _not_yaml(place, type(event).__name__)

    def _plain(self, event: ScalarEvent, place: Place) -> str:
        """Return an unquoted text without the marks that a word processor puts around it."""
        text = str(event.value)
        if self._comments and event.end_mark:
            self._report_comment(event.end_mark.line, event.end_mark.column, place)
        if text[:1] > "~":  # typographic quotes aren't ASCII
            inside = without_typographic_quotes(text)
            if inside is not None:
                self._quoted.append(place)
                return inside
        return text

    def _report_comment(self, line: int, column: int, place: Place) -> None:
        end, comment = self._comments.get(line, (0, ""))
        if comment and column >= end:
            message = _(
                "{comment} is a comment, which is not read: quote the whole text, or write a blank"
                " after the #",
                comment=quoted(comment),
            )
            self._forbid(place, message)

    def _forbid_features(self, event: NodeEvent, place: Place) -> None:
        if isinstance(event, AliasEvent):
            name = printable(f"*{event.anchor}")
            message = _("the alias {name} is not allowed; write out the content", name=name)
            raise _Unreadable(place, message)
        if event.anchor is not None:
            name = printable(f"&{event.anchor}")
            message = _("the anchor {name} is not allowed; remove it", name=name)
            self._anchors.append((place, message))  # an alias reports it as well
        tag = getattr(event, "tag", None)
        if tag is not None:
            name = printable(f"{tag}")
            self._forbid(place, _("the tag {name} is not allowed; remove it", name=name))

    def _forbid(self, place: Place, message: Wording) -> None:
        """Add a problem and read on, so that the file's other problems are reported, too."""
        self._log.add(Problem(place=place, rule=Rule.YAML_REFUSED, message=message))

    def _items(self, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            number += 1
            if number > _MAX_ITEMS:
                message = _("a list of more than {most:,} items", most=_MAX_ITEMS)
                raise _Unreadable(self._place(event), message, Rule.TOO_MANY)
            yield self._node(event, depth + 1)

    def _fields(self, place: Place, depth: int) -> Fields:
        fields: dict[str, tuple[Scalar, Node]] = {}
        repeated: list[Scalar] = []
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise _Unreadable(key.place, _("a key that is not a plain name"))
            if has_special_blank(key.text):
                raise _SpecialBlank(key.place)
            if key.text == "<<" and key.plain:
                message = _("the merge key << is not allowed; write out the content")
                raise _Unreadable(key.place, message)
            if len(fields) == _MAX_FIELDS:
                message = _("a mapping of more than {most:,} fields", most=_MAX_FIELDS)
                raise _Unreadable(key.place, message, Rule.TOO_MANY)
            if key.text in fields:
                repeated.append(key)
                continue
            fields[key.text] = (key, value)
        for problem in _duplicates(repeated, fields):
            self._log.add(problem)
        return Fields(fields=fields, place=place)


def _duplicates(
    repeated: list[Scalar], fields: Mapping[str, tuple[Scalar, Node]]
) -> Iterator[Problem]:
    if len(repeated) < _SECOND_ENTRY:
        yield from (_duplicate(key, fields[key.text][0]) for key in repeated)
        return
    message = _(
        "the fields start again here ({number} are repeated): if these are two entries, give each a"
        " file of its own",
        number=len(repeated),
    )
    yield Problem(place=repeated[0].place, rule=Rule.KEY_REPEATED, message=message)


def _duplicate(key: Scalar, first: Scalar) -> Problem:
    return Problem(
        place=key.place,
        rule=Rule.KEY_REPEATED,
        message=_(
            "duplicate field {name}; first on line {line}",
            name=quoted(key.text),
            line=first.place.line,
        ),
        field=key.text,
        value=key.text,
    )
