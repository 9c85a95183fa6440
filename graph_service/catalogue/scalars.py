"""What is written in a field → the value that it stands for, by the property's kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from graph_service.model.dates import FORMS, PartialDate, parse_edtf
from graph_service.model.declare import Kind, Property
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.storage import Value
from graph_service.model.terms import Vocabulary
from graph_service.model.text import FALLBACK

from .folder import SLUG_ALLOWED, SLUG_FORM
from .problems import Problem, Sheet, nearest, quoted
from .texts import read_text
from .yaml_files import Fields, Items, Node, Scalar

_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_MOST_ITEMS = 200


def read_value(prop: Property, node: Node, path: str, sheet: Sheet) -> Value | None:
    """Read a property's value; None where it is wrong, which the sheet then says."""
    if prop.many:
        return _many(prop, node, path, sheet)
    return _one(prop, node, path, sheet)


def is_empty(node: Node) -> bool:
    """Tell whether nothing is written: a key without a value, or null."""
    return isinstance(node, Scalar) and node.empty


def complain(
    sheet: Sheet,
    node: Node,
    path: str,
    message: str,
    allowed: str | None = None,
    suggestion: str | None = None,
) -> None:
    """Note a problem with a node."""
    sheet.problems.append(
        Problem(
            place=node.place,
            field=path,
            value=node.text if isinstance(node, Scalar) else None,
            message=message,
            allowed=allowed,
            suggestion=suggestion,
        )
    )


def shape(node: Node) -> str:
    """Say what a node is: its text, a list, or a mapping."""
    match node:
        case Scalar():
            return "nothing" if node.empty else quoted(node.text)
        case Items():
            return "a list"
    return "a mapping"


def read_term(
    enum: type[Vocabulary], node: Node, path: str, sheet: Sheet, refused: Iterable[str] = ()
) -> Vocabulary | None:
    """Read a value of a vocabulary by its name."""
    names = [name for name in enum.__members__ if name not in refused]
    if isinstance(node, Scalar) and node.text in names:
        return enum[node.text]
    if isinstance(node, Scalar) and node.text in refused:
        message = f"{quoted(node.text)} in {path} is for the loader to write"
        complain(sheet, node, path, message, ", ".join(names))
        return None
    near = nearest(node.text, names) if isinstance(node, Scalar) else None
    message = f"unknown value {shape(node)} in {path}"
    complain(sheet, node, path, message, ", ".join(names), near)
    return None


def read_slug(node: Node, path: str, sheet: Sheet) -> str | None:
    """Read a slug."""
    if isinstance(node, Scalar) and SLUG_FORM.fullmatch(node.text):
        return node.text
    complain(sheet, node, path, f"{shape(node)} in {path} is no slug", SLUG_ALLOWED)
    return None


def _many(prop: Property, node: Node, path: str, sheet: Sheet) -> Value | None:
    if not isinstance(node, Items):
        complain(sheet, node, path, f"{shape(node)} in {path}", "a list")
        return None
    if not node.items and prop.required:
        complain(sheet, node, path, f"an empty list in {path}", "at least one value")
        return None
    if len(node.items) > _MOST_ITEMS:
        complain(sheet, node, path, f"{len(node.items)} values in {path}", f"{_MOST_ITEMS}")
        return None
    texts: list[str] = []
    terms: list[Vocabulary] = []
    before = len(sheet.problems)
    for number, item in enumerate(node.items, start=1):
        at = f"{path}[{number}]"
        if prop.name == "formerSlugs":
            value: Value | None = read_slug(item, at, sheet)
        else:
            value = _one(prop, item, at, sheet)
        if value is not None and (value in texts or value in terms):
            complain(sheet, item, at, f"{shape(item)} a second time in {path}")
        elif isinstance(value, Vocabulary):
            terms.append(value)
        elif isinstance(value, str):
            texts.append(value)
    if len(sheet.problems) > before:
        return None
    return tuple(terms) if prop.kind is Kind.ENUM else tuple(texts)


