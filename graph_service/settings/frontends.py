"""What frontends may do, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import CACHE_DIRECTIVES, FILE, ORIGINS, SWITCH


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What of the schema is told to who doesn't know it."""

    introspection: bool = setting(
        "INTROSPECTION", True, SWITCH, "whether `__schema`, `__type` and `/schema.graphql` answer"
    )
    suggestions: bool = setting(
        "SUGGESTIONS", True, SWITCH, "whether errors say which names a wrong one resembles"
    )


ALL_TOLD = Disclosure()


@dataclass(frozen=True, kw_only=True)
class TrustedSettings:
    """Which operations are known beforehand."""

    file: Path | None = optional(
        "TRUSTED_DOCUMENTS",
        FILE,
        "a JSON file of operations that may be asked for by id",
        otherwise="none",
    )
    only: bool = setting("TRUSTED_ONLY", False, SWITCH, "whether nothing else is answered")


@dataclass(frozen=True, kw_only=True)
class FrontendSettings:
    """All of it.

    Attributes:
        origins: whose pages may ask; "*" for any.
    """

    origins: frozenset[str] = setting(
        "CORS_ORIGINS", frozenset[str](), ORIGINS, "origins whose pages may ask (CORS)"
    )
    cache_control: str = setting(
        "CACHE_CONTROL",
        "no-cache",
        CACHE_DIRECTIVES,
        "how long answers to GET may be used without asking again; `no-cache`: not at all",
    )
    disclosure: Disclosure = Disclosure()
    trusted: TrustedSettings = TrustedSettings()
