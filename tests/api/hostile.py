"""A client that asks for what is new and costly, over and over: a process of its own.

    python -m tests.api.hostile URL SECONDS KIND [CONNECTIONS]

It writes how many requests were answered, by status.
"""

import asyncio
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator

import httpx

from tests.api.bombs import ANSWERED, REFUSED

AT_ONCE = "16"


Request = dict[str, object]


def bombs() -> Iterator[Request]:
    """Give what is refused or nearly so, each text another one."""
    texts = [text for text in (*REFUSED.values(), *ANSWERED.values()) if len(text) < 99_000]
    for number, text in enumerate(itertools.cycle(texts)):
        yield {"query": f"{text}#{number}"}


_PARTS = (
    "slug",
    "name",
    "summary",
    "themes",
    "level",
    "status",
    "note",
    "owners { totalCount nodes { id } }",
    "countries { totalCount nodes { id name } }",
    "topics { totalCount nodes { slug } }",
    "transfers { totalCount nodes { stage } }",
    "sources { name url }",
)


def operations() -> Iterator[Request]:
    """Give honest operations, each with a statement that the database sees for the first time."""
    for number in itertools.count(1):
        chosen = " ".join(part for place, part in enumerate(_PARTS) if number >> place & 1)
        text = f"query N{number} {{ goodPractices(first: 5) {{ nodes {{ id {chosen} }} }} }}"
        yield {"query": text}


def values() -> Iterator[Request]:
    """Give requests of 94 kB with some 20,000 values, in a variable that is not declared."""

    def tree(depth: int) -> Request:
        below = [tree(depth - 1)] * 2 if depth else []
        return {"and": below, "or": [{}]} if depth else {"iso3": {"eq": "x"}}

    for number in itertools.count():
        yield {"query": f"{{ __typename }}#{number}", "variables": {"x": tree(11)}}


def both() -> Iterator[Request]:
    """Give the ones and the others in turn."""
    return itertools.chain.from_iterable(zip(bombs(), operations(), strict=True))


async def _ask(
    client: httpx.AsyncClient, requests: Iterator[Request], until: float
) -> Counter[int]:
    seen: Counter[int] = Counter()
    while time.monotonic() < until:
        response = await client.post("/graphql", json=next(requests))
        seen[response.status_code] += 1
    return seen


async def flood(
    url: str, seconds: float, requests: Iterator[Request], clients: int
) -> Counter[int]:
    until = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        seen = await asyncio.gather(*(_ask(client, requests, until) for _ in range(clients)))
    return sum(seen, Counter())


if __name__ == "__main__":
    url, seconds, kind, at_once = (*sys.argv[1:], AT_ONCE)[:4]
    seen = asyncio.run(flood(url, float(seconds), globals()[kind](), int(at_once)))
    sys.stdout.write(json.dumps(seen))