def _one(prop: Property, node: Node, path: str, sheet: Sheet) -> Value | None:
    if prop.kind is Kind.ENUM and prop.enum is not None:
        return read_term(prop.enum, node, path, sheet, ("DERIVED",) if prop.enum is Basis else ())
    return _READERS[prop.kind](prop, node, path, sheet)


def _string(prop: Property, node: Node, path: str, sheet: Sheet) -> str | None:
    if isinstance(node, Scalar) and not node.empty:
        return read_text(prop, node, path, sheet)
    complain(sheet, node, path, f"{shape(node)} in {path}", "a text")
    return None


def _languages(prop: Property, node: Node, path: str, sheet: Sheet) -> Mapping[str, str] | None:
    allowed = "a mapping of es, en, pt to texts, at least one"
    if not isinstance(node, Fields) or not node.fields:
        complain(sheet, node, path, f"{shape(node)} in {path}", allowed)
        return None
    texts: dict[str, str] = {}
    before = len(sheet.problems)
    for language, (key, value) in node.fields.items():
        at = f"{path}.{language}"
        if language not in FALLBACK:
            complain(sheet, key, at, f"unknown language {quoted(language)} in {path}", allowed)
        elif (text := _string(prop, value, at, sheet)) is not None:
            texts[language] = text
    return texts if len(sheet.problems) == before else None


def _url(prop: Property, node: Node, path: str, sheet: Sheet) -> str | None:
    text = _string(prop, node, path, sheet)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if good and not re.search(r"[\s<>\"`{}|\\^]", text):
        return text
    complain(sheet, node, path, f"{quoted(text)} in {path} is no address", "https://… or http://…")
    return None


def _int(prop: Property, node: Node, path: str, sheet: Sheet) -> int | None:
    least, most = prop.bounds or (-(10**18), 10**18)
    whole = isinstance(node, Scalar) and node.plain and _INT.fullmatch(node.text)
    if isinstance(node, Scalar) and whole and least <= int(node.text) <= most:
        return int(node.text)
    allowed = f"a whole number from {least} to {most}" if prop.bounds else "a whole number"
    complain(sheet, node, path, f"{shape(node)} in {path}", allowed)
    return None


def _boolean(_: Property, node: Node, path: str, sheet: Sheet) -> bool | None:
    if isinstance(node, Scalar) and node.plain and node.text in _TRUTH:
        return _TRUTH[node.text]
    complain(sheet, node, path, f"{shape(node)} in {path}", "true, false")
    return None


def _date(_: Property, node: Node, path: str, sheet: Sheet) -> PartialDate | None:
    if isinstance(node, Scalar):
        return _edtf(node, path, DateQualifier.AT, sheet)
    allowed = "a date, or a mapping {edtf: …, qualifier: …}"
    if not isinstance(node, Fields) or "edtf" not in node.fields:
        complain(sheet, node, path, f"{shape(node)} without edtf in {path}", allowed)
        return None
    qualifier: Vocabulary | None = DateQualifier.AT
    for name, (key, value) in node.fields.items():
        if name == "qualifier":
            qualifier = read_term(DateQualifier, value, f"{path}.qualifier", sheet)
        elif name != "edtf":
            complain(sheet, key, path, f"unknown field {quoted(name)} in {path}", allowed)
    if not isinstance(qualifier, DateQualifier):
        qualifier = DateQualifier.AT
    return _edtf(node.fields["edtf"][1], f"{path}.edtf", qualifier, sheet)


def _edtf(node: Node, path: str, qualifier: DateQualifier, sheet: Sheet) -> PartialDate | None:
    why = ""
    if isinstance(node, Scalar) and not node.empty:
        try:
            return PartialDate(date=parse_edtf(node.text.strip()), qualifier=qualifier)
        except ValueError as error:
            reason = re.search(r"is not a date( \([^)]*\))", str(error))
            why = reason[1] if reason else ""
    complain(sheet, node, path, f"{shape(node)} in {path} is not a date{why}", FORMS)
    return None


_READERS: Mapping[Kind, Callable[[Property, Node, str, Sheet], Value | None]] = {
    Kind.TEXT: _languages,
    Kind.STRING: _string,
    Kind.URL: _url,
    Kind.INT: _int,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
}
