"""Text as it is written in a file → text as it is kept: normalised, stripped, within its length."""

from __future__ import annotations

import re
import unicodedata

from graph_service.catalogue.problems import Problem, Rule, Sheet
from graph_service.i18n import Wording, _
from graph_service.model.declare import Property
from graph_service.model.text import fold

from .yaml_files import Scalar

_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
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
    sheet.add(Problem(place=node.place, rule=Rule.TEXT, field=path, value=node.text, message=wrong))
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
    if "\n" in text and prop.length <= _ONE_LINE:
        return _("a line break is not allowed in {field}", field=path)
    if refused := _REFUSED.search(text):
        code = f"U+{ord(refused[0]):04X}"
        return _("the character {code} is not allowed in {field}", code=code, field=path)
    # A few characters, none of ASCII, fold into many; an index takes 8,000 bytes.
    one_line = prop.length <= _ONE_LINE
    if one_line and not text.isascii() and len(fold(text).encode()) > 8 * prop.length:
        return _("a text that is too long once folded for comparison in {field}", field=path)
    return None
