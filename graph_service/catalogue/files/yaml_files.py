"""A file of YAML → scalars, lists and mappings with their places, and nothing interpreted.

Scalars keep the text that is written, so that `no`, `032` and `2023-10` stay what they are; what
they mean is for the field to say. Anchors, aliases and tags are refused: no file can grow, or run.
Past an anchor or a tag a file is read on, so that whatever else is wrong with it is told, too.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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

from graph_service.catalogue.problems import Place, Problem, Rule, Sheet, printable, quoted
from graph_service.i18n import Shown, Wording, _

from .folder import unreadable
from .schemas import named_schema
from .yaml_errors import why_not_yaml

LARGEST_FILE = 1_000_000
_DEEPEST = 10
_MOST_FIELDS = 200
_MOST_ITEMS = 2_000
_NULLS = ("", "~", "null", "Null", "NULL")
# What YAML 1.2 allows, without what is a line break to YAML 1.1 alone, or a mark of byte order.
_REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scalar:
    """A text as it is written; `plain` without quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def empty(self) -> bool:
        """Tell whether it says that there is nothing: `~`, `null`, or no value at all."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """A mapping: by key, the key with its place and the value.

    Attributes:
        schema: of a document: the address of the schema that it names.
    """

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place
    schema: str | None = None


Node = Scalar | Items | Fields


class _Refused(Exception):
    def __init__(self, place: Place, message: Wording, rule: Rule = Rule.YAML_REFUSED) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place, rule=rule, message=message)


def read_file(path: str, sheet: Sheet) -> bytes | None:
    """Read a plain file that isn't too large; None otherwise, which the sheet then says.

    Nothing else is opened, or waited for: what the folder listed may have changed since.
    """
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(opened, "rb") as stream:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                raise _Refused(sheet.place(), _("not a file"), Rule.FILE_UNREADABLE)
            if found.st_size > LARGEST_FILE:
                raise _too_large(found.st_size, sheet)
            content = stream.read(LARGEST_FILE + 1)
            if len(content) > LARGEST_FILE:  # it grows
                raise _too_large(len(content), sheet)
            return content
    except OSError as error:
        sheet.add(
            Problem(place=sheet.place(), rule=Rule.FILE_UNREADABLE, message=unreadable(error))
        )
    except _Refused as refused:
        sheet.add(refused.problem)
    return None


def _too_large(size: int, sheet: Sheet) -> _Refused:
    message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=LARGEST_FILE)
    return _Refused(sheet.place(), message, Rule.FILE_TOO_LARGE)


def read_document(content: bytes, sheet: Sheet) -> Fields | None:
    """Read one document; None where it can't be read, which the sheet then says."""
    try:
        return _document(_decoded(content, sheet), sheet)
    except _Refused as refused:
        sheet.add(refused.problem)
    return None


def _document(text: str, sheet: Sheet) -> Fields:
    try:
        return replace(_Builder(text, sheet).document(), schema=named_schema(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = sheet.place(mark.line + 1, mark.column + 1) if mark else sheet.place()
        raise _not_yaml(place, why_not_yaml(error, text)) from None


def _decoded(content: bytes, sheet: Sheet) -> str:
    if content.startswith(_UTF16):
        message = _("the file is in UTF-16; save it as UTF-8")
        raise _Refused(sheet.place(), message, Rule.NOT_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8-sig"), sheet)
        byte = f"0x{content[error.start]:02x}"
        message = _("the byte {byte} is not UTF-8; save the file as UTF-8", byte=byte)
        raise _Refused(place, message, Rule.NOT_UTF8) from None
    if wrong := _REFUSED.search(text):
        code = f"U+{ord(wrong[0]):04X}"
        why = _("the character {code} is not allowed", code=code)
        raise _not_yaml(_place_of(text[: wrong.start()], sheet), why)
    return text


def _place_of(before: str, sheet: Sheet) -> Place:
    """Give the place that comes after a text."""
    return sheet.place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _not_yaml(place: Place, why: Shown) -> _Refused:
    return _Refused(place, _("not YAML: {why}", why=why), Rule.NOT_YAML)


class _Builder:
    def __init__(self, text: str, sheet: Sheet) -> None:
        # libyaml: on the catalogue's files 40 times as fast as a parser in Python.
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._sheet = sheet

    def document(self) -> Fields:
        root: Fields | None = None
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                message = _("a second document; a file holds one entry")
                self._refuse(self._place(event), message)
                break
            node = self._node(next(self._events), 0)
            if not isinstance(node, Fields):
                message = _("not a mapping of fields to values")
                raise _Refused(node.place, message, Rule.NOT_AN_ENTRY)
            root = node
        if root is None:
            raise _Refused(self._sheet.place(), _("the file is empty"), Rule.NOT_AN_ENTRY)
        return root

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        return self._sheet.place(mark.line + 1, mark.column + 1) if mark else self._sheet.place()

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, NodeEvent):
            self._refuse_features(event, place)
        if depth > _DEEPEST:
            raise _Refused(place, _("nested more than {most} deep", most=_DEEPEST))
        match event:
            case ScalarEvent():
                # Where a value is missing, its style is empty.
                return Scalar(text=event.value, plain=not event.style, place=place)
            case SequenceStartEvent():
                return Items(items=tuple(self._items(depth)), place=place)
            case MappingStartEvent():
                return self._fields(place, depth)
        raise _not_yaml(place, type(event).__name__)

    def _refuse_features(self, event: NodeEvent, place: Place) -> None:
        if isinstance(event, AliasEvent):
            name = printable(f"*{event.anchor}")
            raise _Refused(place, _("the alias {name} is refused; write it out", name=name))
        if event.anchor is not None:
            name = printable(f"&{event.anchor}")
            self._refuse(place, _("the anchor {name} is refused; leave it out", name=name))
        tag = getattr(event, "tag", None)
        if tag is not None:
            name = printable(f"{tag}")
            self._refuse(place, _("the tag {name} is refused; leave it out", name=name))

    def _refuse(self, place: Place, message: Wording) -> None:
        """Note what is refused, and read on."""
        self._sheet.add(Problem(place=place, rule=Rule.YAML_REFUSED, message=message))

    def _items(self, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self._events), SequenceEndEvent):
            number += 1
            if number > _MOST_ITEMS:
                message = _("a list of more than {most:,} items", most=_MOST_ITEMS)
                raise _Refused(self._place(event), message, Rule.TOO_MANY)
            yield self._node(event, depth + 1)

    def _fields(self, place: Place, depth: int) -> Fields:
        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.place, _("a key that is not a plain name"))
            if key.text == "<<" and key.plain:
                raise _Refused(key.place, _("the merge key << is refused; write it out"))
            if len(fields) == _MOST_FIELDS:
                message = _("a mapping of more than {most:,} fields", most=_MOST_FIELDS)
                raise _Refused(key.place, message, Rule.TOO_MANY)
            if key.text in fields:
                self._sheet.add(_repeated(key, fields[key.text][0]))
                continue
            fields[key.text] = (key, value)
        return Fields(fields=fields, place=place)


def _repeated(key: Scalar, first: Scalar) -> Problem:
    return Problem(
        place=key.place,
        rule=Rule.KEY_REPEATED,
        message=_(
            "{name} a second time; first in line {line}",
            name=quoted(key.text),
            line=first.place.line,
        ),
        field=key.text,
        value=key.text,
    )
