"""The YAML node of a field → its value, by the property's kind.

Scalar("2018-10") → PartialDate; Scalar("AGENCY") → InstitutionKind.AGENCY.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import cast
from urllib.parse import SplitResult, urlsplit

from graph_service.catalogue.model_messages import ModelText, writable_terms
from graph_service.catalogue.problems import ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import DATE_LABELS, likely_field, likely_term
from graph_service.catalogue.suggest.values import (
    SENTENCE_END,
    date_advice,
    likely_address,
    likely_boolean,
    likely_number,
)
from graph_service.i18n import _, verbatim
from graph_service.model.declare import Property
from graph_service.model.edtf import FORMS, NotADate, PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.ids import SLUG, slugify
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.kinds.scalars import ANY_NUMBER
from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.storage import Value
from graph_service.model.vocabulary import Vocabulary

from .folder import SLUG_ALLOWED
from .node_problems import (
    add_problem,
    describe,
    is_placeholder_node,
    left_out,
    wrong_form,
)
from .strings import read_items, read_languages, read_string, read_texts
from .yaml_files import Fields, Node, Scalar

_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
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


def read_value(prop: Property, node: Node, path: str, log: ProblemLog) -> Value | None:
    """Return a property's value; None, with a problem in the log, if it is not valid."""
    if prop.many and not prop.kind.has_languages:
        return _many(prop, node, path, log)
    return _READERS[prop.kind](prop, node, path, log)


def read_term(enum: type[Vocabulary], node: Node, path: str, log: ProblemLog) -> Vocabulary | None:
    """Return the term with a name; None, with a problem in the log, if it can't be written."""
    term = enum.__members__.get(node.text) if isinstance(node, Scalar) else None
    if term is not None and term.is_writable:
        return term
    allowed = writable_terms(enum)
    if not isinstance(node, Scalar) or node.is_empty:
        wrong_form(log, node, path, allowed, Rule.TERM_UNKNOWN)
        return None
    message = _("unknown value {value} in {field}", value=describe(node), field=path)
    near = likely_term(enum, node.text)
    add_problem(log, node, path, Rule.TERM_UNKNOWN, message, allowed, near)
    return None


def read_slug(node: Node, path: str, log: ProblemLog) -> str | None:
    """Return a slug; None, with a problem in the log, if it is not valid."""
    if isinstance(node, Scalar) and SLUG.fullmatch(node.text):
        return node.text
    message = _("{value} in {field} is not a slug", value=describe(node), field=path)
    near = slugify(node.text) if isinstance(node, Scalar) else None
    add_problem(log, node, path, Rule.SLUG, message, SLUG_ALLOWED, near)
    return None


def _many(prop: Property, node: Node, path: str, log: ProblemLog) -> Value | None:
    read = read_slug if prop.name == "formerSlugs" else partial(_READERS[prop.kind], prop)
    found = read_items(node, path, log, read)
    return cast("Value | None", found)


def _term(prop: Property, node: Node, path: str, log: ProblemLog) -> Vocabulary | None:
    return read_term(prop.vocabulary, node, path, log)


def _url(prop: Property, node: Node, path: str, log: ProblemLog) -> str | None:
    text = read_string(prop, node, path, log)
    if text is None:
        return None
    parts = _address(text)
    if parts is None:
        message = _("{value} in {field} is not a web address", value=quoted(text), field=path)
        allowed = _("https://… or http://…")
        add_problem(log, node, path, Rule.ADDRESS, message, allowed, likely_address(text))
    elif "@" in parts.netloc:
        message = _("the address in {field} contains a user name: delete it", field=path)
        add_problem(log, node, path, Rule.ADDRESS, message)
    elif _NO_PAGE.match(_without_scheme(parts)):
        message = _(
            "the address in {field} is a short link, a search, a redirection, or in a mailbox or a"
            " local network: write the page's own address on the internet",
            field=path,
        )
        add_problem(log, node, path, Rule.ADDRESS, message)
    else:
        return text
    return None


def _without_scheme(parts: SplitResult) -> str:
    """Return the host, the path and the query of an address, without www."""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path or '/'}?{parts.query}"


def _address(text: str) -> SplitResult | None:
    """Return the parts of a web address; None if it isn't one, or if it has a sign at its end."""
    try:
        parts = urlsplit(text)
        is_complete = parts.hostname not in (None, "", *_SCHEMES) and parts.port != 0
    except ValueError:
        return None
    is_alone = SENTENCE_END.search(text) is None
    return parts if is_complete and is_alone and re.fullmatch(URL_FORM, text) else None


