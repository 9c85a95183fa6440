"""The suites of the contract see the program as its users do, so its inside is free to change."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUITES = re.findall(
    r"^\| `(tests/\S+)` \|", (ROOT / "CONTRIBUTING.md").read_text(), flags=re.MULTILINE
)
DECLARED = ("model", "settings", "errors", "error_codes", "console", "i18n", "cli", "local")
"""What any suite may import: declarations, commands, and the managed Neo4j."""
SERVICE = (
    *("api.app", "api.engine", "api.types", "compiler.compiler", "compiler.execution"),
    *("publish", "store.driver", "store.read"),
)
"""The service in the test's process, the statements of operations, and what is published."""
EXCEPTIONS = {
    "tests/api/test_injection.py": {"store.deadline", "store.schema"},  # names in statements
    "tests/api/test_limits_of_http.py": {"api.graphql", "api.http_parser"},  # its limits
    "tests/api_schema.py": {"api.types.schema"},
    "tests/browser/test_every_page.py": {"explorer.languages"},
    "tests/browser/test_guide.py": {"guide.slides", "guide.texts"},
    "tests/browser/test_hostile_texts.py": {"explorer.address", "explorer.site"},
    "tests/difference/check.py": {"api.result", "api.shared_reads"},
    "tests/difference/reference/not_found.py": {"compiler.language.suggestions"},
    "tests/docs/test_http.py": {"api.graphql", "api.http_parser"},  # numbers on the page
    "tests/docs/test_running.py": {"api.metrics", "publish.settings_reference"},
    "tests/explorer/views.py": {"explorer.page", "explorer.pages"},  # the list of pages
    "tests/faults/test_event_loop.py": {"api.event_loop"},
    "tests/graphs.py": {"store.flows", "store.linking"},  # to store graphs without a load
    "tests/publish/test_changes.py": {"publish.changes"},
    "tests/publish/test_traps.py": {"publish.traps"},
}
"""What single files import beyond that; catalogue/ and export/ are not to be among it."""


def _file_of(name: str) -> Path | None:
    """Return the file of a module, or of the one that has the name; None if it isn't ours."""
    path = ROOT.joinpath(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.exists():
            return file.relative_to(ROOT)
    return _file_of(name.rpartition(".")[0]) if "." in name else None


def _imports(file: Path) -> Iterator[Path]:
    """Yield the modules of this project that a file imports."""
    names: list[str] = []
    for node in ast.walk(ast.parse((ROOT / file).read_text())):
        match node:
            case ast.Import():
                names += (alias.name for alias in node.names)
            case ast.ImportFrom():
                parents = file.parts[: -node.level] if node.level else ()
                base = ".".join((*parents, *filter(None, [node.module])))
                names += (f"{base}.{alias.name}" for alias in node.names)
    yield from filter(None, map(_file_of, names))


def _is_allowed(module: str, importer: Path) -> bool:
    parts = {*SERVICE, *EXCEPTIONS.get(str(importer), ())}
    return module.partition(".")[0] in DECLARED or module in parts


@pytest.mark.parametrize("suite", SUITES)
def test_a_suite_imports_nothing_that_may_change(suite: str) -> None:
    """Neither do the helpers that it imports; fixtures of conftest.py are not followed."""
    path = ROOT / suite
    waiting = [f.relative_to(ROOT) for f in (path.rglob("*.py") if path.is_dir() else [path])]
    seen: set[Path] = set()
    found: list[str] = []
    while waiting:
        file = waiting.pop()
        if file in seen or file.name == "conftest.py":
            continue
        seen.add(file)
        for module in _imports(file):
            if module.parts[0] == "tests":
                waiting.append(module)
            elif module.parts[0] == "graph_service" and module.parts[1:] != ("__init__.py",):
                name = ".".join(module.with_suffix("").parts[1:]).removesuffix(".__init__")
                found += [] if _is_allowed(name, file) else [f"{file} imports {name}"]
    assert found == []


def test_the_list_is_there() -> None:
    assert len(SUITES) > 15
    assert all((ROOT / suite).exists() for suite in SUITES)
    reached = {name for names in EXCEPTIONS.values() for name in names}
    assert not any(name.startswith(("catalogue", "export")) for name in reached)
