"""Warnings about variables that look like settings: misspelt or removed ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from graph_service.i18n import Message, _

_SIMILAR = 0.8
_SHORTEST = 6
"""Shorter names resemble others by chance."""
_IGNORED = ("OTEL_", "TEST_")
"""Prefixes of variables that OpenTelemetry and our tests read."""
_REMOVED = {
    "MAX_ALIASES",
    "MAX_DEPTH",
    "MAX_DIRECTIVES",
    "MAX_NEW",
    "MAX_ROOT_FIELDS",
    "MAX_SELECTIONS",
    "MAX_URL",
    "OPERATION_CACHE",
}


def warnings(environ: Mapping[str, str], known: Iterable[str]) -> Iterator[Message]:
    """Yield a warning for each variable that resembles a setting, or used to be one."""
    names = set(known)
    candidates = [name for name in names if len(name) >= _SHORTEST]
    for name in sorted(environ.keys() - names):
        if name in _REMOVED and environ[name]:
            yield _(
                "{name} is no longer a setting, and is ignored: its default applies.", name=name
            )
        if name in _REMOVED or len(name) < _SHORTEST or name.startswith(_IGNORED):
            continue
        for similar in get_close_matches(name, candidates, n=1, cutoff=_SIMILAR):
            if similar not in environ:
                yield _(
                    "{name} is not a setting, and is ignored: did you mean {similar}?",
                    name=name,
                    similar=similar,
                )
