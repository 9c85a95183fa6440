"""Settings, read from environment variables; all mistakes are reported together.

declare    how a setting is declared and read
kinds      the kinds of values
database, service, observability
           the settings; `schema/SETTINGS.md` is generated from them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph_service.settings.database import (
    BrowserSettings,
    DatabaseSettings,
    Folders,
    LocalSettings,
)
from graph_service.settings.declare import reading
from graph_service.settings.observability import LogSettings, MetricsSettings, TraceSettings
from graph_service.settings.service import (
    DEFAULT_LIMITS,
    FULL_DISCLOSURE,
    LOCAL_ORIGINS,
    Capacity,
    Disclosure,
    ExplorerSettings,
    FrontendSettings,
    OperationLimits,
    ServiceSettings,
    Times,
    TrustedSettings,
)

__all__ = [
    "DEFAULT_LIMITS",
    "FULL_DISCLOSURE",
    "LOCAL_ORIGINS",
    "BrowserSettings",
    "Capacity",
    "DatabaseSettings",
    "Disclosure",
    "ExplorerSettings",
    "Folders",
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


def read_serve_settings(environ: Mapping[str, str]) -> ServeSettings:
    """Return the settings of `serve`, or raise SettingsInvalid with every mistake."""
    with reading(environ) as reader:
        return ServeSettings(
            database=reader.group(DatabaseSettings), service=reader.group(ServiceSettings)
        )


def read_database_settings(environ: Mapping[str, str]) -> DatabaseSettings:
    """Return the settings of the database, or raise SettingsInvalid with every mistake."""
    with reading(environ) as reader:
        return reader.group(DatabaseSettings)


def read_data_folder(environ: Mapping[str, str]) -> Path:
    """Return DATA, the folder of the managed Neo4j, or raise SettingsInvalid."""
    with reading(environ) as reader:
        return reader.group(Folders).data


def read_up_settings(environ: Mapping[str, str]) -> UpSettings:
    """Return the settings of `up`, or raise SettingsInvalid with every mistake.

    Without CORS_ORIGINS, pages from this machine may send requests, such as those of a frontend's
    development server. Without EXPORT_FOLDER, archives are kept beside the data.
    """
    with reading(environ) as reader:
        folders = reader.group(Folders)
        data = folders.data.absolute()
        cache = (folders.cache or data.parent / ".cache").absolute()
        local = reader.group(LocalSettings, data=data, cache=cache)
        service = reader.group(ServiceSettings)
        reader.reject_shared_ports(
            PORT=service.port, BOLT_PORT=local.bolt_port, HTTP_PORT=local.http_port
        )
    frontends = service.frontends
    if not frontends.origins:
        frontends = replace(frontends, origins=LOCAL_ORIGINS)
    archives = service.export_folder or data / "exports"
    service = replace(service, frontends=frontends, export_folder=archives)
    return UpSettings(local=local, seeds=folders.seeds.absolute(), service=service)
