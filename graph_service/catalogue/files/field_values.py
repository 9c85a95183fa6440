"""The YAML node of a field → its value, by the property's kind.

Scalar("2018-10") → PartialDate; Scalar("AGENCY") → InstitutionKind.AGENCY;
Fields({es: Items("Niñez", "Infancia")}) → {"es": ("Niñez", "Infancia")}.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar, cast
from urllib.parse import SplitResult, urlsplit

from graph_service.catalogue.model_messages import ModelText, writable_terms
from graph_service.catalogue.placeholders import INVISIBLE
from graph_service.catalogue.problems import Rule, quoted
from graph_service.catalogue.suggest.names import (
    DATE_LABELS,
    LANGUAGE_LABELS,
    likely_field,
    likely_term,
)
from graph_service.catalogue.suggest.values import (
    SENTENCE_END,
    date_advice,
    likely_address,
)
from graph_service.i18n import Message, Wording, _, verbatim
from graph_service.model.declare import Property
from graph_service.model.edtf import FORMS, NotADate, PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.ids import SLUG, slugify
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.kinds.scalars import ANY_NUMBER
from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.storage import Value
from graph_service.model.text import FALLBACK, fold
from graph_service.model.vocabulary import Vocabulary

from .folder import SLUG_ALLOWED
from .node_problems import FieldNode, is_empty
from .yaml_files import Fields, Items, Scalar

T = TypeVar("T")
_MAX_ITEMS = 200
# Characters that control a terminal or reverse the direction of text, half surrogate pairs, and
# those for private use, which no font shows, and whose order beside emoji differs within Neo4j.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\uf8ff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
_ONE_LINE = 500
"""The greatest length of properties without line breaks."""
_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_ABOUT = re.compile(r"\b(?:ca?|circa|hacia|alrededor|cerca|aprox\w*|about)\b|[~?]$")
_PERIOD = _("a period that certainly has the date, such as {{edtf: 2014/2016, qualifier: WITHIN}}")
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SCHEMES = ("http", "https")
"""As hosts, they are written twice: https://https://oim.int."""
_NO_PAGE = re.compile(
    r"""
    # short links
    (?:1drv\.ms|acortar\.link|bit\.ly|bitly\.com|buff\.ly|cutt\.ly|encurtador\.com\.br|fb\.me
      |goo\.gl|is\.gd|j\.mp|lc\.cx|lnkd\.in|n9\.cl|ow\.ly|rb\.gy|rebrand\.ly|short\.gy|shorturl\.at
      |t\.co|t\.ly|tiny\.cc|tinyurl\.com|trib\.al|v\.gd)/
    # searches, which find other pages tomorrow
    |google\.[a-z.]+/(?:search|imgres)\b|bing\.com/(?:images/)?search\b|duckduckgo\.com/\?q
    |(?:[a-z]+\.)*search\.yahoo\.com/|ecosia\.org/search\b|yandex\.[a-z.]+/search\b
    # redirections
    |google\.[a-z.]+/url\b|lm?\.facebook\.com/l\.php|l\.instagram\.com/|out\.reddit\.com/
    |translate\.google\.[a-z.]+/translate|(?:[\w-]+\.)*safelinks\.protection\.outlook\.com/
    # mailboxes
    |mail\.google\.com/|outlook\.(?:office(?:365)?|live)\.com/|mail\.yahoo\.com/|webmail\.
    # this computer, and networks of offices
    |[^./:]+/|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[^/]+\.(?:local|lan|internal)/
    """,
    re.VERBOSE,
)
"""Addresses that don't lead others to a page, without www."""


def read_value(prop: Property, field: FieldNode) -> Value | None:
    """Return a property's value; None, with a problem in the log, if it is not valid."""
    read = _READERS[prop.kind]
    if not prop.many or prop.kind.has_languages:
        return read(prop, field)
    read_item = read_slug if prop.name == "formerSlugs" else partial(read, prop)
    return cast("Value | None", read_items(field, read_item))


def read_items(field: FieldNode, read: Callable[[FieldNode], T | None]) -> tuple[T, ...] | None:
    """Return the values of a list; None, with a problem in the log, if one is not valid."""
    if not isinstance(field.node, Items):
        field.not_a_list()
        return None
    if (number := len(field.node.items)) > _MAX_ITEMS:
        message = _("{number:,} values in {field}", number=number)
        field.add(Rule.TOO_MANY, message, _("at most {most}", most=_MAX_ITEMS))
        return None
    values: list[T] = []
    before = len(field.log.problems)
    for item in field.items():
        value = read(item)
        if value is not None and value in values:
            item.repeated(field.path)
        elif value is not None:
            values.append(value)
    return tuple(values) if len(field.log.problems) == before else None


