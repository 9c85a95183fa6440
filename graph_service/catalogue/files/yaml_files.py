"""An entry file → its text → scalars, lists and mappings, uninterpreted, with their places.

`isoNumeric: 032` → Scalar("032"): YAML's types would lose `no`, `032` and `2023-10`, so scalars are
text, and each field interprets its own. Anchors, aliases and tags are not allowed: no file can grow
when it is read, or run code.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from io import FileIO
from typing import NamedTuple

import yaml
from yaml import MarkedYAMLError
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

from graph_service.catalogue.placeholders import WIDE
from graph_service.catalogue.problems import Place, Problem, ProblemLog, Rule, printable, quoted
from graph_service.i18n import Shown, Wording, _

from .comments import hidden_texts, unsettled_conflict
from .folder import unreadable

_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags that Windows lacks."""
_MAX_FILE_SIZE = 1_000_000
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:[ \t][^\n]*)?\r?$", re.MULTILINE)
CONFLICT = _(
    "git left a conflict: keep one of the two versions, and delete the lines that start with"
    " <<<<<<<, ======= and >>>>>>>"
)
# Characters outside YAML 1.2, byte order marks, and line breaks of YAML 1.1 only (U+2028, U+2029).
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_MAX_DEPTH = 10
_MAX_FIELDS = 200
_MAX_ITEMS = 2_000
_NULLS = ("", "~", "null", "Null", "NULL")
_TAB = _("a tab; indent with spaces")
_UNCLOSED = _(
    "a list or a mapping lacks a comma or its closing bracket, or a text with [[ ]] lacks quotes"
)
_REASONS: Mapping[str, Wording] = {
    "mapping values are not allowed in this context": _(
        "a colon is not allowed here: quote the text that contains it, or indent the field like"
        " its neighbours"
    ),
    "could not find expected ':'": _(
        "a line without a colon: write a field as name: value, and indent the continuation lines"
        " of a text"
    ),
    "did not find expected key": _(
        "a field that is not aligned with its neighbours, or text after a closing quote or ]]: a"
        " text that begins with [[ needs quotes"
    ),
    "did not find expected '-' indicator": _(
        "a line in a list that is not an item: start each item with a hyphen, aligned with the"
        " others"
    ),
    "block sequence entries are not allowed in this context": _(
        "a list can't start here: start it on its own line, or quote a text that begins with a"
        " hyphen"
    ),
    "did not find expected ',' or ']'": _UNCLOSED,
    "did not find expected ',' or '}'": _UNCLOSED,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": _("a missing closing quote"),
    "found unknown escape character": _(
        "a backslash in double quotes: write two, or use single quotes"
    ),
    "exceeded maximum nesting depth": _("nested too deeply"),
    "found invalid Unicode character escape code": _("an escape sequence for an invalid character"),
    "did not find expected node content": _(
        "a value is missing, or a text begins with a character that needs quotes"
    ),
    "did not find expected alphabetic or numeric character": _(
        "a text that begins with * or & needs quotes"
    ),
    "did not find expected <document start>": _(
        "text outside any field: is it indented like the line above?"
    ),
}


_NO_BLANK_AFTER_COLON = _("a blank is missing after the colon")
_SPECIAL_BLANK = re.compile(rf"^ *(?:- +)*(?:[A-Za-z]\w*:)? *({WIDE.pattern})", re.MULTILINE)
_NOTICED_LATE = ("could not find expected ':'", "found unexpected end of stream")
"""The parser notices these at the end of the line or of the file, long after their cause."""
_CAUSES: Mapping[str, Wording] = {
    "```": _("``` is not part of an entry: delete the lines that start with it"),
    r"\s*//": _("// starts no comment: write # instead"),
    ".*[“”„‟]": _('typographic quotes (“ ”) quote nothing: use straight ones (")'),
    r"\s*- +(?:slug|stage): +[\w-]+,? +\w+: ": _("two fields on a line: write each on its own"),
    r"\s*(?:-\s+)?[A-Za-z]\w*:[^\s/]": _NO_BLANK_AFTER_COLON,
}
"""By what the line begins with, mistakes of which the parser only sees an effect."""


class Unreadable(Exception):
    """Why a file can't be read on."""

    def __init__(self, place: Place, message: Wording, rule: Rule = Rule.YAML_REFUSED) -> None:
        super().__init__(str(message))
        self.problem = Problem(place, rule, message)


