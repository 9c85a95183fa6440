"""neo4j.conf and the initial password."""

import shutil
import subprocess
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.local.folder import DataFolder, write_private
from graph_service.local.java import admin_command, environment
from graph_service.local.ports import HOST, Ports
from graph_service.os_errors import os_reason
from graph_service.settings import LocalSettings

MIN_PAGE_CACHE_MIB, MAX_PAGE_CACHE_MIB = 64, 4096
# Ends abandoned transactions; longer than any load that the heap allows.
TRANSACTION_TIMEOUT = "10m"
ADMIN_TIMEOUT_SECONDS = 120


def config_text(ports: Ports, settings: LocalSettings) -> str:
    """Return neo4j.conf for these ports and settings."""
    heap_mib = settings.heap_mib
    page_cache = min(max(heap_mib // 2, MIN_PAGE_CACHE_MIB), MAX_PAGE_CACHE_MIB)
    config = {
        "server.default_listen_address": HOST,
        # Browser connects to the advertised address, so it must name the real port.
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
        "server.http.advertised_address": f"{HOST}:{ports.http}",
        "server.https.enabled": "false",
        "server.directories.import": "import",
        "dbms.security.auth_enabled": "true",
        "server.memory.heap.max_size": f"{heap_mib}m",
        "server.memory.pagecache.size": f"{page_cache}m",
        "db.transaction.timeout": TRANSACTION_TIMEOUT,
        # No data leaves this machine.
        "dbms.usage_report.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "client.allow_telemetry": "false",
        # Otherwise stopping takes 15 s.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    if settings.browser:
        config |= {
            "browser.post_connect_cmd": "; ".join(settings.browser.commands),
            "browser.remote_content_hostname_whitelist": settings.browser.host,
        }
    return "".join(f"{name}={value}\n" for name, value in config.items())


def ensure_password(folder: DataFolder, jars: Path) -> str:
    """Return the password, after setting it in Neo4j if it has never started."""
    if folder.first_start.exists():
        # An interrupted first start can leave a database without a password. It is still empty.
        shutil.rmtree(folder.home / "data", ignore_errors=True)
    password = folder.password()
    if folder.has_database or (folder.home / "data" / "dbms" / "auth.ini").exists():
        return password
    folder.first_start.touch()
    arguments = folder.path / "admin-arguments"
    try:
        write_private(arguments, f"dbms\nset-initial-password\n{password}\n")
        subprocess.run(
            admin_command(arguments.absolute()),
            cwd=jars,
            env=environment(folder.home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
            timeout=ADMIN_TIMEOUT_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        reason = str(error.stderr).replace(password, "…").strip()
        raise StartRefused(
            _("Neo4j's initial password can't be set: {reason}", reason=reason)
        ) from error
    except OSError as error:
        message = _("Neo4j's initial password can't be set: {reason}", reason=os_reason(error))
        raise StartRefused(message) from error
    except subprocess.TimeoutExpired as error:
        message = _(
            "Neo4j's initial password can't be set within {seconds} s.",
            seconds=ADMIN_TIMEOUT_SECONDS,
        )
        raise StartRefused(message) from error
    finally:
        arguments.unlink(missing_ok=True)
    return password
