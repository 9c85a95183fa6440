"""Signal handling while a server is managed: the clean-up always runs, and runs once."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], None]
TERMINATION_SIGNALS = [signal.SIGINT, signal.SIGTERM]
if sys.platform != "win32":
    TERMINATION_SIGNALS.append(signal.SIGHUP)


@contextmanager
def as_interrupts() -> Iterator[None]:
    """Make SIGTERM and a closed terminal (SIGHUP) raise KeyboardInterrupt, like Ctrl-C."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def terminate(_number: int, _frame: FrameType | None) -> None:
        # Use the current handler of SIGTERM: a web server may have installed its own.
        os.kill(os.getpid(), signal.SIGTERM)

    handlers: dict[signal.Signals, Handler] = {signal.SIGTERM: interrupt}
    if sys.platform != "win32":
        handlers[signal.SIGHUP] = terminate
    with _handlers(handlers):
        yield


@contextmanager
def deferred() -> Iterator[None]:
    """Defer signals until the block ends, without masking them, which child processes inherit."""
    received: list[int] = []

    def remember(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    with _handlers(dict.fromkeys(TERMINATION_SIGNALS, remember)):
        yield
    if received:
        os.kill(os.getpid(), received[0])


@contextmanager
def ignored() -> Iterator[None]:
    """Ignore signals during the block, which is a short clean-up."""

    def ignore(_number: int, _frame: FrameType | None) -> None:
        pass

    with _handlers(dict.fromkeys(TERMINATION_SIGNALS, ignore)):
        yield


@contextmanager
def _handlers(handlers: dict[signal.Signals, Handler]) -> Iterator[None]:
    """Set handlers during the block; Python allows this only in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
