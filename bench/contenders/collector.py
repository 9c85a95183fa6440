"""The settings of Python's garbage collector that this service has, for contenders in Python."""

from __future__ import annotations

import gc


def tune() -> None:
    """Let the collector skip what lives as long as the process, and run once per large answer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)
