"""Run `graph-service` without what only POSIX has: `python -m tests.without_posix seeds check`.

Libraries are imported first: on Windows they have code of their own. Only ours sees a Windows.
"""

import asyncio
import asyncio.base_subprocess
import asyncio.unix_events
import multiprocessing.connection
import os
import shutil
import signal
import sqlite3
import ssl
import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import groupby
from typing import NoReturn

import filelock

POSIX_MODULES = {
    "crypt", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource",
    "spwd", "syslog", "termios", "tty", "uvloop",
}  # fmt: skip
# Not O_NONBLOCK: filelock for POSIX, which runs here, needs it.
POSIX_NAMES = {
    os: """chown chroot fchdir fchmod fchown fork forkpty getegid geteuid getgid getgroups
        getloadavg getpgid getpgrp getresuid getsid getuid initgroups killpg lchown mkfifo mknod
        nice posix_fadvise posix_spawn pread pwrite setgid setpgid setsid setuid statvfs sync
        sysconf uname O_CLOEXEC O_DIRECTORY O_DSYNC O_NOCTTY O_NOFOLLOW O_SYNC""",
    signal: """SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1
        SIGUSR2 SIGWINCH alarm pause pthread_kill pthread_sigmask setitimer sigwait siginterrupt""",
}
# The driver imports these if they are there; as installed, they aren't.
OPTIONAL_MODULES = {"numpy", "pandas", "pyarrow"}
LIBRARIES = (
    "babel.messages.mofile",
    "babel.messages.pofile",
    "neo4j",
    "openpyxl",
    "rich.progress",
    "click.testing",
)
LOADED = (asyncio, filelock, multiprocessing, shutil, sqlite3, ssl, subprocess, tempfile)


class NoPosixModules(MetaPathFinder):
    """Fails imports of the modules that Windows lacks."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname in POSIX_MODULES | OPTIONAL_MODULES:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def no_signal(_process: int, number: int) -> NoReturn:
    raise OSError(22, f"Windows has no signals: {number}")


def main() -> int:
    """Remove what Windows lacks, and run commands, separated by `+`, until one fails."""
    sys.meta_path.insert(0, NoPosixModules())
    for library in LIBRARIES:
        import_module(library)
    for name in POSIX_MODULES:
        sys.modules.pop(name, None)
    for module, names in POSIX_NAMES.items():
        for name in names.split():
            delattr(module, name)
    os.kill = no_signal
    sys.platform = "win32"
    from graph_service import cli

    for is_separator, command in groupby(sys.argv[1:], lambda word: word == "+"):
        if not is_separator:
            sys.argv[1:] = command
            try:
                cli.main()
            except SystemExit as ended:
                if ended.code:
                    return int(ended.code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
