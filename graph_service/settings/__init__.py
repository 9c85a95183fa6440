"""Settings, read from environment variables; all mistakes are reported together.

declare    how a setting is declared and read
kinds      the kinds of values
typos      warnings about misspelt and removed settings
database, service, limits, frontends, observability, local
           the settings; `schema/SETTINGS.md` is generated from them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.i18n import Message
from graph_service.settings.database import DatabaseSettings
from graph_service.settings.declare import SettingsReader, settings_of
from graph_service.settings.frontends import (
    FULL_DISCLOSURE,
    LOCAL_ORIGINS,
    Disclosure,
    FrontendSettings,
    TrustedSettings,
)
from graph_service.settings.limits import DEFAULT_LIMITS, OperationLimits
from graph_service.settings.local import BrowserSettings, Folders, LocalSettings
from graph_service.settings.observability import LogSettings, MetricsSettings, TraceSettings
from graph_service.settings.service import Capacity, ExplorerSettings, ServiceSettings, Times
from graph_service.settings.typos import warnings

__all__ = [
    "DEFAULT_LIMITS",
    "FULL_DISCLOSURE",
    "BrowserSettings",
    "Capacity",
    "DatabaseSettings",
    "Disclosure",
    "ExplorerSettings",
    "FrontendSettings",
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
    "read_data_folder",
    "read_database_settings",
    "read_serve_settings",
    "read_up_settings",
    "setting_warnings",
]


@dataclass(frozen=True, kw_only=True)
class ServeSettings:
    """The settings of `serve`: a database and the service."""

    database: DatabaseSettings
    service: ServiceSettings = ServiceSettings()


@dataclass(frozen=True, kw_only=True)
class UpSettings:
    """The settings of `up`: the managed Neo4j, the seeds to load and the service."""

    local: LocalSettings
    seeds: Path
    service: ServiceSettings = ServiceSettings()


def setting_warnings(environ: Mapping[str, str]) -> Iterator[Message]:
    """Yield warnings about variables that resemble a setting of any command, or used to be one."""
    groups = (DatabaseSettings, Folders, LocalSettings, ServiceSettings)
    return warnings(environ, (setting.name for group in groups for setting in settings_of(group)))


def read_serve_settings(environ: Mapping[str, str]) -> ServeSettings:
    """Return the settings of `serve`, or raise SettingsInvalid with every mistake."""
    reader = SettingsReader(environ)
    settings = ServeSettings(
        database=reader.group(DatabaseSettings), service=reader.group(ServiceSettings)
    )
    reader.finish()
    return settings


def read_database_settings(environ: Mapping[str, str]) -> DatabaseSettings:
    """Return the settings of the database, or raise SettingsInvalid with every mistake."""
    reader = SettingsReader(environ)
    settings = reader.group(DatabaseSettings)
    reader.finish()
    return settings


def read_data_folder(environ: Mapping[str, str]) -> Path:
    """Return DATA, the folder of the managed Neo4j, or raise SettingsInvalid."""
    reader = SettingsReader(environ)
    folders = reader.group(Folders)
    reader.finish()
    return folders.data


def read_up_settings(environ: Mapping[str, str]) -> UpSettings:
    """Return the settings of `up`, or raise SettingsInvalid with every mistake.

    Without CORS_ORIGINS, pages from this machine may send requests, such as those of a frontend's
    development server. Without EXPORT_FOLDER, archives are kept beside the data.
    """
    reader = SettingsReader(environ)
    folders = reader.group(Folders)
    data = folders.data.absolute()
    cache = (folders.cache or data.parent / ".cache").absolute()
    local = reader.group(LocalSettings, data=data, cache=cache)
    service = reader.group(ServiceSettings)
    if not service.frontends.origins:
        frontends = replace(service.frontends, origins=LOCAL_ORIGINS)
        service = replace(service, frontends=frontends)
    if service.export_folder is None:
        service = replace(service, export_folder=data / "exports")
    reader.reject_shared_ports(
        PORT=service.port, BOLT_PORT=local.bolt_port, HTTP_PORT=local.http_port
    )
    settings = UpSettings(local=local, seeds=folders.seeds.absolute(), service=service)
    reader.finish()
    return settings
