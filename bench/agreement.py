"""Compares the contenders' answers before anything is timed."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator, Mapping, Sequence

import orjson

from bench.adapters import Request
from bench.operations import Operation, Variables
from bench.servers import Running
from graph_service.model.json import Json

_TIMEOUT_SECONDS = 120


class Disagreement(Exception):
    """Two contenders answered the same operation differently, or one failed."""


def check_agreement(
    operation: Operation, sets: Sequence[Variables], contenders: Sequence[Running]
) -> None:
    """Run the operation on every contender with every set of variables.

    Raises:
        Disagreement: at the first answer that differs from the first contender's.
    """
    first, *others = (running for running in contenders if running.contender.has(operation))
    for variables in sets:
        wanted = answer(first, operation, variables)
        for other in others:
            # A contender with a cache is asked twice, so that a cached answer is compared too.
            for _ in range(1 + other.contender.is_cached):
                found = answer(other, operation, variables)
                for path, left, right in differences(wanted, found):
                    raise Disagreement(
                        f"{operation.title}, variables {orjson.dumps(variables).decode()}:"
                        f" at {path}\n"
                        f"  {first.contender.title}: {_shorten(left)}\n"
                        f"  {other.contender.title}: {_shorten(right)}"
                    )


def answer(running: Running, operation: Operation, variables: Variables) -> Json:
    """Run the operation on one contender and return its normalised answer.

    Raises:
        Disagreement: if the status isn't 200 or the answer has errors.
    """
    adapter = running.contender.adapter
    response = _response(running, adapter.request(operation, variables))
    return adapter.normalise(operation, variables, response)


def _response(running: Running, request: Request) -> Json:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=_TIMEOUT_SECONDS)
    try:
        body = None if request.body is None else orjson.dumps(request.body)
        headers = {"content-type": "application/json", "accept": "application/json"}
        if running.contender.accept_encoding:
            headers["accept-encoding"] = running.contender.accept_encoding
        method = "GET" if body is None else "POST"
        connection.request(method, request.path, body, headers)
        response = connection.getresponse()
        content = response.read()
        if response.headers["content-encoding"] == "gzip":
            content = gzip.decompress(content)
    finally:
        connection.close()
    if response.status != http.client.OK or b'"errors"' in content:
        text = content[:2000].decode(errors="replace")
        raise Disagreement(f"{running.contender.title} answers {response.status}: {text}")
    parsed: Json = orjson.loads(content)
    return parsed


def differences(left: Json, right: Json, path: str = "$") -> Iterator[tuple[str, Json, Json]]:
    """Yield the path and both values wherever two answers differ; the order of keys is ignored."""
    match left, right:
        case Mapping(), Mapping() if left.keys() == right.keys():
            for key in left:
                yield from differences(left[key], right[key], f"{path}.{key}")
        case list(), list() if len(left) == len(right):
            for index, (one, other) in enumerate(zip(left, right, strict=True)):
                yield from differences(one, other, f"{path}[{index}]")
        case _ if type(left) is not type(right) or left != right:
            yield path, left, right


def _shorten(value: Json) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) < 500 else f"{text[:500]}… ({len(text):,} bytes)"
