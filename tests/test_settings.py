"""Settings: defaults, all mistakes reported together, and no password in messages."""

from pathlib import Path

import pytest
import yaml

from graph_service.errors import SettingsInvalid
from graph_service.settings import (
    Capacity,
    Disclosure,
    FrontendSettings,
    ServeSettings,
    ServiceSettings,
    Times,
    TraceSettings,
    TrustedSettings,
    read_settings,
    read_up_settings,
)
from graph_service.settings.declare import settings_of
from tests.conftest import ROOT

DATABASE = {"NEO4J_URI": "bolt://x", "NEO4J_PASSWORD": "x"}


def test_up_has_a_default_for_everything() -> None:
    settings = read_up_settings({})
    assert (settings.service.host, settings.service.port) == ("127.0.0.1", 8000)
    assert settings.seeds == Path.cwd() / "seeds"
    assert settings.local.data == Path.cwd() / ".data"
    assert settings.local.cache == Path.cwd() / ".cache"
    assert settings.local.heap_mib == 1024
    assert settings.local.bolt_port is settings.local.http_port is None
    assert settings.service.response_cache_mib == 16


def test_up_reads_variables_except_empty_ones() -> None:
    settings = read_up_settings(
        {"PORT": "9000", "DATA": "/a b/data", "HEAP": "512M", "BOLT_PORT": "7700", "HTTP_PORT": ""}
    )
    assert settings.service.port == 9000
    assert settings.local.cache == Path("/a b/.cache")
    assert settings.local.heap_mib == 512
    assert settings.local.bolt_port == 7700
    assert settings.local.http_port is None


def test_all_mistakes_are_reported_together() -> None:
    with pytest.raises(SettingsInvalid) as raised:
        read_up_settings({"PORT": "99999", "HEAP": "1x", "BOLT_PORT": "0", "HTTP_PORT": "http"})
    assert sorted(str(raised.value).splitlines()) == [
        "BOLT_PORT is '0': allowed is a port number from 1 to 65535",
        "HEAP is '1x': allowed is a size such as 512m or 2g, at least 256m",
        "HTTP_PORT is 'http': allowed is a port number from 1 to 65535",
        "PORT is '99999': allowed is a port number from 1 to 65535",
    ]


@pytest.mark.parametrize(("size", "mebibytes"), [("0", 0), ("0m", 0), ("32m", 32), ("1G", 1024)])
def test_the_response_cache_has_a_size_or_is_off(size: str, mebibytes: int) -> None:
    environ = {**DATABASE, "RESPONSE_CACHE": size}
    assert read_settings(ServeSettings, environ).service.response_cache_mib == mebibytes
    assert read_up_settings(environ).service.response_cache_mib == mebibytes


@pytest.mark.parametrize(
    ("name", "allowed", "values"),
    [
        ("HEAP", "a size such as 512m or 2g", ["255m", "0g", "g", "1", "-1g", "1.5g", "١g"]),
        (
            "RESPONSE_CACHE",
            "a size such as 512m or 2g, or 0 for none",
            ["16", "off", "-1m", "00", "1.5g", "16mb"],
        ),
        (
            "MAX_BODY",
            "a number from 1000 to 100000000",
            ["0", "999", "100000001", "1e4", "16k", "-1", "٣٠٠٠", "9" * 5000],
        ),
        *(
            (name, "seconds from 0.1 to", ["0", "0.05", "-1", "1e1", "never", "601"])
            for name in ("OPERATION_TIMEOUT", "CLIENT_TIMEOUT", "DATABASE_TIMEOUT")
        ),
        (
            "CORS_ORIGINS",
            "`*` for all, or origins as browsers send them",
            [
                *("example.org", "https://example.org/", "https://example.org:443", "null"),
                *("https://*.example.org", "https://example.org:*", "https://example.org,"),
                *("*,https://example.org", "https://a.org\r\nx: y", "http://a.org:80,https://b"),
            ],
        ),
        (
            "CACHE_CONTROL",
            "Cache-Control directives",
            ["60", "max-age", "max-age=-1", "no-cache,", "no-cache\r\nx: y"],
        ),
        ("INTROSPECTION", "on or off", ["true", "0", "ON"]),
        ("EXPLORER_PATH", "a path such as /explorer", ["explorer", "/", "/a/", "/A"]),
        ("METRICS_OPERATIONS", "names of operations", ["1a", "a b", "a,,b", "a,"]),
        ("TRUSTED_DOCUMENTS", "paths of files", ["a,", ",", "a,,b"]),
        ("LOG_LEVEL", "one of info, warning, error", ["debug", "INFO", "info|error"]),
    ],
)
def test_other_values_are_rejected(name: str, allowed: str, values: list[str]) -> None:
    for value in values:
        with pytest.raises(SettingsInvalid) as raised:
            read_up_settings({name: value})
        assert str(raised.value).startswith(f"{name} is {value!r}: allowed is {allowed}")


