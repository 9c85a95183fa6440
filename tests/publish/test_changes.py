"""Changes of the schema are classified; breaking ones must be in the changelog."""

import pytest
from graphql import build_schema

from graph_service.publish.files import published
from graph_service.publish.schema_changes import Change, changes, undocumented
from tests.publish.deprecations import unreplaced

BEFORE = """
directive @d(x: Int, y: Int) on FIELD
type Query { a(x: Int, y: Int): A  b: [B]  c: Int  s(i: I): U }
type A implements N { id: ID! }  type B { id: ID! }
interface N { id: ID! }
union U = A | B
enum E { ONE TWO }
input I { x: Int  e: E }
scalar Gone
"""
CHANGED = [
    ("@d(x: Int, y: Int)", "@d(x: Int)", "breaking", "@d(y:)"),
    ("directive @d(x: Int, y: Int) on FIELD", "", "breaking", "@d"),
    ("a(x: Int, y: Int)", "a(x: Int)", "breaking", "Query.a(y:)"),
    ("a(x: Int, y: Int)", "a(x: String, y: Int)", "breaking", "Query.a(x:)"),
    ("a(x: Int, y: Int)", "a(x: Int, y: Int, z: Int!)", "breaking", "Query.a(z:)"),
    ("c: Int", "", "breaking", "Query.c"),
    ("c: Int", "c: String", "breaking", "Query.c"),
    ("implements N", "", "breaking", "A"),
    ("U = A | B", "U = A", "breaking", "B"),
    ("ONE TWO", "ONE", "breaking", "E.TWO"),
    ("input I { x: Int", "input I { x: Int!", "breaking", "I.x"),
    ("input I { x: Int", "input I { n: Int! x: Int", "breaking", "I.n"),
    ("scalar Gone", "", "breaking", "Gone"),
    ("a(x: Int, y: Int)", "a(x: Int = 1, y: Int)", "safe", "Query.a(x:)"),
    ("ONE TWO", "ONE TWO THREE", "dangerous", "E.THREE"),
    ("U = A | B", "U = A | B | C type C { id: ID! }", "dangerous", "C"),
    ("a(x: Int, y: Int)", "a(x: Int, y: Int, z: Int)", "dangerous", "Query.a(z:)"),
    ("c: Int", "c: Int!", "safe", "Query.c"),
    ("c: Int", "c: Int d: Int", "safe", "Query.d"),
]


@pytest.mark.parametrize(("old", "new", "kind", "coordinate"), CHANGED)
def test_a_change_is_classified(old: str, new: str, kind: str, coordinate: str) -> None:
    assert BEFORE.count(old) == 1
    found = changes(BEFORE, BEFORE.replace(old, new))
    assert (kind, coordinate) in [(change.kind, change.coordinate) for change in found]
    assert [change.kind for change in found] == sorted(change.kind for change in found)
    if kind != "breaking":
        assert "breaking" not in [change.kind for change in found]


def test_equal_schemas_have_no_changes() -> None:
    assert changes(BEFORE, BEFORE) == []


BROKEN = Change(kind="breaking", sentence="Field Query.c was removed.")


@pytest.mark.parametrize(
    ("changelog", "is_documented"),
    [
        ("# C\n\n## Unreleased\n\n### Removed\n\n- `Query.c`: ask `Query.d`.\n", True),
        ("## Unreleased\n\n### Added\n\n- x\n\n### Changed\n\n- x and `Query.c`\n", True),
        ("## Unreleased\n\n### Added\n\n- `Query.c`\n", False),
        ("## Unreleased\n\n### Changed\n\n- Query.c, `Query.cc`, `Query.c(x:)`, `c`\n", False),
        ("## Unreleased\n\n## 1.0.0\n\n### Removed\n\n- `Query.c`\n", False),
        ("", False),
    ],
)
def test_coordinates_documented_by_a_changelog(changelog: str, is_documented: bool) -> None:
    assert undocumented([BROKEN], changelog) == ([] if is_documented else [BROKEN])
    assert undocumented([Change(kind="dangerous", sentence=BROKEN.sentence)], changelog) == []


def test_deprecations_name_a_replacement() -> None:
    assert unreplaced(build_schema(published()["schema.graphql"])) == []


@pytest.mark.parametrize(
    ("reason", "is_valid"),
    [
        ("Use `Query.new`.", True),
        ("Use `new`.", True),
        ("Use `E.NEW`, or nothing.", True),
        ("Use `Query.new(x:)`.", True),
        ("Use new.", False),
        ("Use `other`.", False),
        ("Use `old`.", False),
        ("Use `Query.older`.", False),
        ("No longer supported", False),
    ],
)
def test_a_deprecation(reason: str, is_valid: bool) -> None:
    schema = build_schema(
        f"""type Query {{
          old: Int @deprecated(reason: "{reason}")
          older: Int @deprecated(reason: "Use `new`.")
          new(x: Int, y: Int @deprecated(reason: "Use `Query.new(x:)`.")): Int
          taken(i: I): E
        }}
        enum E {{ NEW OLD @deprecated(reason: "Use `NEW`.") }}
        input I {{ new: Int old: Int @deprecated(reason: "Use `new`.") }}"""
    )
    assert unreplaced(schema) == ([] if is_valid else ["Query.old"])
