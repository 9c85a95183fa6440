"""Facts about the machine and its processes, read from /proc (Linux only)."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import orjson

_PACKAGES = ("neo4j", "graphql-core", "strawberry-graphql", "starlette", "uvicorn", "uvloop")
_LISTEN = "0A"


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in MB (1,000,000 bytes)."""
    found = _status_mb(pid, "VmRSS")
    if found is None:
        raise ProcessLookupError(pid)
    return found


def peak_mb(pid: int) -> float | None:
    """Return the peak resident memory of a process in MB; None if it has ended."""
    return _status_mb(pid, "VmHWM")


def _status_mb(pid: int, name: str) -> float | None:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / 1e6
    return None


def pid_listening_on(port: int) -> int:
    """Find the process that listens on a TCP port of this machine.

    Raises:
        ProcessLookupError: if there is none that this user may inspect.
    """
    sockets = set()
    for table in ("tcp", "tcp6"):
        path = Path("/proc/net") / table
        for line in path.read_text().splitlines()[1:] if path.exists() else ():
            fields = line.split()
            if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                sockets.add(f"socket:[{fields[9]}]")
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(str(fd.readlink()) in sockets for fd in folder.iterdir()):
                return int(folder.parent.name)
        except OSError:
            continue
    raise ProcessLookupError(f"no process listens on port {port}")


def describe_machine(peer: Path, neo4j_version: str) -> Mapping[str, object]:
    """Return what the figures depend on: processors, memory, and versions of all software."""
    command = [shutil.which("node") or "node", "--version"]
    node = subprocess.run(command, capture_output=True, text=True, check=True)
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "commit": _commit(),
        "system": platform.platform(),
        "load_before": os.getloadavg()[0],
        "python": platform.python_version(),
        "node": node.stdout.strip().removeprefix("v"),
        "neo4j": neo4j_version,
        "packages": {name: version(name) for name in _PACKAGES},
        "npm_packages": _npm_versions(peer),
    }


def _commit() -> str:
    """Return the commit that is measured; with -dirty if files differ, empty without Git."""
    command = ["git", "describe", "--always", "--exclude=*", "--abbrev=40", "--dirty"]
    try:
        done = subprocess.run(
            command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _npm_versions(peer: Path) -> Mapping[str, str]:
    wanted = orjson.loads((peer / "package.json").read_bytes())["dependencies"]
    lock = orjson.loads((peer / "package-lock.json").read_bytes())["packages"]
    return {name: lock[f"node_modules/{name}"]["version"] for name in wanted}