def test_ports_must_differ() -> None:
    with pytest.raises(SettingsInvalid) as raised:
        read_up_settings({"PORT": "7474", "BOLT_PORT": "7474", "HTTP_PORT": "7687", "HEAP": "1"})
    assert sorted(str(raised.value).splitlines()) == [
        "HEAP is '1': allowed is a size such as 512m or 2g, at least 256m",
        "PORT and BOLT_PORT are both 7474: they must differ",
    ]


def test_serve_needs_a_database_and_hides_its_password() -> None:
    settings = read_settings(
        ServeSettings, {"NEO4J_URI": "neo4j+s://x:7687", "NEO4J_PASSWORD": "s3cret"}
    )
    assert settings.database.user == settings.database.database == "neo4j"
    assert "s3cret" not in repr(settings)
    with pytest.raises(SettingsInvalid, match=r"(?s)NEO4J_URI is not set.*NEO4J_PASSWORD is not"):
        read_settings(ServeSettings, {})


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://x",
        "neo4j+s://x.databases.neo4j.io",
        "neo4j+ssc://x_1:7687/",
        "neo4j://x?policy=near",
        "bolt://[::1]:65535",
    ],
)
def test_valid_uris(uri: str) -> None:
    read = read_settings(ServeSettings, {"NEO4J_URI": uri, "NEO4J_PASSWORD": "x"})
    assert read.database.uri == uri


@pytest.mark.parametrize(
    "uri",
    [
        *(
            "http://x",
            "neo4j://",
            "bolt://a b",
            "bolt://x:65536",
            "bolt://x:0",
            "bolt://x:y",
            "bolt://x?policy=near",
        ),
        *("neo4j://me:s3cret@x", "bolt://me:s3c@s3cret/@x", "me:s3cret@x", "bolt://[::1"),
    ],
)
def test_invalid_uris_are_quoted_without_credentials(uri: str) -> None:
    with pytest.raises(SettingsInvalid, match="NEO4J_URI is ") as raised:
        read_settings(ServeSettings, {"NEO4J_URI": uri, "NEO4J_PASSWORD": "x"})
    assert "s3cret" not in str(raised.value)


def test_up_allows_pages_from_this_machine_by_default() -> None:
    assert read_up_settings({}).service.frontends.origins == {
        "http://localhost:*",
        "http://127.0.0.1:*",
    }
    set_by_hand = read_up_settings({"CORS_ORIGINS": "https://example.org"})
    assert set_by_hand.service.frontends.origins == {"https://example.org"}


def test_settings_for_frontends() -> None:
    assert read_settings(ServeSettings, DATABASE).service.frontends == FrontendSettings()
    settings = read_settings(
        ServeSettings,
        DATABASE
        | {
            "CORS_ORIGINS": "https://example.org , http://[::1]:5173,capacitor://localhost",
            "CACHE_CONTROL": "public,max-age=60 , stale-while-revalidate=30",
            "INTROSPECTION": "off",
            "SUGGESTIONS": "off",
            "TRUSTED_DOCUMENTS": "/a b/documents.json, /c.json",
            "TRUSTED_ONLY": "on",
        },
    ).service.frontends
    assert settings.origins == {
        "https://example.org",
        "http://[::1]:5173",
        "capacitor://localhost",
    }
    assert settings.cache_control == "public, max-age=60, stale-while-revalidate=30"
    assert settings.disclosure == Disclosure(introspection=False, suggestions=False)
    assert settings.trusted == TrustedSettings(
        files=(Path("/a b/documents.json"), Path("/c.json")), only=True
    )


def test_numbers_of_the_service() -> None:
    service = read_settings(ServeSettings, DATABASE).service
    assert service.times == Times(operation=10, client=8, database=3.5, stop=6)
    assert service.capacity == Capacity(workers=1, max_connections=800, max_reads=256)
    assert (service.max_body, service.export_space_mib) == (100_000, 1024)
    numbers = {"OPERATION_TIMEOUT": "2.5", "STOP_TIMEOUT": "0", "WORKERS": "4", "MAX_READS": "8"}
    sizes = {"MAX_BODY": "1000", "EXPORT_SPACE": "2g"}
    service = read_settings(ServeSettings, {**DATABASE, **numbers, **sizes}).service
    assert service.times == Times(operation=2.5, stop=0)
    assert service.capacity == Capacity(workers=4, max_reads=8)
    assert (service.max_body, service.export_space_mib) == (1000, 2048)


def test_containers_have_all_settings_except_documented_ones() -> None:
    composed = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    left_out = {
        setting.name for group in (TraceSettings, TrustedSettings) for setting in settings_of(group)
    }
    left_out |= {"HOST", "PORT", "EXPORT_FOLDER", "MCP"}
    names = {setting.name for setting in settings_of(ServiceSettings)} - left_out
    given = composed["services"]["service"]["environment"]
    assert {name for name in given if not name.startswith("NEO4J_")} == names
    assert all(given[name].startswith(f"${{{name}:-") for name in names)
