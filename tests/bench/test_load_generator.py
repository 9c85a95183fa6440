"""The load generator against small servers."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

import pytest

from bench.load_generator import Job, Sample, WrongAnswer, _Run

REQUESTS = [b"GET /a HTTP/1.1\r\nhost: x\r\n\r\n", b"GET /b HTTP/1.1\r\nhost: x\r\n\r\n"]
Handler = Callable[[bytes, asyncio.StreamWriter], Coroutine[None, None, None]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[int]:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await handler(request, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def sample(port: int, clients: int = 3) -> Sample:
    job = Job(
        port=port,
        requests=[base64.b64encode(request).decode() for request in REQUESTS],
        clients=clients,
        warm=0.05,
        window=0.3,
        pids=[os.getpid()],
    )
    return await _Run(job).sample()


def _answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)


async def test_clients_send_all_requests_in_a_closed_loop() -> None:
    received: list[bytes] = []

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        received.append(request)
        await asyncio.sleep(0.02)
        writer.write(_answer(b'{"data": 1}'))

    async with serving(handler) as port:
        found = await sample(port)
    assert set(received) == set(REQUESTS)
    # Three clients; at 20 ms per answer, each gets at most 15 in 0.3 s, and one that was under way.
    assert 3 <= len(found.latencies) <= 3 * (found.seconds / 0.02 + 1)
    assert min(found.latencies) >= 19
    assert found.seconds >= 0.3
    assert len(found.cpu) == 1
    assert found.received == len(found.latencies) * len(_answer(b'{"data": 1}'))


async def test_a_window_lasts_until_an_answer_arrives() -> None:
    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.8)
        writer.write(_answer(b'{"data": 1}'))

    async with serving(handler) as port:
        found = await sample(port)
    assert found.latencies
    assert found.seconds > 0.5


async def test_an_answer_in_several_packets_or_chunks_counts_once() -> None:
    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        if request == REQUESTS[0]:
            whole = _answer(b"x" * 50_000)
            for start in range(0, len(whole), 20_000):
                writer.write(whole[start : start + 20_000])
                await writer.drain()
                await asyncio.sleep(0.001)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            writer.write(b"3\r\nabc\r\n")
            await writer.drain()
            await asyncio.sleep(0.001)
            writer.write(b"0\r\n\r\n")

    async with serving(handler) as port:
        found = await sample(port)
    assert len(found.latencies) > 10


@pytest.mark.parametrize(
    "answer",
    [_answer(b"no", b"500 Internal Server Error"), _answer(b'{"data": null, "errors": []}')],
)
async def test_an_answer_with_an_error_ends_the_load(answer: bytes) -> None:
    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with serving(handler) as port:
        with pytest.raises(WrongAnswer):
            await sample(port)


async def test_a_closed_connection_ends_the_load() -> None:
    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with serving(handler) as port:
        with pytest.raises(WrongAnswer, match="closed"):
            await sample(port)
