"""The YAML node of a field → its value, by the property's kind.

Scalar("2018-10") → PartialDate; Scalar("AGENCY") → InstitutionKind.AGENCY.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from graph_service.catalogue.model_messages import ModelText, model_text, writable_terms
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.dates import date_advice
from graph_service.catalogue.suggest.fields import DATE_LABELS, LANGUAGE_LABELS, likely_field
from graph_service.catalogue.suggest.terms import likely_term
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Property
from graph_service.model.edtf import FORMS, NotADate, PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.ids import SLUG, slugify
from graph_service.model.kinds import Kind
from graph_service.model.kinds.plain import ANY_NUMBER
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.storage import Value
from graph_service.model.text import FALLBACK
from graph_service.model.vocabulary import Vocabulary

from .folder import SLUG_ALLOWED
from .texts import read_text
from .yaml_files import Fields, Items, Node, Scalar
from .years import wrong_year, years_of

_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAX_ITEMS = 200


def read_value(prop: Property, node: Node, path: str, log: ProblemLog) -> Value | None:
    """Return a property's value; None, with a problem in the log, if it is not valid."""
    if prop.many:
        return _many(prop, node, path, log)
    return _READERS[prop.kind](prop, node, path, log)


def is_empty(node: Node) -> bool:
    """Whether a key has no value, or null."""
    return isinstance(node, Scalar) and node.is_empty


