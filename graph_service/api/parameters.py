"""The parameters of a GraphQL-over-HTTP request, from a JSON body or the query of an address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

import orjson

from graph_service.api.persisted_documents import PersistedDocuments
from graph_service.errors import RequestRefused, exceeded
from graph_service.model.json import Json

_TEXTS = ("query", "documentId", "operationName")
_PARAMETERS = (*_TEXTS, "variables", "extensions")
_KEY = re.compile(rb'"[ \t\r\n]*:')


class Parameters(NamedTuple):
    """The parameters of a request.

    Attributes:
        query: the text of a document.
        variables: by name.
        operation_name: which operation of the text is meant.
        with_cost: whether the response is to say what it cost.
    """

    query: str
    variables: Mapping[str, Json] | None
    operation_name: str | None
    with_cost: bool = False


def from_body(content: bytes, documents: PersistedDocuments, most_values: int) -> Parameters:
    """Read a JSON body, which holds a text or names a document.

    Raises:
        RequestRefused: when it is no JSON object, or its parameters have wrong types.
        LimitExceeded: when it has more values than it may.
    """
    parsed = _parsed(content, "The body", most_values)
    if not isinstance(parsed, dict):
        raise RequestRefused(
            'Send one JSON object with "query". Batches are not answered: ask for several fields in'
            " one operation, and for many entries through nodes(ids:)."
        )
    return _parameters(parsed, documents)


def from_query(query_string: bytes, documents: PersistedDocuments, most_values: int) -> Parameters:
    """Read the query of an address; a parameter that is empty counts as not given.

    Raises:
        RequestRefused: when it isn't UTF-8, or a parameter is given twice, or has the wrong type.
        LimitExceeded: when a parameter has more values than it may.
    """
    given: dict[str, Json] = {}
    try:
        parameters = parse_qsl(query_string.decode(), errors="strict")
    except UnicodeDecodeError:
        raise RequestRefused("The query of the address is not UTF-8.") from None
    for name, value in parameters:
        if name not in _PARAMETERS:
            continue
        if name in given:
            raise RequestRefused(f'"{name}" is given more than once.')
        given[name] = value if name in _TEXTS else _parsed(value.encode(), f'"{name}"', most_values)
    return _parameters(given, documents)


def _parameters(given: Mapping[str, Json], documents: PersistedDocuments) -> Parameters:
    query, variables = documents.text(given), given.get("variables")
    operation_name, extensions = given.get("operationName"), given.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise RequestRefused('"variables" has to be an object, or null.')
    if operation_name is not None and not isinstance(operation_name, str):
        raise RequestRefused('"operationName" has to be a text, or null.')
    if extensions is not None and not isinstance(extensions, dict):
        raise RequestRefused('"extensions" has to be an object, or null.')
    with_cost = extensions is not None and extensions.get("cost") is True
    return Parameters(query, variables, operation_name or None, with_cost)


def _parsed(content: bytes, what: str, most_values: int) -> Json:
    try:
        parsed: Json = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise RequestRefused(f"{what} is no JSON: {error}.") from None
    keys = _keys(parsed, what, most_values)
    if not _is_compact(parsed, content) and len(_KEY.findall(content)) > keys:
        _refuse_repeated(content)
    return parsed


def _is_compact(parsed: Json, content: bytes) -> bool:
    """Tell whether JSON is written as most clients write it, with nothing that was dropped."""
    try:
        return orjson.dumps(parsed) == content
    except TypeError:  # nested too deep to be written
        return False


def _keys(parsed: Json, what: str, most_values: int) -> int:
    """Count the keys of all objects; repeated ones were dropped.

    Text can look like a key, so that fewer than were found is a suspicion, no proof.

    Raises:
        LimitExceeded: when there are more values than may be; they aren't counted to the end, so
            that it takes no longer than for as many.
    """
    keys = found = 0
    values = [parsed]
    while values:
        value = values.pop()
        if isinstance(value, dict):
            keys += len(value)
            values.extend(value.values())
        elif isinstance(value, list):
            values.extend(value)
        found += 1
        if found + len(values) > most_values:
            raise exceeded(
                "tokens",
                found + len(values),
                most_values,
                message=what + " has at least {found} values",
                remedy="split it into several requests",
            )
    return keys


def _refuse_repeated(content: bytes) -> None:
    """Refuse an object that has a key twice: who looked at it before may have read the other.

    The standard library tells, at five times the time of orjson.
    """
    try:
        json.loads(content, object_pairs_hook=_distinct)
    except RecursionError:
        raise RequestRefused("The JSON is nested too deep to be read.") from None


def _distinct(pairs: list[tuple[str, Json]]) -> None:
    names = set()
    for name, _ in pairs:
        if name in names:
            raise RequestRefused(f'The JSON has "{name[:100]}" twice in one object.')
        names.add(name)
