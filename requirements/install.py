"""Creates .venv and keeps it up to date: `python3 requirements/install.py local|dev`.

On Windows, which has no make, stewards run `py requirements/install.py windows`. It creates
.venv-windows, so that WSL's .venv may be in the same folder.

The Makefile runs this with the system's Python, which may be too old. So the syntax stays plain
enough for old versions to print a clear error. All files stay inside the project: .venv and .cache.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ON_WINDOWS = sys.platform == "win32"
VENV = os.path.join(ROOT, ".venv-windows" if ON_WINDOWS else ".venv")
CACHE = os.path.join(ROOT, ".cache")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if ON_WINDOWS else ("bin", "python")))
FILES = {"local": ("local",), "dev": ("dev",), "windows": ("seeds", "windows")}
INCLUDED = {"dev": ("local",)}  # dev.txt has everything of local.txt
SPANISH = {
    "Can't write to the project's folder: %s": (
        "No se puede escribir en la carpeta del proyecto: %s"
    ),
    "Installing the Python packages of %s": "Instalando los paquetes de Python de %s",
    "This is Python %s; 3.11 or newer is required: make PYTHON=python3.12 …": (
        "Este es Python %s; se necesita 3.11 o más nuevo: make PYTHON=python3.12 …"
    ),
    "The managed Neo4j needs macOS or Linux: use WSL or Docker instead.": (
        "El Neo4j propio necesita macOS o Linux: use WSL o Docker."
    ),
    "The managed Neo4j needs macOS, or Linux with glibc: use Docker instead.": (
        "El Neo4j propio necesita macOS, o Linux con glibc: use Docker."
    ),
    "This Python has no venv module: install it (python3-venv on Debian and Ubuntu), "
    "or use another Python: make PYTHON=python3.12 …": (
        "A este Python le falta el módulo venv: instálelo (python3-venv en Debian y Ubuntu), "
        "o use otro Python: make PYTHON=python3.12 …"
    ),
    "Creating the virtual environment with Python %d.%d.%d": (
        "Creando el entorno virtual con Python %d.%d.%d"
    ),
    "Python couldn't create the virtual environment; see its output above.": (
        "Python no pudo crear el entorno virtual; vea más arriba lo que dijo."
    ),
    "pip couldn't install the locked packages; see its output above.": (
        "pip no pudo instalar los paquetes; vea más arriba lo que dijo."
    ),
}


def main(which):
    """Install the requirements of `which` unless .venv is up to date."""
    os.chdir(ROOT)
    refuse_unsuitable_python(which)
    if is_current(which):
        return
    try:
        os.makedirs(CACHE, exist_ok=True)
        lock = open(os.path.join(CACHE, "install.lock"), "w")
    except OSError:
        sys.exit(text("Can't write to the project's folder: %s", ROOT))
    if not ON_WINDOWS:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)  # another `make` may be installing
    if is_current(which):
        return
    if not os.path.exists(PYTHON):
        make_venv()
    files = ["requirements/%s.txt" % name for name in FILES[which]]
    say(text("Installing the Python packages of %s", ", ".join(files)))
    options = [option for file in files for option in ("-r", file)]
    # The files list every dependency. Without --no-deps, the pip 23.2 of Python 3.11 resolves
    # `coverage[toml]` apart from the pinned `coverage`, and fails once a newer one is published.
    # --no-compile: Python compiles what it imports; to compile all took a quarter of the time.
    pip("--no-compile", "--no-deps", "--require-hashes", "--only-binary", ":all:", *options)
    pip("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--editable", ".")
    for name in FILES[which] + INCLUDED.get(which, ()):
        with open(stamp(name), "w") as file:
            file.write(key(name))


def refuse_unsuitable_python(which):
    """Exit with one clear sentence if this Python can't be used."""
    version = "%d.%d" % sys.version_info[:2]
    if sys.version_info < (3, 11):
        sys.exit(
            text("This is Python %s; 3.11 or newer is required: make PYTHON=python3.12 …", version)
        )
    import sysconfig

    if ON_WINDOWS:
        if which != "windows":
            sys.exit(text("The managed Neo4j needs macOS or Linux: use WSL or Docker instead."))
    elif sys.platform not in ("linux", "darwin") or "musl" in str(
        sysconfig.get_config_var("SOABI")
    ):
        sys.exit(text("The managed Neo4j needs macOS, or Linux with glibc: use Docker instead."))
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            text(
                "This Python has no venv module: install it (python3-venv on Debian and Ubuntu), "
                "or use another Python: make PYTHON=python3.12 …"
            )
        )


def make_venv():
    """Create .venv with this Python."""
    say(text("Creating the virtual environment with Python %d.%d.%d", *sys.version_info[:3]))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        sys.exit(text("Python couldn't create the virtual environment; see its output above."))


def pip(*arguments):
    """Run pip in .venv, with its cache inside the project."""
    environment = dict(os.environ, PIP_CACHE_DIR=os.path.join(CACHE, "pip"))
    for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME"):
        environment.pop(name, None)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if subprocess.call(command + list(arguments), env=environment) != 0:
        sys.exit(text("pip couldn't install the locked packages; see its output above."))


def is_current(which):
    """Whether .venv has the locked packages and was created for this folder."""
    try:
        for name in FILES[which]:
            with open(stamp(name)) as file:
                if file.read() != key(name):
                    return False
    except OSError:
        return False
    return os.path.exists(PYTHON)


def stamp(which):
    """Return the file that records the last installation."""
    return os.path.join(VENV, which + ".stamp")


def key(which):
    """Return a digest of everything that determines the contents of .venv."""
    digest = hashlib.sha256(ROOT.encode())
    for name in ("requirements/%s.txt" % which, "pyproject.toml"):
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def text(english, *values):
    """Return a text in the language of the locale; graph_service is not installed yet."""
    locale = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    is_spanish = next((name for name in locale if name), "").startswith("es")
    return (SPANISH[english] if is_spanish else english) % values


def say(line):
    """Print a line of progress."""
    print(line, file=sys.stderr)
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
