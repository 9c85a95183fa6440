"""The Java process: known by its command line, stopped with its group, whoever started it."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from graph_service.local.java import home_argument

SECONDS_TO_STOP = 3.5
SECONDS_BETWEEN_LOOKS = 0.05


class ServerProcess:
    """A Java process that is a child of ours, or one that a crash left over."""

    def __init__(self, pid: int, home: Path, child: subprocess.Popen[bytes] | None = None) -> None:
        self.pid = pid
        self._home = home
        self._child = child

    def is_running(self) -> bool:
        """Tell whether the process is alive and still this home's server."""
        if self._child is not None:
            return self._child.poll() is None
        return home_argument(self._home) in _command_line(self.pid)

    def stop(self) -> None:
        """Ask the process to stop, and kill it where it does not within a few seconds."""
        self._signal(signal.SIGTERM)
        if not self._ends_within(SECONDS_TO_STOP):
            self._signal(signal.SIGKILL)
            self._ends_within(SECONDS_TO_STOP)

    def _signal(self, number: signal.Signals) -> None:
        if self.is_running():
            # It leads a session of its own, so its group is its own, too.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def _ends_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.is_running():
            if time.monotonic() > deadline:
                return False
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return True


def _command_line(pid: int) -> str:
    """Return a process's command line; empty for one that is gone, or that another user runs."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b"\n").decode(errors="replace")
        )
    except OSError:
        pass
    if Path("/proc/self").exists():
        return ""
    shown = subprocess.run(  # macOS
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return shown.stdout