def read_term(enum: type[Vocabulary], field: FieldNode) -> Vocabulary | None:
    """Return the term with a name; None, with a problem in the log, if it can't be written."""
    term = enum.__members__.get(field.text or "")
    if term is not None and term.is_writable:
        return term
    allowed = writable_terms(enum)
    if field.text is None:
        field.wrong_form(allowed, Rule.TERM_UNKNOWN)
        return None
    message = _("unknown value {value} in {field}")
    field.add(Rule.TERM_UNKNOWN, message, allowed, likely_term(enum, field.text))
    return None


def read_slug(field: FieldNode) -> str | None:
    """Return a slug; None, with a problem in the log, if it is not valid."""
    if field.text is not None and SLUG.fullmatch(field.text):
        return field.text
    near = slugify(field.text) if field.text is not None else None
    field.add(Rule.SLUG, _("{value} in {field} is not a slug"), SLUG_ALLOWED, near)
    return None


def _string(prop: Property, field: FieldNode) -> str | None:
    written = field.text
    if written is None:
        field.wrong_form(_("text"))
        return None
    text = unicodedata.normalize("NFC", written).strip()
    if error := _error(prop, text):
        field.add(Rule.TEXT, error)
        return None
    if prop.pattern is not None and not re.fullmatch(prop.pattern, text):
        field.wrong_form(ModelText(prop.meaning), Rule.TEXT)
        return None
    return text


def _error(prop: Property, text: str) -> Wording | None:
    """Return what is wrong with a text."""
    if not text:
        return _("empty text in {field}")
    if len(text) > prop.length:
        return _(
            "{length:,} characters (allowed: {most:,}) in {field}",
            length=len(text),
            most=prop.length,
        )
    if "\n" in text and prop.length <= _ONE_LINE:
        return _("a line break is not allowed in {field}")
    if match := _FORBIDDEN.search(text):
        code = f"U+{ord(match[0]):04X}"
        return _("the character {code} is not allowed in {field}", code=code)
    # Some characters outside ASCII fold into many; an index accepts 8,000 bytes.
    one_line = prop.length <= _ONE_LINE
    if one_line and not text.isascii() and len(fold(text).encode()) > 8 * prop.length:
        return _("too many special characters in {field}: shorten the text")
    return None


def _languages(prop: Property, field: FieldNode) -> Mapping[str, str] | None:
    allowed = _("text in at least one of es, en and pt, such as {{es: …}}")
    return _by_language(field, partial(_string, prop), allowed)


def _texts(prop: Property, field: FieldNode) -> Mapping[str, tuple[str, ...]] | None:
    """Return the lists of texts per language, without empty ones; None if there are none."""
    allowed = _("lists of texts in es, en or pt, such as {{es: […]}}")
    lists = _by_language(field, partial(read_items, read=partial(_string, prop)), allowed)
    return {language: texts for language, texts in (lists or {}).items() if texts} or None


def _by_language(
    field: FieldNode, read: Callable[[FieldNode], T | None], allowed: Message
) -> dict[str, T] | None:
    """Return the value of each language; None, with a problem in the log, if one is not valid."""
    if not isinstance(field.node, Fields):
        field.wrong_form(allowed)
        return None
    found: dict[str, T] = {}
    before = len(field.log.problems)
    for language, value in field.fields():
        if language not in FALLBACK and is_empty(value.node) and found:
            message = _(
                "the comma before {value} in {field} ends the text: put a text with a comma in"
                " quotes",
                field=field.path,
            )
            field.key(language).add(Rule.FORM, message)
        elif language not in FALLBACK:
            message = _("unknown language {value} in {field}", field=field.path)
            near = likely_field(language, LANGUAGE_LABELS)
            field.key(language).add(Rule.LANGUAGE_UNKNOWN, message, allowed, near)
        elif (inner := read(value)) is not None:
            found[language] = inner
    return found if len(field.log.problems) == before else None


