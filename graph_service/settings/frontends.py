"""CORS, caching, disclosure of the schema, and trusted documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import CACHE_DIRECTIVES, FILES, ORIGINS, SWITCH


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """How much of the schema clients can discover."""

    introspection: bool = setting(
        "INTROSPECTION",
        True,
        SWITCH,
        "whether `__schema`, `__type` and `/schema.graphql` are available",
    )
    suggestions: bool = setting(
        "SUGGESTIONS", True, SWITCH, "whether errors suggest names similar to an unknown one"
    )


FULL_DISCLOSURE = Disclosure()
LOCAL_ORIGINS = frozenset({"http://localhost:*", "http://127.0.0.1:*"})
"""What `up` allows by default: development servers choose their ports."""


@dataclass(frozen=True, kw_only=True)
class TrustedSettings:
    """Trusted documents: operations that are known in advance."""

    files: tuple[Path, ...] | None = optional(
        "TRUSTED_DOCUMENTS",
        FILES,
        "JSON files of operations that clients may send by id",
        otherwise="none",
    )
    only: bool = setting("TRUSTED_ONLY", False, SWITCH, "whether all other operations are rejected")


@dataclass(frozen=True, kw_only=True)
class FrontendSettings:
    """All settings for frontends; the origin "*" allows all."""

    origins: frozenset[str] = setting(
        "CORS_ORIGINS",
        frozenset[str](),
        ORIGINS,
        "origins whose pages may send requests (CORS); `up` allows this machine's by default",
    )
    cache_control: str = setting(
        "CACHE_CONTROL",
        "no-cache",
        CACHE_DIRECTIVES,
        "Cache-Control of responses to GET; `no-cache`: always revalidate",
    )
    disclosure: Disclosure = Disclosure()
    trusted: TrustedSettings = TrustedSettings()
