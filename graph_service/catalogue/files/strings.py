"""The YAML nodes of texts → texts: one, one per language, and lists of them.

Fields({es: Items("Niñez", "Infancia")}) → {"es": ("Niñez", "Infancia")}.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import LANGUAGE_LABELS, likely_field
from graph_service.i18n import Message, Wording, _
from graph_service.model.declare import Property
from graph_service.model.text import FALLBACK, fold

from .node_problems import (
    add_problem,
    is_empty,
    not_a_list,
    repeated,
    wrong_form,
)
from .yaml_files import Fields, Items, Node, Scalar

T = TypeVar("T")
_MAX_ITEMS = 200
# Characters that control a terminal or reverse the direction of text, and half surrogate pairs.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
_ONE_LINE = 500
"""The greatest length of properties without line breaks."""


def read_string(prop: Property, node: Node, path: str, log: ProblemLog) -> str | None:
    """Return a text in one language; None, with a problem in the log, if it is not valid."""
    if not isinstance(node, Scalar) or node.is_empty:
        wrong_form(log, node, path, _("text"))
        return None
    text = unicodedata.normalize("NFC", node.text).strip()
    if error := _error(prop, text, path):
        value = node.text
        log.add(Problem(place=node.place, rule=Rule.TEXT, field=path, value=value, message=error))
        return None
    if prop.pattern is not None and not re.fullmatch(prop.pattern, text):
        wrong_form(log, node, path, ModelText(prop.meaning), Rule.TEXT)
        return None
    return text


def read_items(
    node: Node,
    path: str,
    log: ProblemLog,
    read: Callable[[Node, str, ProblemLog], T | None],
) -> tuple[T, ...] | None:
    """Return the values of a list; None, with a problem in the log, if one is not valid."""
    if not isinstance(node, Items):
        not_a_list(log, node, path)
        return None
    if len(node.items) > _MAX_ITEMS:
        message = _("{number:,} values in {field}", number=len(node.items), field=path)
        allowed = _("at most {most}", most=_MAX_ITEMS)
        add_problem(log, node, path, Rule.TOO_MANY, message, allowed)
        return None
    values: list[T] = []
    before = len(log.problems)
    for number, item in enumerate(node.items, start=1):
        at = f"{path}[{number}]"
        value = read(item, at, log)
        if value is not None and value in values:
            repeated(log, item, at, path)
        elif value is not None:
            values.append(value)
    return tuple(values) if len(log.problems) == before else None


def read_languages(
    prop: Property, node: Node, path: str, log: ProblemLog
) -> Mapping[str, str] | None:
    """Return a text per language; None, with a problem in the log, if it is not valid."""
    allowed = _("text in at least one of es, en and pt, such as {{es: …}}")
    return _by_language(node, path, log, partial(read_string, prop), allowed)


def read_texts(
    prop: Property, node: Node, path: str, log: ProblemLog
) -> Mapping[str, tuple[str, ...]] | None:
    """Return the lists of texts per language, without empty ones.

    None if there are none, or, with a problem in the log, if they are not valid.
    """
    allowed = _("lists of texts in es, en or pt, such as {{es: […]}}")
    read = partial(read_items, read=partial(read_string, prop))
    lists = _by_language(node, path, log, read, allowed)
    return {language: texts for language, texts in (lists or {}).items() if texts} or None


def _by_language(
    node: Node,
    path: str,
    log: ProblemLog,
    read: Callable[[Node, str, ProblemLog], T | None],
    allowed: Message,
) -> dict[str, T] | None:
    """Return the value of each language; None, with a problem in the log, if one is not valid."""
    if not isinstance(node, Fields):
        wrong_form(log, node, path, allowed)
        return None
    found: dict[str, T] = {}
    before = len(log.problems)
    for language, (key, value) in node.fields.items():
        at = f"{path}.{language}"
        if language not in FALLBACK and is_empty(value) and found:
            message = _(
                "the comma before {value} in {field} ends the text: put a text with a comma in"
                " quotes",
                value=quoted(language),
                field=path,
            )
            add_problem(log, key, at, Rule.FORM, message)
        elif language not in FALLBACK:
            message = _(
                "unknown language {language} in {field}", language=quoted(language), field=path
            )
            near = likely_field(language, LANGUAGE_LABELS)
            add_problem(log, key, at, Rule.LANGUAGE_UNKNOWN, message, allowed, near)
        elif (inner := read(value, at, log)) is not None:
            found[language] = inner
    return found if len(log.problems) == before else None


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
