"""Signals while a server is managed: every ending passes through our clean-up, once."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], None]
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def as_interrupts() -> Iterator[None]:
    """Let SIGTERM and a closed terminal raise KeyboardInterrupt, as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def terminate(_number: int, _frame: FrameType | None) -> None:
        # Whoever handles SIGTERM just now (a web server, or we) knows how to end.
        os.kill(os.getpid(), signal.SIGTERM)

    with _handlers({signal.SIGTERM: interrupt, signal.SIGHUP: terminate}):
        yield


@contextmanager
def held_back() -> Iterator[None]:
    """Keep endings until the block is done. The block may start processes: nothing is masked."""
    came: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    with _handlers(dict.fromkeys(ENDINGS, remember)):
        yield
    if came:
        os.kill(os.getpid(), came[0])


@contextmanager
def ignored() -> Iterator[None]:
    """Pay no attention to endings: the block is the clean-up, and it is short."""

    def pay_no_attention(_number: int, _frame: FrameType | None) -> None:
        pass

    with _handlers(dict.fromkeys(ENDINGS, pay_no_attention)):
        yield


@contextmanager
def _handlers(handlers: dict[signal.Signals, Handler]) -> Iterator[None]:
    """Set handlers for a while; Python allows it in the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
