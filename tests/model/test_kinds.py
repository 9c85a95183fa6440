"""Only the kinds' own classes and complete tables distinguish kinds."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph_service
from graph_service.model.kinds import KINDS, WRITTEN, Kind, by_kind

PACKAGE = Path(graph_service.__file__).parent
NAMES = {name for name, kind in vars(Kind).items() if isinstance(kind, Kind)}
CLASSES = {type(kind).__name__ for kind in KINDS}
FREE = ("model/kinds/", "model/types/", "model/declare.py", "model/edge_properties.py")
"""The kinds themselves, and the modules that declare properties."""


def _stray(source: str) -> list[str]:
    """Return the code that distinguishes kinds outside a table `by_kind({…})`."""
    tree = ast.parse(source)
    allowed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "by_kind"
        for inner in ast.walk(node)
    }
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if id(node) not in allowed and _distinguishes(node)
    ]


def _distinguishes(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="Kind"), attr=name):
            return name in NAMES
        case ast.Name(id=name) | ast.alias(name=name):
            return name in CLASSES
        case ast.Compare():
            sides = (node.left, *node.comparators)
            return any(ast.unparse(side).endswith((".kind.name", "prop.kind")) for side in sides)
        case ast.Match(subject=subject):
            return any(_is_kind(inner) for inner in ast.walk(subject))
        case ast.MatchClass(kwd_attrs=names):
            return "kind" in names
    return False


def _is_kind(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "kind"


def _modules() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(FREE):
            yield name, path.read_text()


def test_no_other_module_distinguishes_kinds() -> None:
    found = {name: stray for name, source in _modules() if (stray := _stray(source))}
    assert found == {}


def test_no_template_distinguishes_kinds() -> None:
    names = "|".join(kind.name for kind in KINDS)
    for path in sorted((PACKAGE / "explorer/templates").rglob("*.html")):
        assert re.findall(rf"kind[^\n]*[\"'](?:{names})[\"']", path.read_text()) == [], path.name


@pytest.mark.parametrize(
    "source",
    [
        "if prop.kind is Kind.DATE: pass",
        "if prop.kind in (Kind.DATE, Kind.TEXT): pass",
        "x = {Kind.DATE: 1}.get(prop.kind)",
        "if prop.kind.name == 'Text': pass",
        "match prop.kind:\n    case Kind.DATE: pass",
        "match prop.kind, value:\n    case _, int(): pass",
        "match prop:\n    case Property(kind=x): pass",
        "if isinstance(prop.kind, DateKind): pass",
        "date = Kind.DATE",
    ],
)
def test_every_way_to_distinguish_kinds_is_found(source: str) -> None:
    assert _stray(source)


def test_tables_and_facts_are_allowed() -> None:
    assert not _stray("x = by_kind({Kind.DATE: 1})\nif prop.kind.is_sorted: pass")


def test_a_table_without_a_kind_fails_at_import() -> None:
    module = "T = by_kind({Kind.TEXT: 1}, WRITTEN)"
    with pytest.raises(
        TypeError, match="this table lacks Boolean, Enum, Int, PartialDate, String, Texts, URL"
    ):
        exec(module, {"by_kind": by_kind, "Kind": Kind, "WRITTEN": WRITTEN})  # noqa: S102


def test_a_table_with_an_unneeded_kind_fails() -> None:
    with pytest.raises(TypeError, match="this table doesn't need DateTime"):
        by_kind(dict.fromkeys((*WRITTEN, Kind.DATETIME), 1), WRITTEN)


def test_every_kind_is_in_the_list() -> None:
    assert {getattr(Kind, name) for name in NAMES} == set(KINDS)
    assert len(KINDS) == len(NAMES)
