"""The suites of the contract see the program as its users do, so its inside is free to change."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUITES = re.findall(
    r"^\| `(tests/\S+)` \|", (ROOT / "tests/README.md").read_text(), flags=re.MULTILINE
)
DECLARED = ("model", "settings", "errors", "error_codes", "console", "i18n", "cli", "local")
"""What any suite may import: declarations, commands, and the managed Neo4j."""
SERVICE = ("api.app", "api.engine", "compiler.compiler", "store.driver", "store.read")
"""The service in the test's process."""
EXCEPTIONS = {
    "tests/api/test_cases.py": ("compiler",),  # the statements of operations
    "tests/api/test_injection.py": ("store",),  # what is sent to the database
    "tests/api/test_limits_of_http.py": ("api",),  # numbers
    "tests/api_schema.py": ("api",),
    "tests/browser": ("explorer", "guide"),  # addresses, languages and questions
    "tests/difference": ("api", "compiler"),  # shared reads, statements, suggestions
    "tests/docs": ("api", "publish"),  # numbers and names on the pages
    "tests/explorer/views.py": ("explorer",),  # the list of pages
    "tests/faults/test_event_loop.py": ("api",),
    "tests/graphs.py": ("store",),  # what loads derive, for graphs that tests store
    "tests/publish": ("publish",),
}
"""Files and folders that import more, and from which packages; never from catalogue or export."""


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
    allowed = [*DECLARED, *SERVICE]
    for place in (importer, *importer.parents):
        allowed += EXCEPTIONS.get(place.as_posix(), ())
    return f"{module}.".startswith(tuple(f"{name}." for name in allowed))


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
    assert not {"catalogue", "export"} & {name for names in EXCEPTIONS.values() for name in names}
