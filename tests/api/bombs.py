"""Documents that cost much more to process than to send."""

from collections.abc import Mapping

from graphql import get_introspection_query


def doubled(times: int, step: str = "...F{n} ...F{n}", leaf: str = "id") -> str:
    """Spread a fragment twice in a fragment, and so on: the leaf appears 2 ** times times."""
    fragments = " ".join(
        f"fragment F{n} on Programme {{ {step.replace('{n}', str(n + 1))} }}" for n in range(times)
    )
    last = f"fragment F{times} on Programme {{ {leaf} }}"
    return f"{{ programmes {{ nodes {{ ...F0 }} }} }} {fragments} {last}"


def _programmes_with(selections: str) -> str:
    return f"{{ programmes {{ nodes {{ {selections} }} }} }}"


def _where(condition: str) -> str:
    return f"{{ programmes(where: {condition}) {{ totalCount }} }}"


def _entries(levels: int) -> str:
    step, end = "sources { citedBy { nodes { ", " } } }"
    return '{ search(text: "a") { nodes { ' + step * levels + "id" + end * levels + " } } }"


def _introspected(times: int) -> str:
    query = get_introspection_query()
    root = query[query.index("{") + 1 : query.index("fragment FullType")].rstrip()[:-1]
    roots = " ".join(root.replace("__schema", f"s{n}: __schema", 1) for n in range(times))
    return f"{{ {roots} }} {query[query.index('fragment FullType') :]}"


REJECTED: Mapping[str, str] = {
    "20 doublings": doubled(20),
    "30 doublings": doubled(30),
    "150 doublings": doubled(150),
    "30 doublings of fields": doubled(30, "a: partOf {{ ...F{n} }} b: partOf {{ ...F{n} }}"),
    "30 doublings of nothing": doubled(30).partition("fragment F30")[0],
    "fragments that spread each other": _programmes_with("...A")
    + " fragment A on Programme { ...B ...B } fragment B on Programme { ...A ...A id }",
    "a fragment that spreads itself in a field": _programmes_with("...A")
    + " fragment A on Programme { partOf { ...A } parts { nodes { ...A } } }",
    "a chain of fragments": doubled(200, "...F{n}"),
    "overlapping fields": _programmes_with("name " * 900),
    "overlapping fields with fields": "{ " + "programmes { nodes { name } } " * 240 + " }",
    "overlapping fields in depth": _programmes_with("partOf { partOf { partOf { id } } } " * 120),
    "overlapping arguments": "{ "
    + " ".join(f"programmes(first: {n % 100}) {{ totalCount }}" for n in range(190))
    + " }",
    "overlapping fragments": _programmes_with(" ".join(f"...F{n}" for n in range(180)))
    + " ".join(f"fragment F{n} on Programme {{ id slug }}" for n in range(180)),
    "10,000 lists": "{ programmes(where: " + "[" * 10_000,
    "10,000 objects": "{ a" * 10_000,
    "lists in a list": _where("[" * 45 + "]" * 45),
    "10,000 aliases": "{ " + " ".join(f"a{n}: __typename" for n in range(10_000)) + " }",
    "600 aliases": "{ " + " ".join(f"a{n}: __typename" for n in range(600)) + " }",
    "10,000 times one field": "{ " + "__typename " * 10_000 + "}",
    "directives": "{ programmes " + "@a" * 900 + " { id } }",
    "fields that don't exist": _programmes_with(" ".join(f"nam{n}" for n in range(900))),
    "types that don't exist": "{ " + "... on GoodPracticeRelationConnectio { a } " * 150 + "}",
    "arguments that don't exist": _programmes_with(
        " ".join(f"parts(firs{n}: 1) {{ totalCount }}" for n in range(200))
    ),
    "filters that don't exist": _where("{" + " ".join(f"part{n}: {{}}" for n in range(400)) + "}"),
    "a name": "{ " + "a" * 99_000 + " }",
    "a number": "{ programmes(first: " + "1" * 99_000 + ") { totalCount } }",
    "no end of a text": '{ a(b: "' + '\\"' * 49_000,
    "no end of a block": '{ a(b: """' + '\\"""' * 24_000,
    "comments": "{ a }" + "#\n" * 49_000,
    "operations": " ".join(f"query Q{n} {{ programmes {{ ...F }} }}" for n in range(150))
    + " fragment F on ProgrammeConnection { totalCount }",
    "variables": "query ("
    + " ".join(f"$v{n}: Int" for n in range(380))
    + ") { programmes { totalCount } }",
    "all types of entries": _entries(4),
    "all types of entries, deeper": _entries(5),
    "pages in pages": "{ programmes(first: 100) { nodes { parts(first: 100) { nodes {"
    " practices(first: 100) { nodes { id } } } } } } }",
    "facets": "{ goodPractices { facets(by: [" + "countries " * 1_900 + "]) { valueCount } } }",
    "quantifiers": _where("{or: [" + "{parts: {some: {}}} " * 150 + "]}"),
    "introspection": _introspected(15),
}
"""Documents that are rejected, by description."""

ANSWERED: Mapping[str, str] = {
    "escapes": _where('{name: {contains: "' + "\\u0041" * 16_000 + '"}}'),
    "lines": _where('{name: {contains: """' + "\n x" * 30_000 + '"""}}'),
    "numbers for ids": "{ nodes(ids: [" + "1 " * 100 + "]) { id } }",
    "conditions": _where("{or: [" + '{name: {contains: "a"}} ' * 200 + "]}"),
    "sort keys": "{ programmes(orderBy: [" + "{name: ASC} " * 300 + "]) { nodes { id } } }",
    "relations": "{ "
    + " ".join(
        f"a{n}: countries(first: 1) {{ nodes {{ practices {{ nodes {{ id }} }}"
        f" memberships {{ nodes {{ id }} }} institutions {{ nodes {{ id }} }} }} }}"
        for n in range(15)
    )
    + " }",
}
"""Documents that are just within all limits."""
