"""Every error code is declared in one list, used and published."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import graph_service
from graph_service.error_codes import Code
from graph_service.errors import (
    DatabaseUnavailable,
    ExportRefused,
    GraphServiceError,
    RequestRefused,
)
from graph_service.publish.files import published

PACKAGE = Path(graph_service.__file__).parent
DECLARED = {code.name for code in Code}


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "error_codes.py":
            yield path, ast.parse(path.read_text())


def test_a_code_has_the_name_of_its_member() -> None:
    assert [code.name for code in Code] == [code.value for code in Code]


def test_every_code_is_used() -> None:
    used = {
        node.attr
        for _, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Code"
    }
    assert used == DECLARED


def _classes(base: type[GraphServiceError]) -> Iterator[type[GraphServiceError]]:
    for error in base.__subclasses__():
        yield error
        yield from _classes(error)


def test_the_codes_of_errors_that_clients_read_have_a_status() -> None:
    """As `public_message` has it; others are internal errors to them."""
    public = (RequestRefused, ExportRefused, DatabaseUnavailable)
    wrong = [
        error.__name__
        for error in _classes(GraphServiceError)
        if error.code is not Code.INTERNAL
        and issubclass(error, public) is not bool(error.code.status)
    ]
    assert wrong == []


def test_no_code_is_written_as_a_literal() -> None:
    """Mypy checks that errors have a Code; this checks JSON written by hand."""
    written = {
        (path.name, value.value)
        for path, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "code" and isinstance(value, ast.Constant)
    }
    assert written == set()


def test_the_published_list_has_all_codes_with_their_status() -> None:
    page = published()["ERRORS.md"]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)) == DECLARED
    line = next(x for x in page.splitlines() if x.startswith("| `GRAPHQL_VALIDATION_FAILED`"))
    assert line.endswith(" | 400 | 200 |")
