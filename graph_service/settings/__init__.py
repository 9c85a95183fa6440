"""Settings: frozen, read from a mapping of variables, every mistake reported at once.

declare    how a setting is declared, and read
kinds      what values settings have
similar    what looks like one, misspelt
database, service, times, capacity, limits, frontends, operation, local
           the settings; `schema/SETTINGS.md` is written from them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.settings.capacity import Capacity
from graph_service.settings.database import DatabaseSettings
from graph_service.settings.declare import SettingsReader, settings_of
from graph_service.settings.frontends import (
    ALL_TOLD,
    Disclosure,
    FrontendSettings,
    TrustedSettings,
)
from graph_service.settings.limits import USUAL, OperationLimits
from graph_service.settings.local import BrowserSettings, Folders, LocalSettings
from graph_service.settings.operation import LogSettings, MetricsSettings, TraceSettings
from graph_service.settings.service import HttpLimits, ServiceSettings
from graph_service.settings.similar import misspelt
from graph_service.settings.times import Times

__all__ = [
    "ALL_TOLD",
    "USUAL",
    "BrowserSettings",
    "Capacity",
    "DatabaseSettings",
    "Disclosure",
    "FrontendSettings",
    "HttpLimits",
    "LocalSettings",
    "LogSettings",
    "MetricsSettings",
    "OperationLimits",
    "ServeSettings",
    "ServiceSettings",
    "Times",
    "TraceSettings",
    "TrustedSettings",
    "UpSettings",
    "misspelt_settings",
    "read_database_settings",
    "read_serve_settings",
    "read_up_settings",
]


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """What `serve` needs: a database, and what the service does with it."""

    database: DatabaseSettings
    service: ServiceSettings = ServiceSettings()


@dataclass(frozen=True, kw_only=True)
class UpSettings:
    """What `up` needs: the managed Neo4j, the seeds to load, and what the service does."""

    local: LocalSettings
    seeds: Path
    service: ServiceSettings = ServiceSettings()


def misspelt_settings(environ: Mapping[str, str]) -> Iterator[str]:
    """Give a warning for each variable that looks like a setting of any command, misspelt."""
    groups = (DatabaseSettings, Folders, LocalSettings, ServiceSettings)
    return misspelt(environ, (each.name for group in groups for each in settings_of(group)))


def read_serve_settings(environ: Mapping[str, str]) -> ServeSettings:
    """Read the settings of `serve`, or raise SettingsInvalid naming all that is wrong."""
    reader = SettingsReader(environ)
    settings = ServeSettings(
        database=reader.group(DatabaseSettings), service=reader.group(ServiceSettings)
    )
    reader.finish()
    return settings


def read_database_settings(environ: Mapping[str, str]) -> DatabaseSettings:
    """Read where the database is, or raise SettingsInvalid naming all that is wrong."""
    reader = SettingsReader(environ)
    settings = reader.group(DatabaseSettings)
    reader.finish()
    return settings


def read_up_settings(environ: Mapping[str, str]) -> UpSettings:
    """Read the settings of `up`, or raise SettingsInvalid naming all that is wrong."""
    reader = SettingsReader(environ)
    folders = reader.group(Folders)
    data = folders.data.absolute()
    cache = (folders.cache or data.parent / ".cache").absolute()
    local = reader.group(LocalSettings, data=data, cache=cache)
    service = reader.group(ServiceSettings)
    reader.refuse_shared(PORT=service.port, BOLT_PORT=local.bolt_port, HTTP_PORT=local.http_port)
    settings = UpSettings(local=local, seeds=folders.seeds.absolute(), service=service)
    reader.finish()
    return settings
