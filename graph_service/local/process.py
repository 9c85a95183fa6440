"""The Java process: identified by its command line, and stopped with its process group."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from graph_service.local.java import home_argument

STOP_SECONDS = 3.5
POLL_SECONDS = 0.05


class ServerProcess:
    """A Java process that is our child, or one that a crash left running."""

    def __init__(self, pid: int, home: Path, child: subprocess.Popen[bytes] | None = None) -> None:
        self.pid = pid
        self._home = home
        self._child = child

    def is_running(self) -> bool:
        """Whether the process is alive and is the server of this home."""
        if self._child is not None:
            return self._child.poll() is None
        return home_argument(self._home) in _command_line(self.pid)

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
