"""A run of a command on a small folder, without a database."""

from pathlib import Path

from click.testing import CliRunner

from graph_service.cli import app_for
from tests.catalogue.seeding import Seeds


def command(seeds: Seeds, *arguments: str, lang: str = "en", status: int = 0) -> str:
    """Run `graph-service seeds …` and return its output, with the folder's path shortened."""
    environ = {"LC_ALL": "C", "SEEDS": str(seeds.folder)}
    done = CliRunner().invoke(app_for(), ["seeds", *arguments, "--lang", lang], env=environ)
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code == status, done.output
    return (done.stdout or done.stderr).replace(f"{seeds.folder}/", "")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the content of each file, hidden ones included."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
