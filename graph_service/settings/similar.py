"""Variables that look like settings misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

_SIMILAR = 0.8
_SHORTEST = 6
"""Shorter names have others near them by chance."""
_OTHERS = "OTEL_"
"""Of these there are many more, which are no settings of ours."""


def misspelt(environ: Mapping[str, str], known: Iterable[str]) -> Iterator[str]:
    """Give a warning for each variable whose name is nearly that of a setting, which it isn't."""
    names = set(known)
    wanted = [name for name in names if len(name) >= _SHORTEST]
    for name in sorted(environ):
        if name in names or len(name) < _SHORTEST or name.startswith(_OTHERS):
            continue
        for near in get_close_matches(name, wanted, n=1, cutoff=_SIMILAR):
            if near not in environ:
                yield f"{name} is no setting, and is ignored: is {near} meant?"
