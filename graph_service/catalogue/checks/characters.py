"""Characters that were pasted by accident: invisible ones, mojibake, HTML, Markdown, wide blanks.

"Comisi&oacute;n" → an error that suggests "Comisión".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from graph_service.catalogue.problems import Problem, Rule, printable, quoted
from graph_service.i18n import _
from graph_service.model.types import SOURCE

from .personal_data.contacts import without_addresses
from .texts import Text, problem_in
from .unseen import INVISIBLE, WIDE

_LOST = re.compile("\ufffd|ï¿½")
# UTF-8 read as Windows-1252: ó → Ã³, ¿ → Â¿, “ → â€œ. A quote after "Ã" may be Portuguese in
# capitals (“AMANHÔ), so it counts only before a letter.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u00a1-\u00bf]|\u00c3[\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-"
    "\u2026\u2030\u2039-\u203a\u20ac\u2122](?=[a-z])|\u00c3[\u2018-\u201e](?=[A-Za-z])"
    "|\u00e2\u20ac[\u0153\u2122\u02dc\u00a6\u201c\u201d\u009d\u00a2]?"
)
# UTF-8 read as Mac Roman (ó → √≥), as code page 437 or 850 (ó → ├│), Latin-1 in lower case
# (ó → ã³), and Windows-1252 read as these: none is in Spanish, English or Portuguese.
_OTHER_MOJIBAKE = re.compile(
    "\u221a[\u00a0-\u2265\u00b1\u00d1\u00e9-\u00fb]|\u251c[\u2500-\u259f\u00a1-\u00bf]|\u00e3[\u00a1-\u00b9]|(?<=[a-z])[\u00b4\u00be\u00a2\u00a4\u00a5\u00b3](?=[a-z])|(?<=[cs]i)\u2014(?=n(?:es)?(?![a-z]))"
)
_FORMS = (("cp1252", "utf-8"), ("mac_roman", "utf-8"), ("cp850", "utf-8"), ("cp437", "utf-8"))
"""How mojibake is repaired: encode, then decode."""
_ESCAPED = re.compile(
    r"\\u00[0-9a-fA-F]{2}|%C3%[89ABab][0-9A-Fa-f]|(?<=[a-z])=[CEF][0-9A-F](?=[a-z])"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|li|o:p|ol|p"
    r"|script|small|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});")
_BULLET = re.compile(
    "^[ \t]*(?:[\u2022\u25aa\u25e6\u25cf\u25a0\u2023\u2043\u2219\uf0b7\uf0a7*–—-]) +", re.MULTILINE
)
_BULLET_INSIDE = re.compile("[\u2022\u25aa\u25e6\u25cf\u25a0\u2023\u2043\u2219\uf0b7\uf0a7] *")
_MARKDOWN = re.compile(
    r"^#{1,6} +(?=\S)|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|```"
    r"|\[([^\[\]]+)\]\(https?://[^()\s]*\)",
    re.MULTILINE,
)
_BLANKS = re.compile("[ \t]{2,}")
_BEFORE_SIGN = re.compile(r"(?<=\w) +(?=[,;.](?:\s|$))")
_LETTER_LOST = re.compile(r"(?<=[a-záéíóúñ])\?(?=[a-záéíóúñ])")


def character_errors(text: Text) -> Iterator[Problem]:
    """Yield mojibake or invisible characters, and markup, each kind once per text."""
    wrong = [*_wrong_encoding(text)]
    yield from wrong
    if not wrong and (match := INVISIBLE.search(text.text)):  # "Ã\xad" is a broken letter
        message = _(
            "invisible character {code} after {before} in {field}: delete it",
            code=f"U+{ord(match[0]):04X}",
            before=_before(text.text, match.start()),
            field=text.field,
        )
        clean = INVISIBLE.sub("", text.text)
        yield problem_in(text, Rule.INVISIBLE_CHARACTER, message, suggestion=clean)
    yield from _markup(text)


def _before(text: str, end: int) -> str:
    """Return the words before a place in a text, in quotes."""
    words = INVISIBLE.sub("", text[max(0, end - 25) : end]).split(" ")
    return quoted(" ".join(words[-3:]))


def _wrong_encoding(text: Text) -> Iterator[Problem]:
    if match := _LOST.search(text.text):
        message = _(
            "a letter was lost after {before} in {field}: write it again",
            before=_before(text.text, match.start()),
            field=text.field,
        )
        yield problem_in(text, Rule.WRONG_ENCODING, message)
    elif match := mojibake(text.text):
        message = _(
            "{value} in {field} is a letter in a wrong encoding: save the table or file as UTF-8",
            value=quoted(match[0]),
            field=text.field,
        )
        near = _decoded(text.text)
        yield problem_in(text, Rule.WRONG_ENCODING, message, suggestion=near)


def mojibake(text: str) -> re.Match[str] | None:
    """Return the first letter of a text that is in a wrong encoding, or None."""
    match = _MOJIBAKE.search(text) or _OTHER_MOJIBAKE.search(text)
    return match or _ESCAPED.search(without_addresses(text))


def _decoded(text: str) -> str | None:
    """Return the text with its mojibake repaired, if all of it can be."""
    for written, read in _FORMS:
        try:
            decoded = text.encode(written).decode(read)
        except UnicodeError:
            continue
        if decoded != text:
            return _decoded(decoded) or decoded if mojibake(decoded) else decoded
    return None


def _markup(text: Text) -> Iterator[Problem]:
    match = _TAG.search(text.text) or _entity(text.text)
    if match is not None:
        message = _(
            "{value} in {field} is HTML: write plain text", value=quoted(match[0]), field=text.field
        )
        plain = " ".join(unescape(_TAG.sub(" ", text.text)).split())
        yield problem_in(text, Rule.MARKUP, message, suggestion=plain)
        return
    match = _BULLET.search(text.text)
    if match is None and text.type is not SOURCE:  # titles keep the separators of their pages
        match = _BULLET_INSIDE.search(text.text)
    if match is not None:
        message = _(
            "a bullet ({value}) in {field}: write sentences, or each point as an item of a list",
            value=quoted(match[0].strip()),
            field=text.field,
        )
        yield problem_in(text, Rule.MARKUP, message, suggestion=_without_bullet(text.text))
    elif match := _MARKDOWN.search(text.text):
        message = _(
            "{value} in {field} is Markdown: write plain text",
            value=quoted(match[0].strip()),
            field=text.field,
        )
        plain = _MARKDOWN.sub(lambda found: found[1] or "", text.text)
        yield problem_in(text, Rule.MARKUP, message, suggestion=plain)


def _without_bullet(text: str) -> str | None:
    """Return a text without the bullet that it starts with, if it has no other."""
    plain = _BULLET_INSIDE.sub("", _BULLET.sub("", text, count=1))
    return None if "\n" in text else plain


def _entity(text: str) -> re.Match[str] | None:
    found = _ENTITY.finditer(text)
    return next((m for m in found if m[0][1] == "#" or m[0][1:] in html5), None)


def typography(text: Text) -> Iterator[Problem]:
    """Yield the weak spots of blanks: double ones, those of word processors, and before a sign."""
    if _LETTER_LOST.search(without_addresses(text.text)):
        message = _("“?” inside a word in {field}: was a letter lost?", field=text.field)
        yield problem_in(text, Rule.TYPOGRAPHY, message)
    elif WIDE.search(text.text):
        message = _(
            "a blank that doesn't break or is wider than usual in {field}: type a normal one",
            field=text.field,
        )
        yield problem_in(text, Rule.TYPOGRAPHY, message, suggestion=_normal(text.text))
    elif "  " in text.text:
        message = _("two blanks in a row in {field}", field=text.field)
        yield problem_in(text, Rule.TYPOGRAPHY, message, suggestion=_normal(text.text))
    elif _BEFORE_SIGN.search(text.text):
        message = _("a blank before a punctuation mark in {field}", field=text.field)
        yield problem_in(text, Rule.TYPOGRAPHY, message, suggestion=_BEFORE_SIGN.sub("", text.text))


def _normal(text: str) -> str:
    return printable(_BLANKS.sub(" ", WIDE.sub(" ", text)))
