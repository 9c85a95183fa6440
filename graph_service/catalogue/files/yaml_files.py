"""A YAML file → scalars, lists and mappings, uninterpreted, with their places.

`isoNumeric: 032` → Scalar("032"): YAML's types would lose `no`, `032` and `2023-10`, so scalars are
text, and each field interprets its own. Anchors, aliases and tags are not allowed: no file can grow
when it is read, or run code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml
from yaml import Mark, MarkedYAMLError
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

from .comments import named_schema
from .damage import (
    has_special_blank,
    lines_with_comments,
    repaired,
    without_typographic_quotes,
)
from .file_content import Unreadable, decoded, not_yaml

_MAX_DEPTH = 10
_MAX_FIELDS = 200
_MAX_ITEMS = 2_000
_SECOND_ENTRY = 3
"""So many repeated fields are those of a second entry."""
_NULLS = ("", "~", "null", "Null", "NULL")
_TAB = _("a tab; indent with spaces")
_UNCLOSED_QUOTE = _("a missing closing quote")
_UNCLOSED_LIST = _("a list in brackets lacks a comma or the closing ]")
_UNCLOSED_MAPPING = _("a mapping in braces lacks a comma or the closing }}")

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
        "a field that is not aligned with its neighbours, or text after a closing quote"
    ),
    "did not find expected '-' indicator": _(
        "a line in a list that is not an item: start each item with a hyphen, aligned with the"
        " others"
    ),
    "block sequence entries are not allowed in this context": _(
        "a list can't start here: start it on its own line, or quote a text that begins with a"
        " hyphen"
    ),
    "did not find expected ',' or ']'": _UNCLOSED_LIST,
    "did not find expected ',' or '}'": _UNCLOSED_MAPPING,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": _UNCLOSED_QUOTE,
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


NO_BLANK_AFTER_COLON = _("a blank is missing after the colon")
_NO_BLANK = re.compile(r"\s*(?:-\s+)?\w+:[^\s/]")
_TYPOGRAPHIC = re.compile("[“”„‟]")
_LOOKS_LIKE_KEY = "could not find expected ':'"
_NOTICED_LATE = (_LOOKS_LIKE_KEY, "found unexpected end of stream")
"""The parser notices these at the end of the line or of the file, long after their cause."""


class _SpecialBlank(Exception):
    """A key contains a blank that isn't one to YAML."""

    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def read_document(content: bytes, log: ProblemLog) -> Fields | None:
    """Parse one document; None, with a problem in the log, if it can't be read."""
    try:
        return _document(decoded(content, log), log)
    except Unreadable as error:
        log.add(error.problem)
    return None


def _document(text: str, log: ProblemLog) -> Fields:
    before = len(log.problems)
    try:
        return _Builder(text, log).document()._replace(schema=named_schema(text))
    except (yaml.MarkedYAMLError, _SpecialBlank) as error:
        partial = log.problems[before:]
        better = repaired(text, log)
        if better is not None and better != text:
            log.problems[:] = [p for p in log.problems if p not in partial]  # they come again
            return _document(better, log)
        if isinstance(error, _SpecialBlank):
            raise Unreadable(error.place, _("a key that is not a plain name")) from None
        why, mark = why_not_yaml(error, text)
        place = log.place(mark.line + 1, mark.column + 1) if mark else log.place()
        raise not_yaml(place, why) from None


class _Builder:
    def __init__(self, text: str, log: ProblemLog) -> None:
        # libyaml parses the catalogue's files 40 times as fast as the parser in Python.
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._log = log
        self._comments = lines_with_comments(text)
        self._quoted: list[Place] = []
        self._without_blank: list[Place] = []
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
                raise Unreadable(node.place, message, Rule.NOT_AN_ENTRY)
            root = node
        if root is None:
            raise Unreadable(
                self._log.place(),
                _("the file is empty: write the entry, or delete it"),
                Rule.NOT_AN_ENTRY,
            )
        for place, message in self._anchors:
            self._forbid(place, message)
        if self._without_blank:
            self._forbid(self._without_blank[0], NO_BLANK_AFTER_COLON)
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
            raise Unreadable(place, _("nested more than {most} levels deep", most=_MAX_DEPTH))
        match event:
            case ScalarEvent():
                # The style of a missing value is empty.
                text = event.value if event.style else self._plain(event, place)
                return Scalar(text=text, plain=not event.style, place=place)
            case SequenceStartEvent():
                return Items(items=tuple(self._items(depth)), place=place)
            case MappingStartEvent():
                return self._fields(place, depth)
        raise not_yaml(place, type(event).__name__)

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
            raise Unreadable(place, message)
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
                raise Unreadable(self._place(event), message, Rule.TOO_MANY)
            yield self._node(event, depth + 1)

    def _fields(self, place: Place, depth: int) -> Fields:
        fields: dict[str, tuple[Scalar, Node]] = {}
        repeated: list[Scalar] = []
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(key.place, _("a key that is not a plain name"))
            if has_special_blank(key.text):
                raise _SpecialBlank(key.place)
            if key.text == "<<" and key.plain:
                message = _("the merge key << is not allowed; write out the content")
                raise Unreadable(key.place, message)
            name, colon, rest = key.text.partition(":")
            if colon and name and key.plain and isinstance(value, Scalar) and value.is_empty:
                self._without_blank.append(key.place)  # {slug:hnd}
                key, value = key._replace(text=name), value._replace(text=rest)
            if len(fields) == _MAX_FIELDS:
                message = _("a mapping of more than {most:,} fields", most=_MAX_FIELDS)
                raise Unreadable(key.place, message, Rule.TOO_MANY)
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
            "duplicate field {name}; first on line {line}: keep one of them",
            name=quoted(key.text),
            line=first.place.line,
        ),
        field=key.text,
        value=key.text,
    )


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
        schema: the address of the schema that a document names.
    """

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place
    schema: str | None = None


Node = Scalar | Items | Fields


def why_not_yaml(error: MarkedYAMLError, text: str) -> tuple[Shown, Mark | None]:
    """Return what is wrong, and where; unknown errors stay in the parser's words."""
    problem = (error.problem or "").strip()
    mark = error.problem_mark or error.context_mark
    if problem in _NOTICED_LATE and error.context_mark:
        mark = error.context_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if _TYPOGRAPHIC.search(line):
        return _('typographic quotes (“ ”) quote nothing: use straight ones (")'), mark
    if problem == _LOOKS_LIKE_KEY and _NO_BLANK.match(line):
        return NO_BLANK_AFTER_COLON, mark
    if problem == "did not find expected key" and mark:
        for number, earlier in enumerate(lines[: mark.line]):
            if earlier.count('"') % 2 and not earlier.lstrip().startswith("#"):
                return _UNCLOSED_QUOTE, Mark(mark.name, 0, number, earlier.index('"'), None, 0)
    if problem == "found character that cannot start any token" and error.problem_mark:
        character = text[error.problem_mark.index]
        if character == "\t":
            return _TAB, mark
        why = _("a text that begins with {character} needs quotes", character=quoted(character))
        return why, mark
    return _REASONS.get(problem) or " ".join(f"{error.context or ''} {problem}".split()), mark