def read_file(path: str, log: ProblemLog) -> bytes | None:
    """Return the content of a regular file; None, with a problem in the log, if it can't be read.

    The folder may have changed since it was listed: links are not followed, and pipes don't block.
    """
    try:
        with FileIO(path, opener=lambda name, flags: os.open(name, flags | _CAREFULLY)) as stream:
            status = os.fstat(stream.fileno())
            is_regular = stat.S_ISREG(status.st_mode)
            content = stream.read(_MAX_FILE_SIZE + 1) if is_regular else b""
    except OSError as error:
        log.add(Problem(log.place(), Rule.FILE_UNREADABLE, unreadable(error)))
        return None
    size, most = max(status.st_size, len(content)), _MAX_FILE_SIZE
    if not is_regular:
        log.add(Problem(log.place(), Rule.FILE_UNREADABLE, _("not a file")))
    elif size > most:
        message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=most)
        log.add(Problem(log.place(), Rule.FILE_TOO_LARGE, message))
    else:
        return content
    return None


def _decoded(content: bytes, log: ProblemLog) -> str:
    """Return the text of a file.

    Raises:
        Unreadable: when it is not a text in UTF-8, or has a conflict or a forbidden character.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_after(content[: error.start].decode("utf-8-sig"), log)
        byte = f"0x{content[error.start]:02x}"
        message = _("the byte {byte} is not UTF-8: save the file as plain text in UTF-8", byte=byte)
        raise Unreadable(place, message, Rule.NOT_UTF8) from None
    if line := unsettled_conflict(text):
        message = _(
            "a conflict is not settled: keep one of the two that this line names, a value or the"
            " whole entry, and delete the line"
        )
        raise Unreadable(log.place(line), message, Rule.CONFLICT)
    if line := conflict_in(text):
        raise Unreadable(log.place(line), CONFLICT, Rule.CONFLICT)
    if match := _FORBIDDEN.search(text):
        code = f"U+{ord(match[0]):04X}"
        why = _("the character {code} is not allowed", code=code)
        raise _not_yaml(_place_after(text[: match.start()], log), why)
    return text


def conflict_in(text: str) -> int | None:
    """Return the line of the first mark of a conflict that git left; None if there is none."""
    mark = _CONFLICT.search(text)
    return text.count("\n", 0, mark.start()) + 1 if mark else None


def _place_after(before: str, log: ProblemLog) -> Place:
    """Return the place after a text."""
    return log.place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _not_yaml(place: Place, why: Shown) -> Unreadable:
    """Return the error of a text that is not YAML."""
    return Unreadable(place, _("not YAML: {why}", why=why), Rule.NOT_YAML)


def read_document(content: bytes, log: ProblemLog) -> Fields | None:
    """Parse one document; None, with a problem in the log, if it can't be read."""
    try:
        text = _decoded(content, log)
        try:
            document = _Builder(text, log).document()
        except MarkedYAMLError as error:
            raise _why__not_yaml(error, text, log) from None
    except Unreadable as error:
        log.add(error.problem)
        return None
    for place, hidden in hidden_texts(text, log.file):
        message = _(
            "{comment} is a comment, which is not read: quote the whole text, or write the comment"
            " on a line of its own, with a blank after the #",
            comment=quoted(hidden),
        )
        log.add(Problem(place, Rule.YAML_REFUSED, message))
    return document


