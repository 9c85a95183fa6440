"""The text of a field, normalised and stripped; text that can't be stored is a problem."""

from __future__ import annotations

import re
import unicodedata

from graph_service.catalogue.problems import Problem, ProblemLog, Rule
from graph_service.i18n import Wording, _
from graph_service.model.declare import Property
from graph_service.model.text import fold

from .yaml_nodes import Scalar

# Characters that control a terminal or reverse the direction of text, and half surrogate pairs.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
_ONE_LINE = 500
"""The greatest length of properties without line breaks."""


def read_text(prop: Property, node: Scalar, path: str, log: ProblemLog) -> str | None:
    """Return the text of a scalar; None, with a problem in the log, if it is not allowed."""
    text = unicodedata.normalize("NFC", node.text).strip()
    error = _error(prop, text, path)
    if error is None:
        return text
    log.add(Problem(place=node.place, rule=Rule.TEXT, field=path, value=node.text, message=error))
    return None


def _error(prop: Property, text: str, path: str) -> Wording | None:
    if not text:
        return _("empty text in {field}", field=path)
    if len(text) > prop.length:
        return _(
            "{length:,} characters (allowed: {most:,}) in {field}",
            length=len(text),
            most=prop.length,
            field=path,
        )
    if "\n" in text and prop.length <= _ONE_LINE:
        return _("a line break is not allowed in {field}", field=path)
    if match := _FORBIDDEN.search(text):
        code = f"U+{ord(match[0]):04X}"
        return _("the character {code} is not allowed in {field}", code=code, field=path)
    # Some characters outside ASCII fold into many; an index accepts 8,000 bytes.
    one_line = prop.length <= _ONE_LINE
    if one_line and not text.isascii() and len(fold(text).encode()) > 8 * prop.length:
        return _("too many special characters in {field}: shorten the text", field=path)
    return None
