"""A file of YAML → scalars, lists and mappings with their places, and nothing interpreted.

Scalars keep the text that is written, so that `no`, `032` and `2023-10` stay what they are; what
they mean is for the field to say. Anchors, aliases and tags are refused: no file can grow, or run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from graph_service.wording import Shown, Wording, _

from .problems import Place, Problem, Rule, Sheet, printable, quoted

LARGEST_FILE = 1_000_000
_DEEPEST = 10
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, kw_only=True)
class Scalar:
    """A text as it is written; `plain` without quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def empty(self) -> bool:
        """Tell whether it says that there is nothing: `~`, `null`, or no value at all."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, kw_only=True)
class Fields:
    """A mapping: by key, the key with its place and the value."""

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place


Node = Scalar | Items | Fields


class _YamlError(Exception):
    def __init__(self, place: Place, message: Wording, rule: Rule = Rule.YAML_REFUSED) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place, rule=rule, message=message)


def read_document(content: bytes, sheet: Sheet) -> Fields | None:
    """Read one document; None where it can't be read, which the sheet then says."""
    if len(content) > LARGEST_FILE:
        message = _(
            "the file has {size:,} bytes; allowed: {most:,}", size=len(content), most=LARGEST_FILE
        )
        sheet.problems.append(
            Problem(place=sheet.place(), rule=Rule.FILE_TOO_LARGE, message=message)
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = _(
            "the byte {byte} is not UTF-8; save the file as UTF-8",
            byte=f"0x{content[error.start]:02x}",
        )
        sheet.problems.append(
            Problem(place=sheet.place(line, column), rule=Rule.NOT_UTF8, message=message)
        )
        return None
    try:
        return _Builder(text, sheet).document()
    except _YamlError as refused:
        sheet.problems.append(refused.problem)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = sheet.place(mark.line + 1, mark.column + 1) if mark else sheet.place()
        why = " ".join(part for part in (error.context, error.problem) if part)
        sheet.problems.append(_not_yaml(place, " ".join(why.split())))
    except ReaderError as error:
        before_text = text[: error.position]
        line = before_text.count("\n") + 1
        place = sheet.place(line, error.position - before_text.rfind("\n"))
        character = f"U+{ord(text[error.position]):04X}"
        why_not = _("the character {code} is not allowed", code=character)
        sheet.problems.append(_not_yaml(place, why_not))
    except (YAMLError, ValueError, IndexError, AssertionError, AttributeError) as error:
        # The parser itself stumbles over some malformed directives.
        sheet.problems.append(_not_yaml(sheet.place(), type(error).__name__))
    return None


def _not_yaml(place: Place, why: Shown) -> Problem:
    return Problem(place=place, rule=Rule.NOT_YAML, message=_("not YAML: {why}", why=why))


class _Builder:
    def __init__(self, text: str, sheet: Sheet) -> None:
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(text))
        self._sheet = sheet

    def document(self) -> Fields:
        root: Fields | None = None
        for event in self._events:
            if isinstance(event, StreamStartEvent | StreamEndEvent):
                continue
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                raise _YamlError(self._place(event), _("a second document; a file holds one entry"))
            node = self._node(next(self._events), 0)
            if not isinstance(node, Fields):
                message = _("not a mapping of fields to values")
                raise _YamlError(node.place, message, Rule.NOT_AN_ENTRY)
            root = node
        if root is None:
            raise _YamlError(self._sheet.place(), _("the file is empty"), Rule.NOT_AN_ENTRY)
        return root

    def _place(self, event: Event) -> Place:
        return self._sheet.place(event.start_mark.line + 1, event.start_mark.column + 1)

    def _node(self, event: Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, AliasEvent):
            raise _YamlError(
                place,
                _("the alias {name} is refused; write it out", name=printable(f"*{event.anchor}")),
            )
        if isinstance(event, NodeEvent) and event.anchor is not None:
            raise _YamlError(
                place,
                _("the anchor {name} is refused; leave it out", name=printable(f"&{event.anchor}")),
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _YamlError(
                place, _("the tag {name} is refused; leave it out", name=printable(str(tag)))
            )
        if depth > _DEEPEST:
            raise _YamlError(place, _("nested more than {most} deep", most=_DEEPEST))
        match event:
            case ScalarEvent():
                return Scalar(text=event.value, plain=event.style is None, place=place)
            case SequenceStartEvent():
                return Items(items=tuple(self._items(depth)), place=place)
            case MappingStartEvent():
                return self._fields(place, depth)
        raise _YamlError(place, _("not YAML: {why}", why=type(event).__name__), Rule.NOT_YAML)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _fields(self, place: Place, depth: int) -> Fields:
        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise _YamlError(key.place, _("a key that is not a plain name"))
            if key.text in fields:
                first = fields[key.text][0].place.line
                self._sheet.problems.append(
                    Problem(
                        place=key.place,
                        rule=Rule.KEY_REPEATED,
                        message=_(
                            "{name} a second time; first in line {line}",
                            name=quoted(key.text),
                            line=first,
                        ),
                        field=key.text,
                        value=key.text,
                    )
                )
                continue
            fields[key.text] = (key, value)
        return Fields(fields=fields, place=place)
