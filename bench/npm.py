"""Installs npm packages from a lock file."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from graph_service.errors import StartRefused


def install(source: Path, cache: Path) -> Path:
    """Copy a folder into the cache and install its packages there, unless that was done before.

    Args:
        source: the folder, with package.json, package-lock.json and programs.
        cache: the folder for the copy and for npm's own cache.

    Returns:
        The copy, from which the programs can be run.

    Raises:
        StartRefused: if Node or npm is missing, or npm fails.
    """
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise StartRefused(f"{source.name} needs Node 20 or newer, with npm.")
    files = sorted(path for path in source.iterdir() if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    folder = cache / "node" / f"{source.parent.name}-{source.name}"  # several are called source
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == digest:
        return folder
    shutil.rmtree(folder, ignore_errors=True)  # a file that is gone may change what is built
    folder.mkdir(parents=True)
    for path in files:
        shutil.copy(path, folder)
    command = ["npm", "ci", "--silent", "--cache", str(cache / "npm")]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise StartRefused(f"npm couldn't install {source.name}; see its output above.")
    stamp.write_text(digest)
    return folder
