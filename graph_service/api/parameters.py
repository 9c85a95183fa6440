"""The parameters of a GraphQL-over-HTTP request, from a JSON body or a query string."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from urllib.parse import parse_qsl

import orjson

from graph_service.api.persisted_documents import PersistedDocuments
from graph_service.compiler.lru import LRU
from graph_service.errors import Limit, RequestRefused
from graph_service.model.json import Json

Key: TypeAlias = bytes
"""A digest of all that a response depends on, apart from the state of the graph."""
_KEY_BYTES = 32
_TEXTS = ("query", "documentId", "operationName")
_PARAMETERS = (*_TEXTS, "variables", "extensions")
_VALUES = Limit("tokens", "{what} has at least {found} values", "send several requests")
_KEY = re.compile(rb'"[ \t\r\n]*:')
PARSED_SHARE = 8
"""Parsed requests may take this fraction of the response cache beside it."""
_OVERHEAD = 1_000
"""Bytes of the objects of a parsed request, from above, without its texts and variables."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of a request.

    Attributes:
        query: the document.
        variables: by name.
        operation_name: which operation of the document to execute.
        with_cost: whether the client requests the cost of the operation.
    """

    query: str
    variables: Mapping[str, Json] | None
    operation_name: str | None
    with_cost: bool = False

    @cached_property
    def key(self) -> Key | None:
        """The key of the response in the cache; None if the variables are not JSON."""
        request = [self.query, self.operation_name, self.variables or None, self.with_cost]
        try:
            dumped = orjson.dumps(request, option=orjson.OPT_SORT_KEYS)
        except TypeError:
            return None
        return hashlib.blake2b(dumped, digest_size=_KEY_BYTES).digest()


class RequestParser:
    """Parses requests, each that is repeated byte for byte only once.

    Parsing takes a tenth to a third of a cached answer by POST, and up to two thirds by GET.
    """

    def __init__(
        self, documents: PersistedDocuments, *, max_values: int, cache_bytes: int = 0
    ) -> None:
        """Set up the parser.

        Args:
            documents: the operations that have an id.
            max_values: values in a body or in variables.
            cache_bytes: that parsed requests may take.
        """
        self._documents = documents
        self._max_values = max_values
        self._parsed: LRU[tuple[str, bytes], Parameters] = LRU(cache_bytes)

    def known_body(self, content: bytes) -> Parameters | None:
        """Return what a body contains if it was parsed before."""
        return self._parsed.get(("body", content))

    def parse_body(self, content: bytes) -> Parameters:
        """Parse a JSON body, with a document or the id of one.

        Raises:
            RequestRefused: when it is not a JSON object, or its parameters have wrong types.
            LimitExceeded: when it has more values than allowed.
        """
        parsed = self._json(content, "The body")
        if not isinstance(parsed, dict):
            raise RequestRefused(
                'Send one JSON object with "query". Batches are not supported: request several'
                " fields in one operation, and many entries through nodes(ids:)."
            )
        return self._cached("body", content, parsed)

    def parse_query(self, query_string: bytes) -> Parameters:
        """Parse a query string; an empty parameter counts as absent.

        Raises:
            RequestRefused: when it isn't UTF-8, or a parameter is repeated or has the wrong type.
            LimitExceeded: when a parameter has more values than allowed.
        """
        if (known := self._parsed.get(("query", query_string))) is not None:
            return known
        sent: dict[str, Json] = {}
        try:
            pairs = parse_qsl(query_string.decode(), errors="strict")
        except UnicodeDecodeError:
            raise RequestRefused("The query string is not UTF-8.") from None
        for name, value in pairs:
            if name not in _PARAMETERS:
                continue
            if name in sent:
                raise RequestRefused(f'"{name}" appears more than once.')
            sent[name] = value if name in _TEXTS else self._json(value.encode(), f'"{name}"')
        return self._cached("query", query_string, sent)

    def _cached(self, where: str, content: bytes, sent: Mapping[str, Json]) -> Parameters:
        """Return the parameters that were sent, and cache them."""
        parameters = _parameters(sent, self._documents)
        size = _OVERHEAD + len(content) + sys.getsizeof(parameters.query)
        size += _memory_of(parameters.variables)
        self._parsed.add((where, content), parameters, size)
        return parameters

    def _json(self, content: bytes, what: str) -> Json:
        try:
            parsed: Json = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            try:
                content.decode()
            except UnicodeDecodeError:
                raise RequestRefused(f"{what} is not UTF-8.") from None
            raise RequestRefused(f"{what} is not valid JSON: {error}.") from None
        keys = _count_keys(parsed, what, self._max_values)
        # orjson drops repeated keys. Strings can look like keys, so a difference is only a
        # suspicion.
        if not _is_compact(parsed, content) and len(_KEY.findall(content)) > keys:
            _reject_repeated_keys(content)
        return parsed


def _memory_of(value: Json) -> int:
    """Return the bytes that a parsed value takes, with all that it contains."""
    size = 0
    values = [value]
    while values:
        value = values.pop()
        size += sys.getsizeof(value)
        if isinstance(value, dict):
            size += sum(map(sys.getsizeof, value))
            values.extend(value.values())
        elif isinstance(value, list):
            values.extend(value)
    return size


def _parameters(sent: Mapping[str, Json], documents: PersistedDocuments) -> Parameters:
    query, variables = documents.text(sent), sent.get("variables")
    operation_name, extensions = sent.get("operationName"), sent.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        hint = ": send the object itself, not JSON in a string" if type(variables) is str else ""
        raise RequestRefused(f'"variables" must be an object or null{hint}.')
    if operation_name is not None and not isinstance(operation_name, str):
        raise RequestRefused('"operationName" must be a string or null.')
    if extensions is not None and not isinstance(extensions, dict):
        raise RequestRefused('"extensions" must be an object or null.')
    with_cost = extensions is not None and extensions.get("cost") is True
    return Parameters(query, variables, operation_name or None, with_cost)


def _is_compact(parsed: Json, content: bytes) -> bool:
    """Whether JSON is written as most clients write it, and without repeated keys."""
    try:
        return orjson.dumps(parsed) == content
    except TypeError:  # nested too deeply for orjson to write
        return False


def _count_keys(parsed: Json, what: str, max_values: int) -> int:
    """Return the number of keys in all objects.

    Raises:
        LimitExceeded: when there are more values than allowed; counting stops there.
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
        if found + len(values) > max_values:  # a call for each value would take longer
            _VALUES.check(found + len(values), max_values, what)
    return keys


def _reject_repeated_keys(content: bytes) -> None:
    """Reject an object with a repeated key: a proxy may have read the other value.

    The standard library reports repeated keys, but takes five times as long as orjson.
    """
    try:
        json.loads(content, object_pairs_hook=_distinct)
    except RecursionError:
        raise RequestRefused("The JSON is nested too deeply.") from None


def _distinct(pairs: list[tuple[str, Json]]) -> None:
    names = set()
    for name, _ in pairs:
        if name in names:
            raise RequestRefused(f'The JSON has the key "{name[:100]}" twice in one object.')
        names.add(name)