class _Builder:
    def __init__(self, text: str, log: ProblemLog) -> None:
        # libyaml parses the catalogue's files 40 times as fast as the parser in Python.
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._log = log

    def document(self) -> Fields:
        root: Fields | None = None
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                message = _("a second document; a file holds one entry")
                raise Unreadable(self._place(event), message)
            node = self._node(next(self._events), 0)
            if not isinstance(node, Fields):
                message = _("not a mapping of fields to values")
                raise Unreadable(node.place, message, Rule.NOT_AN_ENTRY)
            root = node
        if root is None:
            message = _("the file is empty: write the entry, or delete it")
            raise Unreadable(self._log.place(), message, Rule.NOT_AN_ENTRY)
        return root

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        return Place(self._log.file, mark.line + 1, mark.column + 1) if mark else self._log.place()

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, NodeEvent) and (feature := _feature(event)):
            raise _not_allowed(feature, place)
        if depth > _MAX_DEPTH:
            raise Unreadable(place, _("nested more than {most} levels deep", most=_MAX_DEPTH))
        match event:
            case ScalarEvent():
                # The style of a missing value is empty.
                return Scalar(text=event.value, plain=not event.style, place=place)
            case SequenceStartEvent():
                return Items(items=tuple(self._items(depth)), place=place)
            case MappingStartEvent():
                return self._fields(place, depth)
        raise _not_yaml(place, type(event).__name__)

    def _items(self, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            number += 1
            if number > _MAX_ITEMS:
                message = _("a list of more than {most:,} items", most=_MAX_ITEMS)
                raise Unreadable(self._place(event), message, Rule.TOO_MANY)
            yield self._node(event, depth + 1)

    def _fields(self, place: Place, depth: int) -> Fields:
        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(key.place, _("a key that is not a plain name"))
            if not key.text.isascii() and (blank := WIDE.search(key.text)):
                raise _not_yaml(key.place, _special_blank(blank[0]))
            if key.text == "<<" and key.plain:
                raise _not_allowed(key.text, key.place)
            if key.plain and ":" in key.text and isinstance(value, Scalar) and value.is_empty:
                raise _not_yaml(key.place, _NO_BLANK_AFTER_COLON)  # {slug:hnd}
            if len(fields) == _MAX_FIELDS:
                message = _("a mapping of more than {most:,} fields", most=_MAX_FIELDS)
                raise Unreadable(key.place, message, Rule.TOO_MANY)
            if key.text in fields:
                message = _(
                    "duplicate field {name}; first on line {line}: keep one of them",
                    name=quoted(key.text),
                    line=fields[key.text][0].place.line,
                )
                problem = Problem(key.place, Rule.KEY_REPEATED, message, key.text, key.text)
                self._log.add(problem)
            else:
                fields[key.text] = (key, value)
        return Fields(fields=fields, place=place)


def _feature(event: NodeEvent) -> str | None:
    """Return the alias, the anchor or the tag of a node as it is written; None without one."""
    if event.anchor is not None:
        return f"{'*' if isinstance(event, AliasEvent) else '&'}{event.anchor}"
    return getattr(event, "tag", None)


def _not_allowed(feature: str, place: Place) -> Unreadable:
    message = _(
        "{feature} is not allowed: write out the content, without anchors, aliases and tags",
        feature=printable(feature),
    )
    return Unreadable(place, message)


class Scalar(NamedTuple):
    """A text, as written; `plain` if it has no quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether it is `~`, `null`, or no value at all."""
        return self.plain and self.text in _NULLS


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Fields(NamedTuple):
    """A mapping.

    Attributes:
        fields: for each name, the key with its place, and the value.
        place: where it starts.
    """

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place


Node = Scalar | Items | Fields


def _why__not_yaml(error: MarkedYAMLError, text: str, log: ProblemLog) -> Unreadable:
    """Return what is wrong, and where; unknown errors stay in the parser's words."""
    if blank := _SPECIAL_BLANK.search(text):
        return _not_yaml(_place_after(text[: blank.start(1)], log), _special_blank(blank[1]))
    problem = (error.problem or "").strip()
    mark = error.problem_mark or error.context_mark
    if problem in _NOTICED_LATE and error.context_mark:
        mark = error.context_mark
    line = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
    why: Shown = _REASONS.get(problem) or " ".join(f"{error.context or ''} {problem}".split())
    if cause := next(filter(lambda form: re.match(form, line), _CAUSES), None):
        why = _CAUSES[cause]
    elif mark and re.fullmatch(r" +[A-Za-z]\w*", line[: mark.column]):
        why = _("more blanks before this line than before the one above; quote a text with a colon")
    elif problem == "found character that cannot start any token" and error.problem_mark:
        character = text[error.problem_mark.index]
        why = _("a text that begins with {character} needs quotes", character=quoted(character))
        why = _TAB if character == "\t" else why
    return _not_yaml(log.place(mark.line + 1, mark.column + 1) if mark else log.place(), why)


def _special_blank(character: str) -> Wording:
    code = f"U+{ord(character):04X}"
    return _("a special blank ({code}) beside a field: replace it by a normal one", code=code)
