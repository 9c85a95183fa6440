"""Whether all contenders answer alike: compared before anything is timed."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping, Sequence

import orjson

from bench.asking import Request
from bench.operations import Operation, Variables
from bench.servers import Running
from graph_service.model.json import Json

_SECONDS = 120


class Disagreement(Exception):
    """Two contenders gave different answers to one question."""


def check_agreement(
    operation: Operation, sets: Sequence[Variables], contenders: Sequence[Running]
) -> None:
    """Ask every contender for every set of variables.

    Raises:
        Disagreement: at the first answer that is another than the first contender's.
    """
    first, *others = contenders
    for variables in sets:
        wanted = answer(first, operation, variables)
        for other in others:
            # What keeps answers is asked again, so that a kept one is compared, too.
            for _ in range(1 + other.contender.repeats):
                found = answer(other, operation, variables)
                for path, left, right in differences(wanted, found):
                    raise Disagreement(
                        f"{operation.title}, variables {orjson.dumps(variables).decode()}:"
                        f" at {path}\n"
                        f"  {first.contender.title}: {_shown(left)}\n"
                        f"  {other.contender.title}: {_shown(right)}"
                    )


def answer(running: Running, operation: Operation, variables: Variables) -> Json:
    """Ask a contender once, and give its answer in the one form of all.

    Raises:
        Disagreement: when it doesn't answer with success.
    """
    asking = running.contender.asking
    response = _response(running, asking.request(operation, variables))
    return asking.answer(operation, variables, response)


def _response(running: Running, request: Request) -> Json:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=_SECONDS)
    try:
        body = None if request.body is None else orjson.dumps(request.body)
        headers = {"content-type": "application/json", "accept": "application/json"}
        method = "GET" if body is None else "POST"
        connection.request(method, request.path, body, headers)
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if response.status != http.client.OK or b'"errors"' in content:
        told = content[:2000].decode(errors="replace")
        raise Disagreement(f"{running.contender.title} answers {response.status}: {told}")
    parsed: Json = orjson.loads(content)
    return parsed


def differences(left: Json, right: Json, path: str = "$") -> Iterator[tuple[str, Json, Json]]:
    """Give the places in which two answers differ; the order of keys says nothing."""
    match left, right:
        case Mapping(), Mapping() if left.keys() == right.keys():
            for key in left:
                yield from differences(left[key], right[key], f"{path}.{key}")
        case list(), list() if len(left) == len(right):
            for index, (one, other) in enumerate(zip(left, right, strict=True)):
                yield from differences(one, other, f"{path}[{index}]")
        case _ if type(left) is not type(right) or left != right:
            yield path, left, right


def _shown(value: Json) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) < 500 else f"{text[:500]}… ({len(text):,} bytes)"
