"""libyaml's syntax errors → messages that tell a steward what to do.

"found unexpected end of stream" → "a missing closing quote".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from yaml import Mark, MarkedYAMLError

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Shown, Wording, _

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
