"""Files that another program damaged: git's conflicts, word processors, renamed workbooks.

One message names the cause, and what can be repaired is read on, so that no other message follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph_service.catalogue.problems import Problem, ProblemLog, Rule
from graph_service.i18n import Wording, _, counted

_FORMATS: Mapping[bytes, Wording] = {
    b"PK\x03\x04": _("a workbook, a Word document or an archive"),
    b"\xd0\xcf\x11\xe0": _("an old Excel or Word document"),
    b"%PDF": _("a PDF document"),
    b"{\\rtf": _("an RTF document"),
    b"\x89PNG": _("an image"),
    b"\xff\xd8\xff": _("an image"),
    b"<!DOCTYPE": _("a web page"),
    b"<!doctype": _("a web page"),
    b"<html": _("a web page"),
    b"<?xml": _("an XML file"),
}
_SIGNS = tuple(_FORMATS)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?:[ \t][^\n]*)?\r?$", re.MULTILINE)
_FENCE = re.compile(r"^```[^\n]*$", re.MULTILINE)
_WIDE = "\u00a0\u2000-\u200b\u202f\u205f\u3000"
_WIDE_BLANK = re.compile(f"[{_WIDE}]")
# The part of a line that YAML's structure is in: indentation, hyphens, and a key with its colon.
_STRUCTURE = re.compile(
    rf"^[ {_WIDE}]*(?:-[ {_WIDE}]+)*(?:[A-Za-z]\w*:(?:[ {_WIDE}]|$))?[ {_WIDE}]*", re.MULTILINE
)
_COMMENT = re.compile(r"(?<=[^ \t\n])[ \t]+(#[^\s#][^\n]*)")
_QUOTES = re.compile("[“”„‟«‘‚‛](?P<inside>[^\\s“”„‟«»‘’‚‛]+)[“”‟»‘’‛]")


def format_of(content: bytes) -> Wording | None:
    """Return what a file is that isn't text; None if it may be text."""
    start = content[:16].lstrip()
    if not start.startswith(_SIGNS):
        return None
    return next((name for sign, name in _FORMATS.items() if start.startswith(sign)), None)


def is_utf_16(content: bytes) -> bool:
    """Whether a text seems to be in UTF-16: with a byte order mark, or with zeros between bytes."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:200].count(0) > 20


def conflict_in(text: str) -> tuple[int, Wording] | None:
    """Return the first line of a conflict of git, and its message."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    marks = [*_CONFLICT.finditer(text)]
    lines = [text.count("\n", 0, mark.start()) + 1 for mark in marks]
    if len(lines) == 1 and not marks[0][1].startswith("="):
        return lines[0], _(
            "git left a mark of a conflict: keep one of the two versions, and delete this line"
        )
    if len(lines) < 2:
        return None
    message = _(
        "git left a conflict in lines {first} to {last}: keep one of the two versions, and delete"
        " the lines that start with <<<<<<<, ======= and >>>>>>>",
        first=lines[0],
        last=lines[-1],
    )
    return lines[0], message


def repaired(text: str, log: ProblemLog) -> str | None:
    """Return a text that isn't YAML with its structure repaired; None if nothing is to be repaired.

    Call it only if the text can't be parsed: a valid text may contain all of this.
    """
    if _FENCE.match(text.lstrip()):
        start = text.index("```")
        _report(text, start, _("``` around the file: delete these lines"), log)
        return _FENCE.sub("", text)
    wide = [m for m in _STRUCTURE.finditer(text) if _WIDE_BLANK.search(m[0])]
    match = _WIDE_BLANK.search(text, wide[0].start()) if wide else None
    if match is None:
        return None
    message = counted(
        "{number} line with a special blank ({code}) beside a field: replace it by a normal one",
        "{number} lines with special blanks ({code}) beside fields: replace them by normal ones",
        len(wide),
        code=f"U+{ord(match[0]):04X}",
    )
    _report(text, match.start(), message, log)
    return _STRUCTURE.sub(lambda found: _WIDE_BLANK.sub(" ", found[0]), text)


def has_special_blank(text: str) -> bool:
    """Whether a text contains a blank other than a space."""
    return not text.isascii() and _WIDE_BLANK.search(text) is not None


def _report(text: str, start: int, message: Wording, log: ProblemLog) -> None:
    column = start - text.rfind("\n", 0, start)
    place = log.place(text.count("\n", 0, start) + 1, column)
    log.add(Problem(place=place, rule=Rule.YAML_REFUSED, message=message))


def lines_with_comments(text: str) -> Mapping[int, tuple[int, str]]:
    r"""Return what # hides at the ends of lines, unless a blank follows it.

    The keys are lines, from 0; the values are the column where the rest of the line ends, and it.

    >>> lines_with_comments("name: Law #12 of 2018\nkind: LAW # really")
    {0: (9, '#12 of 2018')}
    """
    if " #" not in text:
        return {}
    found: dict[int, tuple[int, str]] = {}
    for match in _COMMENT.finditer(text):
        start = match.start()
        column = start - text.rfind("\n", 0, start) - 1
        found[text.count("\n", 0, start)] = (column, match[1].strip())
    return found


def without_typographic_quotes(text: str) -> str | None:
    """Return the content of typographic quotes, if that is one value without blanks.

    >>> without_typographic_quotes("“2018-10”")
    '2018-10'
    """
    match = _QUOTES.fullmatch(text)
    return match["inside"] if match else None
