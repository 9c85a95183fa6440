"""Text as it is written in a file → text as it is kept: normalised, stripped, within its length."""

from __future__ import annotations

import unicodedata

from graph_service.model.declare import Property
from graph_service.model.text import fold
from graph_service.wording import Wording, _

from .problems import Problem, Rule, Sheet
from .yaml_files import Scalar

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")
_ONE_LINE = 500


def read_text(prop: Property, node: Scalar, path: str, sheet: Sheet) -> str | None:
    """Read one text; None where it can't be kept, which the sheet then says.

    Line breaks are for long texts. Characters that control a terminal or turn the direction of the
    text around are refused, halves of surrogate pairs too.
    """
    text = unicodedata.normalize("NFC", node.text).strip()
    wrong = _wrong(prop, text, path)
    if wrong is None:
        return text
    sheet.problems.append(
        Problem(place=node.place, rule=Rule.TEXT, field=path, value=node.text, message=wrong)
    )
    return None


def _wrong(prop: Property, text: str, path: str) -> Wording | None:
    if not text:
        return _("an empty text in {field}", field=path)
    if len(text) > prop.length:
        return _(
            "{length:,} characters (allowed: {most:,}) in {field}",
            length=len(text),
            most=prop.length,
            field=path,
        )
    for character in text:
        if character == "\n" and prop.length > _ONE_LINE:
            continue
        if character == "\n":
            return _("a line break is not allowed in {field}", field=path)
        if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING:
            code = f"U+{ord(character):04X}"
            return _("the character {code} is not allowed in {field}", code=code, field=path)
    # A few characters fold into many; an index takes 8,000 bytes.
    if prop.length <= _ONE_LINE and len(fold(text).encode()) > 8 * prop.length:
        return _("a text that is too long once folded for comparison in {field}", field=path)
    return None