def _url(prop: Property, field: FieldNode) -> str | None:
    text = _string(prop, field)
    if text is None:
        return None
    parts = _address(text)
    if parts is None:
        message = _("{value} in {field} is not a web address", value=quoted(text))
        field.add(Rule.ADDRESS, message, _("https://… or http://…"), likely_address(text))
    elif "@" in parts.netloc:
        field.add(Rule.ADDRESS, _("the address in {field} contains a user name: delete it"))
    elif _NO_PAGE.match(_without_scheme(parts)):
        message = _(
            "the address in {field} is a short link, a search, a redirection, or in a mailbox or a"
            " local network: write the page's own address on the internet"
        )
        field.add(Rule.ADDRESS, message)
    else:
        return text
    return None


def _without_scheme(parts: SplitResult) -> str:
    """Return the host, the path and the query of an address, without www."""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path or '/'}?{parts.query}"


def _address(text: str) -> SplitResult | None:
    """Return the parts of a web address; None if it isn't one.

    It isn't if it has a sign at its end, or a character that nobody sees.
    """
    try:
        parts = urlsplit(text)
        is_complete = parts.hostname not in (None, "", *_SCHEMES) and parts.port != 0
    except ValueError:
        return None
    is_alone = SENTENCE_END.search(text) is None and INVISIBLE.search(text) is None
    return parts if is_complete and is_alone and re.fullmatch(URL_FORM, text) else None


def _int(prop: Property, field: FieldNode) -> int | None:
    least, most = prop.bounds or ANY_NUMBER
    allowed = _("a whole number from {least} to {most}", least=least, most=most)
    text = field.text or ""
    if _INT.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    if other := prop.in_words:
        allowed = _("{number}; if it isn't exact, words in {other}", number=allowed, other=other)
    field.wrong_form(allowed, Rule.NUMBER)
    return None


def _boolean(_prop: Property, field: FieldNode) -> bool | None:
    node = field.node
    if isinstance(node, Scalar) and node.plain and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    field.wrong_form(("true", "false"))
    return None


def _date(prop: Property, field: FieldNode) -> PartialDate | None:
    if isinstance(field.node, Scalar):
        return _edtf(prop, field, DateQualifier.AT)
    allowed = _("a date, or a mapping {{edtf: …, qualifier: …}}")
    fields = dict(field.fields())
    if fields.keys() == {"qualifier"}:
        message = _("a qualifier without a date in {field}: write the date, or remove it")
        field.add(Rule.DATE, message, allowed)
        return None
    if "edtf" not in fields:
        field.wrong_form(allowed, Rule.DATE)
        return None
    for name in fields.keys() - DATE_LABELS.keys():
        key = field.key(name)._replace(path=field.path)
        key.unknown(name, field.path, DATE_LABELS, allowed)
    term = read_term(DateQualifier, fields["qualifier"]) if "qualifier" in fields else None
    qualifier = term if isinstance(term, DateQualifier) else DateQualifier.AT
    return _edtf(prop, fields["edtf"], qualifier)


def _edtf(prop: Property, field: FieldNode, qualifier: DateQualifier) -> PartialDate | None:
    message = _("{value} in {field} is not a date")
    if field.text is not None:
        try:
            date = parse_edtf(field.text.strip())
        except NotADate as error:
            if error.reason:
                reason = verbatim(error.reason)
                message = _("{value} in {field} is not a date ({reason})", reason=reason)
        else:
            first, last = prop.years[0], today().year + prop.years[1]
            years = [day.year for day in (date.earliest, date.latest) if day is not None]
            wrong = [year for year in years if not first <= year <= last]
            if not wrong:
                return PartialDate(date=date, qualifier=qualifier)
            message = _(
                "the year {year} of {value} in {field} is not plausible", year=f"{wrong[0]}"
            )
            allowed = _("years from {first} to {last}", first=f"{first}", last=f"{last}")
            field.add(Rule.YEAR, message, allowed)
            return None
    if field.is_placeholder:
        field.left_out()
        return None
    near, choice = date_advice(field.text or "")
    forms = _PERIOD if _ABOUT.search(fold(field.text or "")) else ModelText(FORMS)
    field.add(Rule.DATE, message, choice or (forms if near is None else None), near)
    return None


_READERS: Mapping[Kind, Callable[[Property, FieldNode], Value | None]] = by_kind(
    {
        Kind.TEXT: _languages,
        Kind.TEXTS: _texts,
        Kind.STRING: _string,
        Kind.URL: _url,
        Kind.INT: _int,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.ENUM: lambda prop, field: read_term(prop.vocabulary, field),
    },
    WRITTEN,
)


def today() -> datetime.date:
    """Return the day in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date()
