"""neo4j.conf, and the first password."""

import shutil
import subprocess
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.local.folder import DataFolder, write_private
from graph_service.local.java import admin_command, environment
from graph_service.local.ports import HOST, Ports
from graph_service.settings import LocalSettings

SMALLEST_PAGE_CACHE_MIB, LARGEST_PAGE_CACHE_MIB = 64, 4096
# A net under forgotten transactions; longer than any load that the heap allows.
TRANSACTION_TIMEOUT = "10m"
SECONDS_FOR_ADMIN = 120


def config_text(ports: Ports, asked: LocalSettings) -> str:
    """Return neo4j.conf for these ports and settings."""
    heap_mib = asked.heap_mib
    page_cache = min(max(heap_mib // 2, SMALLEST_PAGE_CACHE_MIB), LARGEST_PAGE_CACHE_MIB)
    settings = {
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
        # Nothing leaves this machine.
        "dbms.usage_report.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "client.allow_telemetry": "false",
        # Without it a stop takes 15 s.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    if asked.browser:
        settings |= {
            "browser.post_connect_cmd": "; ".join(asked.browser.commands),
            "browser.remote_content_hostname_whitelist": asked.browser.host,
        }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def ensure_password(folder: DataFolder, jars: Path) -> str:
    """Return the password, given to Neo4j before its first start.

    A first start that was broken off can leave a database that knows no password. There is nothing
    in it yet, so the next one begins anew.
    """
    if folder.first_start.exists():
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
            timeout=SECONDS_FOR_ADMIN,
        )
    except subprocess.CalledProcessError as error:
        told = str(error.stderr).replace(password, "…").strip()
        raise StartRefused(f"Neo4j doesn't take its first password: {told}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StartRefused(f"Neo4j doesn't take its first password: {error}") from error
    finally:
        arguments.unlink(missing_ok=True)
    return password
