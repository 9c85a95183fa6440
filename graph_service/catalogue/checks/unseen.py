"""Characters that nobody sees: zero-width ones, and blanks that look like normal ones.

In a value other than a text they are the cause of whatever is wrong with it, such as a reference
"cri" with a zero-width space at its end.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Wording, _

# Zero-width characters, soft hyphens, direction marks, variation selectors and tags: people can't
# see them, so a search for the text as it looks doesn't find it.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
WIDE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def with_unseen(text: str, field: str) -> tuple[Wording, str] | None:
    """Return the problem of a value with such a character, and the value without it; or None."""
    hidden = INVISIBLE.search(text)
    match = hidden or WIDE.search(text)
    if match is None:
        return None
    message = (
        _("{value} in {field} has a character that can't be seen ({code}): delete it")
        if hidden
        else _("{value} in {field} has a special blank ({code}): type a normal one, or none")
    )
    values = {"value": quoted(text), "field": field, "code": f"U+{ord(match[0]):04X}"}
    clean = " ".join(WIDE.sub(" ", INVISIBLE.sub("", text)).split())
    return replace(message, values=values), clean
