"""Text as it is written in a file → text as it is kept: normalised, stripped, within its length."""

from __future__ import annotations

import unicodedata

from graph_service.model.declare import Property
from graph_service.model.text import fold

from .problems import Problem, Sheet, quoted
from .yaml_files import Scalar

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")
_ONE_LINE = 500


def read_text(prop: Property, node: Scalar, path: str, sheet: Sheet) -> str | None:
    """Read one text; None where it can't be kept, which the sheet then says.

    Line breaks are for long texts. Characters that control a terminal or turn the direction of the
    text around are refused, halves of surrogate pairs too.
    """
    text = unicodedata.normalize("NFC", node.text).strip()
    wrong = _wrong(prop, text)
    if wrong is None:
        return text
    sheet.problems.append(
        Problem(
            place=node.place,
            field=path,
            value=quoted(node.text),
            message=f"{wrong} in {path}",
        )
    )
    return None


def _wrong(prop: Property, text: str) -> str | None:
    if not text:
        return "an empty text"
    if len(text) > prop.length:
        return f"{len(text):,} characters (allowed: {prop.length:,})"
    for character in text:
        if character == "\n" and prop.length > _ONE_LINE:
            continue
        if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING:
            what = "a line break" if character == "\n" else f"the character U+{ord(character):04X}"
            return f"{what} is not allowed"
    # A few characters fold into many; an index takes 8,000 bytes.
    if prop.length <= _ONE_LINE and len(fold(text).encode()) > 8 * prop.length:
        return "a text that is too long once folded for comparison"
    return None
