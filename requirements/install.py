"""Makes .venv and keeps it as requirements/*.txt say: `python3 requirements/install.py local|dev`.

Run by the Makefile with the machine's own Python, which may be too old: the syntax stays plain, so
that even then there is one clear sentence. Everything stays inside the project: .venv and .cache.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
CACHE = os.path.join(ROOT, ".cache")
PYTHON = os.path.join(VENV, "bin", "python")
WANTED = {"local": ("local",), "dev": ("local", "dev")}


def main(which):
    """Install what `which` names, unless it is there."""
    os.chdir(ROOT)
    refuse_unsuitable_python()
    if is_current(which):
        return
    try:
        os.makedirs(CACHE, exist_ok=True)
        lock = open(os.path.join(CACHE, "install.lock"), "w")
    except OSError as error:
        sys.exit("The project's folder can't be written (%s): %s" % (error.strerror, ROOT))
    import fcntl

    fcntl.flock(lock, fcntl.LOCK_EX)  # another `make` may be at it
    if is_current(which):
        return
    if not os.path.exists(PYTHON):
        make_venv()
    say("Installing the Python packages of requirements/%s.txt" % which)
    pip("--require-hashes", "--only-binary", ":all:", "-r", "requirements/%s.txt" % which)
    pip("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable", ".")
    for name in WANTED[which]:
        with open(stamp(name), "w") as file:
            file.write(key(name))


def refuse_unsuitable_python():
    """Say in one sentence what this Python lacks."""
    version = "%d.%d" % sys.version_info[:2]
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is %s: make PYTHON=python3.12 …" % version)
    import sysconfig

    if sys.platform not in ("linux", "darwin") or "musl" in str(sysconfig.get_config_var("SOABI")):
        sys.exit("The managed Neo4j runs on macOS and on Linux with glibc alone: use Docker here.")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python lacks its venv module: install it (on Debian and Ubuntu the package "
            "python3-venv), or name another Python: make PYTHON=python3.12 …"
        )


def make_venv():
    """Make .venv with this Python."""
    say("Making .venv with Python %d.%d.%d" % sys.version_info[:3])
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        sys.exit("Python can't make .venv here; what it said stands above.")


def pip(*arguments):
    """Run pip in .venv, its cache inside the project."""
    environment = dict(os.environ, PIP_CACHE_DIR=os.path.join(CACHE, "pip"))
    for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME"):
        environment.pop(name, None)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if subprocess.call(command + list(arguments), env=environment) != 0:
        sys.exit("pip couldn't install what the lock names; what it said stands above.")


def is_current(which):
    """Tell whether .venv holds what the lock names, and was made for this folder."""
    try:
        with open(stamp(which)) as file:
            return file.read() == key(which) and os.path.exists(PYTHON)
    except OSError:
        return False


def stamp(which):
    """Return the file that tells what .venv was last brought up to."""
    return os.path.join(VENV, which + ".stamp")


def key(which):
    """Return a digest of all that decides what .venv holds."""
    digest = hashlib.sha256(ROOT.encode())
    for name in ("requirements/%s.txt" % which, "pyproject.toml"):
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def say(line):
    """Tell what takes a while."""
    print(line, file=sys.stderr)
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
