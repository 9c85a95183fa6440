r"""Simple YAML as text, as PyYAML writes it, in a tenth of its time.

{"name": {"es": "Líneas"}, "topics": ["rescue"]} → "name:\n  es: Líneas\ntopics:\n  - rescue\n"

Whatever needs quotes, or another style than a file of an entry usually has, is left to PyYAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import wrap

from yaml import MappingNode, Node, ScalarNode, SequenceNode

STRING = "tag:yaml.org,2002:str"
WIDTH = 100
_WORDS = re.compile(r"[^\W\d_][^:#\\]*(?<! )")
_WORDS_IN_BRACKETS = re.compile(r"[^\W\d_][^:#\\,?\[\]{}]*(?<! )")
_NUMBERS = re.compile(r"[0-9][0-9/.-]*")
_DATES = re.compile(r"[0-9]{4}-[0-9]{2}|[0-9][0-9-]*/[0-9-]*")
"""Months and intervals, which YAML reads as texts."""
_OTHER_TYPES = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
"""Words that YAML reads as another type."""


class _Unusual(Exception):
    """A node that PyYAML must write."""


def block_text(node: MappingNode) -> str | None:
    """Return the lines of a mapping; None if PyYAML must write it."""
    try:
        return "".join(_fields(node, 0))
    except _Unusual:
        return None


def _fields(node: MappingNode, indent: int, hyphen: str = "") -> Iterator[str]:
    start = hyphen or " " * indent
    for key, value in node.value:
        yield from _value(f"{start}{_scalar(key, _WORDS)}:", value, indent)
        start = " " * indent
    if not node.value:
        raise _Unusual


def _value(start: str, node: Node, indent: int) -> Iterator[str]:
    match node:
        case ScalarNode(style=">"):
            yield from _folded(start, node.value, indent + 2)
        case ScalarNode():
            yield f"{start} {_scalar(node, _WORDS)}\n"
        case SequenceNode(value=[]):
            yield f"{start} []\n"
        case MappingNode(flow_style=True):
            pairs = ((_in_brackets(key), _in_brackets(value)) for key, value in node.value)
            yield f"{start} {{{', '.join(f'{key}: {value}' for key, value in pairs)}}}\n"
        case MappingNode():
            yield f"{start}\n"
            yield from _fields(node, indent + 2)
        case SequenceNode(flow_style=False):
            yield f"{start}\n"
            for item in node.value:
                yield from _item(item, indent + 2)
        case _:
            raise _Unusual


def _item(node: Node, indent: int) -> Iterator[str]:
    hyphen = f"{' ' * indent}-"
    if isinstance(node, MappingNode) and not node.flow_style:
        yield from _fields(node, indent + 2, f"{hyphen} ")
    elif isinstance(node, SequenceNode):
        raise _Unusual
    else:
        yield from _value(hyphen, node, indent)


def _folded(start: str, text: str, indent: int) -> Iterator[str]:
    if not text.isprintable() or text != text.strip():
        raise _Unusual
    yield f"{start} >-\n"
    for line in wrapped(text, indent):
        yield f"{' ' * indent}{line}\n"


def wrapped(text: str, indent: int) -> list[str]:
    """Return the lines of a folded text; PyYAML breaks lines after the width, not before it."""
    width = WIDTH - indent
    if not text.isprintable() or "  " in text or text != text.strip() or width < 1:
        return wrap(text, width, break_long_words=False, break_on_hyphens=False)
    # Only single blanks: `wrap` would return the same lines in ten times the time.
    lines, start = [], 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:  # a long word
            end = text.find(" ", start + width)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    lines.append(text[start:])
    return lines


def _in_brackets(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        raise _Unusual
    return _scalar(node, _WORDS_IN_BRACKETS)


def _scalar(node: ScalarNode, words: re.Pattern[str]) -> str:
    """Return a scalar without quotes."""
    text: str = node.value
    if node.style is not None or not _is_plain(text, words, is_text=node.tag == STRING):
        raise _Unusual
    return text


@lru_cache(maxsize=5_000)  # files repeat the names of fields, terms and sources
def _is_plain(text: str, words: re.Pattern[str], *, is_text: bool) -> bool:
    """Whether a scalar needs no quotes."""
    if not text.isprintable():
        return False
    if not is_text:
        return text in ("true", "false") or _NUMBERS.fullmatch(text) is not None
    if text.lower() in _OTHER_TYPES:
        return False
    return words.fullmatch(text) is not None or _DATES.fullmatch(text) is not None