def _int(prop: Property, node: Node, path: str, log: ProblemLog) -> int | None:
    least, most = prop.bounds or ANY_NUMBER
    if isinstance(node, Scalar) and node.plain and _INT.fullmatch(node.text):
        number = int(node.text)
        if least <= number <= most:
            return number
    allowed = _("a whole number from {least} to {most}", least=least, most=most)
    if isinstance(node, Scalar) and not node.plain and _INT.fullmatch(node.text):
        message = _(
            "the number {value} in {field} is in quotes: leave them out",
            value=node.text,
            field=path,
        )
        add_problem(log, node, path, Rule.NUMBER, message, allowed)
        return None
    near = likely_number(node.text) if isinstance(node, Scalar) else None
    is_valid = near is not None and least <= int(near) <= most
    wrong_form(log, node, path, allowed, Rule.NUMBER, near=near if is_valid else None)
    return None


def _boolean(_prop: Property, node: Node, path: str, log: ProblemLog) -> bool | None:
    if isinstance(node, Scalar) and node.plain and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    near = likely_boolean(node.text) if isinstance(node, Scalar) else None
    wrong_form(log, node, path, ("true", "false"), near=near)
    return None


def _date(prop: Property, node: Node, path: str, log: ProblemLog) -> PartialDate | None:
    if isinstance(node, Scalar):
        return _edtf(prop, node, path, DateQualifier.AT, log)
    allowed = _("a date, or a mapping {{edtf: …, qualifier: …}}")
    if isinstance(node, Fields) and node.fields.keys() == {"qualifier"}:
        message = _(
            "a qualifier without a date in {field}: write the date, or remove it", field=path
        )
        add_problem(log, node, path, Rule.DATE, message, allowed)
        return None
    if not isinstance(node, Fields) or "edtf" not in node.fields:
        wrong_form(log, node, path, allowed, Rule.DATE)
        return None
    qualifier: Vocabulary | None = DateQualifier.AT
    for name, (key, value) in node.fields.items():
        if name == "qualifier":
            qualifier = read_term(DateQualifier, value, f"{path}.qualifier", log)
        elif name != "edtf":
            message = _("unknown field {name} in {field}", name=quoted(name), field=path)
            near = likely_field(name, DATE_LABELS)
            add_problem(log, key, path, Rule.FIELD_UNKNOWN, message, allowed, near)
    if not isinstance(qualifier, DateQualifier):
        qualifier = DateQualifier.AT
    return _edtf(prop, node.fields["edtf"][1], f"{path}.edtf", qualifier, log)


def _edtf(
    prop: Property, node: Node, path: str, qualifier: DateQualifier, log: ProblemLog
) -> PartialDate | None:
    message = _("{value} in {field} is not a date", value=describe(node), field=path)
    if isinstance(node, Scalar) and not node.is_empty:
        try:
            date = parse_edtf(node.text.strip())
        except NotADate as error:
            if error.reason:
                message = _(
                    "{value} in {field} is not a date ({reason})",
                    value=describe(node),
                    field=path,
                    reason=verbatim(error.reason),
                )
        else:
            first, last = prop.years[0], today().year + prop.years[1]
            years = [day.year for day in (date.earliest, date.latest) if day is not None]
            if all(first <= year <= last for year in years):
                return PartialDate(date=date, qualifier=qualifier)
            message = _(
                "the year {year} of {value} in {field} is not plausible",
                year=str(next(year for year in years if not first <= year <= last)),
                value=describe(node),
                field=path,
            )
            years_allowed = _("years from {first} to {last}", first=str(first), last=str(last))
            add_problem(log, node, path, Rule.YEAR, message, years_allowed)
            return None
    if is_placeholder_node(node):
        left_out(log, node, path)
        return None
    near, choice = date_advice(node.text) if isinstance(node, Scalar) else (None, None)
    allowed = choice or (ModelText(FORMS) if near is None else None)
    add_problem(log, node, path, Rule.DATE, message, allowed, near)
    return None


_READERS: Mapping[Kind, Callable[[Property, Node, str, ProblemLog], Value | None]] = by_kind(
    {
        Kind.TEXT: read_languages,
        Kind.TEXTS: read_texts,
        Kind.STRING: read_string,
        Kind.URL: _url,
        Kind.INT: _int,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.ENUM: _term,
    },
    WRITTEN,
)


def today() -> datetime.date:
    """Return the day in UTC."""
    return datetime.datetime.now(tz=datetime.UTC).date()
