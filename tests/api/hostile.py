"""A client that sends new and expensive requests in a loop, as a process of its own.

    python -m tests.api.hostile URL SECONDS KIND [CONNECTIONS]

Prints the number of responses by status.
"""

import asyncio
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator

import httpx

from tests.api.bombs import ANSWERED, REJECTED

CONNECTIONS = "16"


Request = dict[str, object]


def bombs() -> Iterator[Request]:
    """Yield documents that are rejected or just within the limits, each of them new."""
    texts = [text for text in (*REJECTED.values(), *ANSWERED.values()) if len(text) < 99_000]
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
    """Yield valid operations, each with a statement that is new to the database."""
    for number in itertools.count(1):
        chosen = " ".join(part for place, part in enumerate(_PARTS) if number >> place & 1)
        text = f"query N{number} {{ goodPractices(first: 5) {{ nodes {{ id {chosen} }} }} }}"
        yield {"query": text}


def values() -> Iterator[Request]:
    """Yield requests of 94 kB with some 20,000 values, in an undeclared variable."""

    def tree(depth: int) -> Request:
        below = [tree(depth - 1)] * 2 if depth else []
        return {"and": below, "or": [{}]} if depth else {"iso3": {"eq": "x"}}

    for number in itertools.count():
        yield {"query": f"{{ __typename }}#{number}", "variables": {"x": tree(11)}}


def both() -> Iterator[Request]:
    """Yield bombs and operations in turn."""
    return itertools.chain.from_iterable(zip(bombs(), operations(), strict=True))


async def _send(
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
        seen = await asyncio.gather(*(_send(client, requests, until) for _ in range(clients)))
    return sum(seen, Counter())


if __name__ == "__main__":
    url, seconds, kind, connections = (*sys.argv[1:], CONNECTIONS)[:4]
    seen = asyncio.run(flood(url, float(seconds), globals()[kind](), int(connections)))
    sys.stdout.write(json.dumps(seen))
