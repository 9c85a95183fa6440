"""What frontends may do, and what they may know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.declare import optional, setting
from graph_service.settings.kinds import CACHE_DIRECTIVES, FILE, ORIGINS, SWITCH


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What of the schema is disclosed to clients."""

    introspection: bool = setting(
        "INTROSPECTION", True, SWITCH, "whether `__schema`, `__type` and `/schema.graphql` answer"
    )
    suggestions: bool = setting(
        "SUGGESTIONS", True, SWITCH, "whether errors suggest names similar to an unknown one"
    )


FULL_DISCLOSURE = Disclosure()


@dataclass(frozen=True, kw_only=True)
class TrustedSettings:
    """Operations that are known beforehand."""

    file: Path | None = optional(
        "TRUSTED_DOCUMENTS",
        FILE,
        "a JSON file of operations that clients may send by id",
        otherwise="none",
    )
    only: bool = setting("TRUSTED_ONLY", False, SWITCH, "whether all other operations are rejected")


@dataclass(frozen=True, kw_only=True)
class FrontendSettings:
    """All settings for frontends; the origin "*" allows any."""

    origins: frozenset[str] = setting(
        "CORS_ORIGINS", frozenset[str](), ORIGINS, "origins whose pages may send requests (CORS)"
    )
    cache_control: str = setting(
        "CACHE_CONTROL",
        "no-cache",
        CACHE_DIRECTIVES,
        "Cache-Control of answers to GET; `no-cache`: revalidate each time",
    )
    disclosure: Disclosure = Disclosure()
    trusted: TrustedSettings = TrustedSettings()