def add_problem(
    log: ProblemLog,
    node: Node,
    path: str,
    rule: Rule,
    message: Wording,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> None:
    """Add a problem with a node to the log."""
    log.add(
        Problem(
            place=node.place,
            rule=rule,
            field=path,
            value=node.text if isinstance(node, Scalar) else None,
            message=message,
            allowed=allowed,
            suggestion=suggestion,
        )
    )


def describe(node: Node) -> Shown:
    """Return what a message calls a node: its text in quotes, "a list" or "a mapping"."""
    match node:
        case Scalar():
            return _("nothing") if node.is_empty else quoted(node.text)
        case Items():
            return _("a list")
    return _("a mapping")


def wrong_form(
    log: ProblemLog, node: Node, path: str, allowed: Shown, rule: Rule = Rule.FORM
) -> None:
    """Add the problem that a node has the wrong form for its field."""
    message = _("{what} in {field}", what=describe(node), field=path)
    add_problem(log, node, path, rule, message, allowed)


def not_a_list(log: ProblemLog, node: Node, path: str) -> None:
    """Add the problem that a field needs a list, and how to write the one that was meant."""
    near: str | None = None
    if isinstance(node, Scalar):
        values = re.split(r"\s*[,;|\n]\s*", node.text.lstrip("-–—•* \u00a0").strip("[]"))
        near = f"[{', '.join(value for value in values if value)}]"
    message = _("{what} in {field}", what=describe(node), field=path)
    allowed = _("a list, with each value on a line of its own after a hyphen and a blank")
    add_problem(log, node, path, Rule.FORM, message, allowed, near)


def read_term(enum: type[Vocabulary], node: Node, path: str, log: ProblemLog) -> Vocabulary | None:
    """Return the term with a name; None, with a problem in the log, if it can't be written."""
    term = enum.__members__.get(node.text) if isinstance(node, Scalar) else None
    if term is not None and term.is_writable:
        return term
    allowed = writable_terms(enum)
    if isinstance(node, Scalar) and term is not None:
        message = _(
            "{value} in {field} is written only by the loader", value=quoted(node.text), field=path
        )
        add_problem(log, node, path, Rule.TERM_UNKNOWN, message, allowed)
        return None
    near = likely_term(enum, node.text) if isinstance(node, Scalar) else None
    message = _("unknown value {value} in {field}", value=describe(node), field=path)
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
    if not isinstance(node, Items):
        not_a_list(log, node, path)
        return None
    if not node.items and prop.required:
        message = _("an empty list in {field}", field=path)
        add_problem(log, node, path, Rule.FORM, message, _("at least one value"))
        return None
    if len(node.items) > _MAX_ITEMS:
        message = _("{number:,} values in {field}", number=len(node.items), field=path)
        allowed = _("at most {most}", most=_MAX_ITEMS)
        add_problem(log, node, path, Rule.TOO_MANY, message, allowed)
        return None
    texts: list[str] = []
    terms: list[Vocabulary] = []
    before = len(log.problems)
    for number, item in enumerate(node.items, start=1):
        at = f"{path}[{number}]"
        if prop.name == "formerSlugs":
            value: Value | None = read_slug(item, at, log)
        else:
            value = _READERS[prop.kind](prop, item, at, log)
        if value is not None and (value in texts or value in terms):
            message = _("duplicate {value} in {field}", value=describe(item), field=path)
            add_problem(log, item, at, Rule.VALUE_REPEATED, message)
        elif isinstance(value, Vocabulary):
            terms.append(value)
        elif isinstance(value, str):
            texts.append(value)
    if len(log.problems) > before:
        return None
    return tuple(terms) or tuple(texts)


def _term(prop: Property, node: Node, path: str, log: ProblemLog) -> Vocabulary | None:
    return read_term(prop.vocabulary, node, path, log)


def _string(prop: Property, node: Node, path: str, log: ProblemLog) -> str | None:
    if not isinstance(node, Scalar) or node.is_empty:
        wrong_form(log, node, path, _("text"))
        return None
    text = read_text(prop, node, path, log)
    if text is None or prop.pattern is None or re.fullmatch(prop.pattern, text):
        return text
    wrong_form(log, node, path, ModelText(prop.meaning), Rule.TEXT)
    return None


def _languages(prop: Property, node: Node, path: str, log: ProblemLog) -> Mapping[str, str] | None:
    allowed = _("a mapping with text for at least one of es, en and pt")
    if not isinstance(node, Fields) or not node.fields:
        wrong_form(log, node, path, allowed)
        return None
    texts: dict[str, str] = {}
    before = len(log.problems)
    for language, (key, value) in node.fields.items():
        at = f"{path}.{language}"
        if language not in FALLBACK:
            message = _(
                "unknown language {language} in {field}", language=quoted(language), field=path
            )
            near = likely_field(language, LANGUAGE_LABELS)
            add_problem(log, key, at, Rule.LANGUAGE_UNKNOWN, message, allowed, near)
        elif (text := _string(prop, value, at, log)) is not None:
            texts[language] = text
    return texts if len(log.problems) == before else None


def _url(prop: Property, node: Node, path: str, log: ProblemLog) -> str | None:
    text = _string(prop, node, path, log)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        is_complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_complete = False
    if is_complete and re.fullmatch(URL_FORM, text):
        return text
    message = _("{value} in {field} is not a web address", value=quoted(text), field=path)
    allowed = _("https://… or http://…")
    add_problem(log, node, path, Rule.ADDRESS, message, allowed)
    return None


def _int(prop: Property, node: Node, path: str, log: ProblemLog) -> int | None:
    least, most = prop.bounds or ANY_NUMBER
    if isinstance(node, Scalar) and node.plain and _INT.fullmatch(node.text):
        number = int(node.text)
        if least <= number <= most:
            return number
    allowed = _("a whole number from {least} to {most}", least=least, most=most)
    wrong_form(log, node, path, allowed, Rule.NUMBER)
    return None


def _boolean(_prop: Property, node: Node, path: str, log: ProblemLog) -> bool | None:
    if isinstance(node, Scalar) and node.plain and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    wrong_form(log, node, path, ("true", "false"))
    return None


def _date(prop: Property, node: Node, path: str, log: ProblemLog) -> PartialDate | None:
    if isinstance(node, Scalar):
        return _edtf(prop, node, path, DateQualifier.AT, log)
    allowed = _("a date, or a mapping {{edtf: …, qualifier: …}}")
    if not isinstance(node, Fields) or "edtf" not in node.fields:
        keys = node.fields.items() if isinstance(node, Fields) else ()
        meant = [key for name, (key, _v) in keys if likely_field(name, DATE_LABELS) == "edtf"]
        if meant:
            message = _("unknown field {name} in {field}", name=describe(meant[0]), field=path)
            add_problem(log, meant[0], path, Rule.FIELD_UNKNOWN, message, allowed, "edtf")
            return None
        message = _("{what} without edtf in {field}", what=describe(node), field=path)
        add_problem(log, node, path, Rule.DATE, message, allowed)
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
            year = wrong_year(prop, date)
            if year is None:
                return PartialDate(date=date, qualifier=qualifier)
            _implausible(prop, year, node, path, log)
            return None
        except NotADate as error:
            if error.reason:
                message = _(
                    "{value} in {field} is not a date ({reason})",
                    value=describe(node),
                    field=path,
                    reason=model_text(error.reason),
                )
    near, choice = date_advice(node.text) if isinstance(node, Scalar) else (None, None)
    allowed = choice or (ModelText(FORMS) if near is None else None)
    add_problem(log, node, path, Rule.DATE, message, allowed, near)
    return None


def _implausible(prop: Property, year: int, node: Node, path: str, log: ProblemLog) -> None:
    message = _(
        "the year {year} of {value} in {field} is not plausible",
        year=str(year),
        value=describe(node),
        field=path,
    )
    first, last = map(str, years_of(prop))
    allowed = _("years from {first} to {last}", first=first, last=last)
    add_problem(log, node, path, Rule.YEAR, message, allowed)


_READERS: Mapping[Kind, Callable[[Property, Node, str, ProblemLog], Value | None]] = by_kind(
    {
        Kind.TEXT: _languages,
        Kind.STRING: _string,
        Kind.URL: _url,
        Kind.INT: _int,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.ENUM: _term,
    },
    WRITTEN,
)
