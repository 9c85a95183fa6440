"""The rules for the wording and the characters of texts: a table of patterns, and its engine.

"Comisi&oacute;n" → an error that suggests "Comisión". Two rules need more than a pattern: texts in
another language than that of their field, and texts that repeat another; so does personal_data.
`name: {en: Mesa de trabajo contra la trata}` → "this looks like Spanish".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from html import unescape

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import MeaningInSentence
from graph_service.catalogue.placeholders import INVISIBLE, PLACEHOLDER, WIDE
from graph_service.catalogue.problems import Problem, Rule, printable, quoted
from graph_service.catalogue.suggest.names import LANGUAGE_LABELS
from graph_service.i18n import Wording, _
from graph_service.model.declare import Property
from graph_service.model.edge_properties import QUOTE
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import DETAIL, SOURCE

from .fields import Text, problem_in, words
from .personal_data.identifiers import without_addresses


@dataclass(frozen=True, kw_only=True)
class _TextRule:
    """A mistake in texts that a pattern finds.

    Attributes:
        pattern: what it finds; it is shown.
        message: with {field}, and {value}, {before} (the words before) or {code}.
        applies: whether the rule holds for a text.
        remedy: returns the text as it should be, or None if only its author knows.
        in_addresses: whether web addresses are searched, too.
    """

    pattern: re.Pattern[str]
    message: Wording
    applies: Callable[[Text], bool] = lambda text: True
    remedy: Callable[[str], str | None] = lambda text: None
    in_addresses: bool = True


def _is_name(text: Text) -> bool:
    return text.is_name


def _is_own_name(text: Text) -> bool:
    """Whether it is a name that editors chose; sources are cited as they are."""
    return text.is_name and text.entry.type is not SOURCE


def _is_acronym(text: Text) -> bool:
    return text.prop.name == "acronym"


_MOJIBAKE = re.compile(
    # UTF-8 read as Windows-1252: ó → Ã³, ¿ → Â¿, “ → â€œ. A quote after "Ã" may be Portuguese in
    # capitals (“AMANHÔ), so it counts only before a letter.
    "[\u00c2\u00c3][\u00a1-\u00bf]|\u00c3[\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-"
    "\u2026\u2030\u2039-\u203a\u20ac\u2122](?=[a-z])|\u00c3[\u2018-\u201e](?=[A-Za-z])"
    "|\u00e2\u20ac[\u0153\u2122\u02dc\u00a6\u201c\u201d\u009d\u00a2]?"
    # UTF-8 read as Mac Roman (ó → √≥), as code page 437 or 850 (ó → ├│), Latin-1 in lower case
    # (ó → ã³), and Windows-1252 read as these: none is in Spanish, English or Portuguese.
    "|\u221a[\u00a0-\u2265\u00b1\u00d1\u00e9-\u00fb]|\u251c[\u2500-\u259f\u00a1-\u00bf]"
    "|\u00e3[\u00a1-\u00b9]|(?<=[a-z])[\u00b4\u00be\u00a2\u00a4\u00a5\u00b3](?=[a-z])"
    "|(?<=[cs]i)\u2014(?=n(?:es)?(?![a-z]))"
    # The codes of letters, as in JSON, web addresses and e-mails.
    r"|\\u00[0-9a-fA-F]{2}|%C3%[89ABab][0-9A-Fa-f]|(?<=[a-z])=[CEF][0-9A-F](?=[a-z])"
)
_MISREAD_AS = ("cp1252", "mac_roman", "cp850", "cp437")
"""The encodings as which UTF-8 is read by mistake."""
_MARKUP = (
    r"</?(?i:a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|li|o:p|ol|p"
    r"|iframe|math|object|script|small|span|strong|style|sub|sup|svg|table|tbody|td|th|tr|u|ul)"
    r"(?:[\s/][^<>]*)?/?>|<!--|<[A-Za-z]+[\s/][^<>]*\bon[a-z]+ ?="
)
_ENTITY = r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});"
_MARKDOWN = (
    r"^#{1,6} +(?=\S)|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|```"
    r"|\[([^\[\]]+)\]\(https?://[^()\s]*\)"
)
_BULLET = r"^[ \t]*[*–—-] +|[\u2022\u25aa\u25e6\u25cf\u25a0\u2023\u2043\u2219\uf0b7\uf0a7] *"
_PLACEHOLDER_INSIDE = (
    r"(?i:lorem ipsum|dolor sit amet)|\bx{3,}\b|\bX{4,}\b|\?\?\?+|_{3,}|\b(?:TBD|FIXME)\b|\bTODO:"
    r"|\bTODO(?= [a-záéíóúñ])"
    r"|\bPENDIENTE\b(?=:| (?:de )?[a-záéíóúñ]| DE (?:REVIS|CONFIRM|VERIFIC|COMPLET)|$)"
    r"|^(?:OJO|REVISAR|VERIFICAR|COMPLETAR)\b(?=:| [a-záéíóúñ]|$)"
    r"|\b(?:19|20)(?:XX|\?\?|__)"
    r"|[\[(<] ?(?i:pendiente|por (?:definir|confirmar|completar|verificar)|a (?:definir|confirmar)"
    r"|completar(?: después| luego| más tarde)?|nombre|fecha|insertar[^\])>]*|tbd|tbc"
    r"|falta(?:n)?(?: [^\])>]{1,40})?) ?[\])>]"
)
_LOWER = "a-záéíóúñüâêôãõàç"
_NO_PART_OF_NAMES = (
    r"^(?:\d{1,2}|[a-z])[.)]\s+(?=\S)"  # the number of a list
    r"|\s*\((?i:borrador|draft|rascunho|copia|copy)(?: [^()]*)?\)"
    rf"|[,;:]$|(?<=[{_LOWER}]{{5}})\.$"  # shorter words may be abbreviations
)
_NO_ACRONYM = (
    rf"^(?:.*(?:[,;|\n]|\s(?:y|e|and|[-&+/–—])\s).*|[(\[].*[)\]]|[{_LOWER}]+|(?:\w\.\s?){{2,}}\w?"
    rf"|(?:\S+\s+){{3}}\S.*|.*[{_LOWER}]{{4,}}\W+(?:\w+\W+)*[{_LOWER}]{{4,}}.*)\Z"
)


def _decoded(text: str) -> str | None:
    """Return the text with its mojibake repaired, if all of it can be."""
    for encoding in _MISREAD_AS:
        with suppress(UnicodeError):
            decoded = text.encode(encoding).decode()
            if decoded != text:
                return decoded
    return None


def _plain(text: str) -> str:
    """Return a text without its tags and marks, and with the letters that its entities mean."""
    plain = re.sub(_MARKDOWN, r"\1", re.sub(_MARKUP, " ", text), flags=re.MULTILINE)
    return " ".join(unescape(plain).split())


def _without_bullet(text: str) -> str | None:
    """Return a text without its bullets, if it is a single line."""
    return None if "\n" in text else re.sub(_BULLET, "", text)


def _single_blanks(text: str) -> str:
    plain = re.sub("[ \t]{2,}", " ", WIDE.sub(" ", text))
    return printable(re.sub(_BLANK_BEFORE_SIGN, "", plain))


_BLANK_BEFORE_SIGN = r"(?<=\w) +(?=[,;.](?:\s|$))"
_IS_PLACEHOLDER = _(
    "{value} in {field} is a placeholder: write what is known, or leave the field out"
)
_RULES: Mapping[Rule, tuple[_TextRule, ...]] = {
    Rule.WRONG_ENCODING: (
        _TextRule(
            pattern=re.compile("\ufffd|ï¿½"),
            message=_("a letter was lost after {before} in {field}: write it again"),
        ),
        _TextRule(
            pattern=_MOJIBAKE,
            message=_(
                "{value} in {field} is a letter in a wrong encoding: save the table or file as"
                " UTF-8"
            ),
            remedy=_decoded,
            in_addresses=False,
        ),
    ),
    Rule.INVISIBLE_CHARACTER: (
        _TextRule(
            pattern=INVISIBLE,
            message=_("invisible character {code} after {before} in {field}: delete it"),
            applies=lambda text: not _MOJIBAKE.search(text.text),  # "Ã\xad" is a broken letter
            remedy=lambda text: INVISIBLE.sub("", text),
        ),
    ),
    Rule.MARKUP: (
        _TextRule(
            pattern=re.compile(f"{_MARKUP}|{_ENTITY}|{_MARKDOWN}", re.MULTILINE),
            message=_("{value} in {field} is HTML or Markdown: write plain text"),
            remedy=_plain,
        ),
        _TextRule(
            pattern=re.compile(_BULLET, re.MULTILINE),
            message=_(
                "a bullet ({value}) in {field}: write sentences, or each point as an item of a list"
            ),
            # Titles of sources keep the separators of their pages.
            applies=lambda text: text.entry.type is not SOURCE,
            remedy=_without_bullet,
        ),
    ),
    Rule.TYPOGRAPHY: (
        _TextRule(
            pattern=re.compile(r"(?<=[a-záéíóúñ])\?(?=[a-záéíóúñ])"),
            message=_("“?” inside a word in {field}: was a letter lost?"),
            in_addresses=False,
        ),
        _TextRule(
            pattern=re.compile(f"{WIDE.pattern}|  |{_BLANK_BEFORE_SIGN}"),
            message=_("unusual blanks in {field}: write single, normal ones, none before a comma"),
            remedy=_single_blanks,
        ),
    ),
    Rule.PLACEHOLDER: (
        _TextRule(
            pattern=re.compile(_PLACEHOLDER_INSIDE),
            message=_IS_PLACEHOLDER,
        ),
        _TextRule(
            pattern=re.compile(rf"^(?:{PLACEHOLDER.pattern})\Z", re.IGNORECASE),
            message=_IS_PLACEHOLDER,
            applies=lambda text: not (_is_acronym(text) and text.text.isalpha()),  # "ND"
        ),
    ),
    Rule.NAME_STYLE: (
        _TextRule(
            pattern=re.compile(r"(?i:https?://|www\.)\S"),
            message=_(
                "{field} contains a web address: leave it out; that of a source is in {other}",
                other="url",
            ),
            applies=lambda text: text.prop.name in ("name", "publisher", "otherNames", "place"),
        ),
        _TextRule(
            pattern=re.compile(_NO_ACRONYM),
            message=_(
                "{value} in {field} is not one acronym in capitals: write only the initials of this"
                " institution, without dots and brackets; its other names are in {other}",
                other="otherNames",
            ),
            applies=_is_acronym,
        ),
        _TextRule(  # shorter ones may be acronyms
            pattern=re.compile(rf"^(?=\S* )(?=[\W\d_]*(?:[^\W\d_][\W\d_]*){{12}})[^{_LOWER}]+\Z"),
            message=_("{field} is in capitals: write only initials and acronyms in capitals"),
            applies=_is_name,
        ),
        _TextRule(
            pattern=re.compile(r"^(?:“[^”]*”|«[^»]*»|\"[^\"]*\"|'[^']*'|‘[^’]*’)\Z"),
            message=_("quotes around the whole text in {field}: leave them out"),
            applies=_is_name,
            remedy=lambda text: text[1:-1],
        ),
        _TextRule(
            pattern=re.compile(_NO_PART_OF_NAMES),
            message=_("{value} in {field} is not a part of the name: leave it out"),
            applies=_is_own_name,
            remedy=lambda text: re.sub(_NO_PART_OF_NAMES, "", text),
        ),
        _TextRule(  # a single word, or one such as "eMonitor", may be a trademark
            pattern=re.compile(rf"^[{_LOWER}][^\sA-ZÁÉÍÓÚÑ]* "),
            message=_("{field} begins with a small letter: write a capital"),
            applies=_is_own_name,
            remedy=lambda text: text[0].upper() + text[1:],
        ),
    ),
}
"""The patterns of each rule; of one rule, only the first that a text breaks is reported."""


def broken_rules(text: Text) -> Iterator[Problem]:
    """Yield the errors and likely mistakes that the patterns find in a text."""
    without = without_addresses(text.text)
    for name, patterns in _RULES.items():
        for rule in patterns:
            searched = text.text if rule.in_addresses else without
            if rule.applies(text) and (match := rule.pattern.search(searched)):
                values = {
                    **rule.message.values,
                    "value": quoted(match[0].strip()),
                    "before": _before(text.text, match.start()),
                    "code": f"U+{ord(match[0][0]):04X}",
                }
                message = replace(rule.message, values=values)
                yield problem_in(text, name, message, suggestion=rule.remedy(text.text))
                break


def _before(text: str, end: int) -> str:
    """Return the words before a place in a text, in quotes."""
    words = INVISIBLE.sub("", text[max(0, end - 25) : end]).split(" ")
    return quoted(" ".join(words[-3:]))


_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\([^)]*\)|(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")
_MIN_WORDS = 5
_MIN_FOREIGN = 2
_SPLIT = re.compile(r"[^\W\d_]+")
_COMMON_WORDS: Mapping[str, frozenset[str]] = {
    "es": words("el la los las del y con una un al su sus es en para por de a contra que"),
    "en": words("the of and in for to with on against a an by from is are its"),
    "pt": words(
        "o os as do da dos das em e com uma um não ao à no na são a para por de contra que"
    ),
}
"""Words that nearly every sentence of a language has."""


def wrong_language(text: Text) -> Iterator[Problem]:
    """Yield the weak spot of a text that has words of another language, and none of its own."""
    if text.language is None:
        return
    found = _SPLIT.findall(_QUOTED.sub("", text.text))
    if len(found) < _MIN_WORDS:
        return
    found[0] = found[0].lower()
    own = _COMMON_WORDS[text.language]
    foreign = {
        language: sum(word in common - own for word in found)
        for language, common in _COMMON_WORDS.items()
    }
    language = max(foreign, key=lambda name: foreign[name])
    only_here = own - _COMMON_WORDS[language]
    if foreign[language] >= _MIN_FOREIGN and only_here.isdisjoint(map(str.lower, found)):
        message = _(
            "the text in {field} looks like {language}: write it in the language of its field"
        )
        yield problem_in(
            text,
            Rule.LANGUAGE_LIKELY,
            message,
            language=MeaningInSentence(LANGUAGE_LABELS[language]),
        )


_ACRONYM = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ-]{1,11})\)")
"""A name with an acronym at its end: "Comisión Interinstitucional (CICESCT)"."""
_SIGN = r"(?:\s[-–—/]|[:,;])\s+"
"""Between a name and its acronym."""


def repeats(entry: Entry, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield the fields that repeat another, and names that contain the acronym."""
    seen: dict[str, Text] = {}
    for text in filter(lambda found: _has_sentences(found.prop), texts):
        first = seen.setdefault(_key(text.text), text)
        is_another_detail = text.entry.type is DETAIL and first.entry is not text.entry
        if first.prop.name != text.prop.name or is_another_detail:
            message = _("{field} repeats {other}: write what it adds, or leave it out")
            yield problem_in(text, Rule.TEXT_REPEATED, message, other=first.field)
        elif text.is_name and "acronym" in PROPERTIES[entry.type.name]:
            yield from _acronym(text, str(entry.values.get("acronym", "")))


def _acronym(text: Text, own: str) -> Iterator[Problem]:
    found = _ACRONYM.fullmatch(text.text)
    if found is None and own and text.text.endswith(own):
        found = re.fullmatch(rf"(?P<name>.+?){_SIGN}(?P<acronym>{re.escape(own)})", text.text)
    if found is not None:
        message = _(
            "the acronym {value} is in {field}: write it in {other} only",
            value=quoted(found["acronym"]),
            other="acronym",
        )
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=found["name"])


def _has_sentences(prop: Property) -> bool:
    """Whether the field has sentences; other names and quotes may well be equal to the name."""
    is_text = prop.kind.has_languages and not prop.many
    return (is_text or prop.remark) and prop is not QUOTE


def _key(text: str) -> str:
    return text.casefold().rstrip(". ")
