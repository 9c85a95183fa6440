"""Hostile and careless YAML: every problem is reported, and scalars keep their text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.catalogue.files.yaml_files import read_document
from graph_service.catalogue.files.yaml_nodes import Fields, Scalar
from graph_service.catalogue.problems import Problem, ProblemLog
from tests.catalogue.seeding import Seeds, fact


def read(content: str | bytes) -> tuple[Fields | None, list[Problem]]:
    log = ProblemLog(file="x.yaml")
    data = content if isinstance(content, bytes) else content.encode()
    return read_document(data, log), log.problems


BOMB = "a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(20))


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("a: *b\n", "x.yaml:1:4", "the alias *b is not allowed; write out the content"),
        ("a:\n\t- b\n", "x.yaml:2:1", "not YAML: a tab; indent with spaces"),
        ("a: [b\n", "x.yaml:2:1", "not YAML: a list in brackets lacks a comma or the closing ]"),
        ("a: b: c\n", "x.yaml:1:5", "not YAML: a colon is not allowed here: quote"),
        ("- a\n", "x.yaml:1:1", "not a mapping of fields to values"),
        ("", "x.yaml:1:1", "the file is empty: write the entry, or delete it"),
        ("# nothing\n", "x.yaml:1:1", "the file is empty: write the entry, or delete it"),
        ("? [a]\n: b\n", "x.yaml:1:3", "a key that is not a plain name"),
        ("a: " + "[" * 400 + "]" * 400, "x.yaml:1:14", "nested more than 10 levels deep"),
        (b"a: b\nb: caf\xe9\n", "x.yaml:2:7", "the byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (b"a: b\x00\n", "x.yaml:1:5", "not YAML: the character U+0000 is not allowed"),
        ("a: b\n".encode("utf-16"), "x.yaml:1:1", "the file is in UTF-16; save it as UTF-8"),
        ("<<: {a: b}\n", "x.yaml:1:1", "the merge key << is not allowed; write out the content"),
        ("a: b\u2028c\n", "x.yaml:1:5", "not YAML: the character U+2028 is not allowed"),
        ('a: "b\n', "x.yaml:1:4", "not YAML: a missing closing quote"),
        ("a: @b\n", "x.yaml:1:4", 'not YAML: a text that begins with "@" needs quotes'),
        ("a: |\n \tb\n", "x.yaml:2:2", "not YAML: a tab; indent with spaces"),
        ("a: &\n", "x.yaml:1:5", "not YAML: a text that begins with * or & needs quotes"),
        ("%YAML 9.9\n---\na: b\n", "x.yaml:1:1", "not YAML: "),
    ],
)
def test_invalid_yaml_is_reported(content: str | bytes, place: str, message: str) -> None:
    document, problems = read(content)
    assert document is None
    assert [str(p.place) for p in problems] == [place]
    assert str(problems[0].message).startswith(message)


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (
            "a: !!python/object/apply:os.system [x]\n",
            "x.yaml:1:4",
            "the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed; remove it",
        ),
        ("a: !x y\n", "x.yaml:1:4", "the tag !x is not allowed; remove it"),
        ("a: &a [x, x]\n", "x.yaml:1:4", "the anchor &a is not allowed; remove it"),
        ("a: b\n---\na: c\n", "x.yaml:2:1", "a second document; a file holds one entry"),
    ],
)
def test_reading_continues_after_forbidden_features(content: str, place: str, message: str) -> None:
    document, problems = read(content)
    assert document is not None
    assert list(document.fields) == ["a"]
    assert [str(p.place) for p in problems] == [place]
    assert str(problems[0].message) == message


def test_a_bomb_is_read_to_its_first_alias() -> None:
    document, problems = read(BOMB)
    assert document is None
    assert [str(p.place) for p in problems] == ["x.yaml:2:10"]


def test_a_duplicate_key_is_reported_with_both_lines() -> None:
    document, problems = read("a: 1\nb: 2\na: 3\n")
    assert [str(p) for p in problems] == [
        'x.yaml:3:1: duplicate field "a"; first on line 1: keep one of them'
    ]
    assert document is not None


@pytest.mark.parametrize("written", ["no", "NO", "on", "032", "2023-10", "2018-10-09", "1e3", "~"])
def test_a_scalar_keeps_its_text(written: str) -> None:
    document, problems = read(f"a: {written}\n")
    assert document is not None
    assert problems == []
    _, value = document.fields["a"]
    assert isinstance(value, Scalar)
    assert value.text == written


def test_a_byte_order_mark_is_ignored() -> None:
    document, problems = read(b"\xef\xbb\xbfa: b\n")
    assert document is not None
    assert problems == []


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t~0", max_size=60))
def test_any_text_is_read_or_reported(text: str) -> None:
    document, problems = read(text)
    assert document is not None or problems


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_reported(content: bytes) -> None:
    document, problems = read(content)
    assert document is not None or problems


def test_norway_and_leading_zeros_are_text(seeds: Seeds) -> None:
    seeds.put(
        "countries/nor.yaml",
        """\
        name: {es: Noruega, en: NO}
        iso2: NO
        iso3: NOR
        isoNumeric: 032
        subregion: SOUTHERN_EUROPE
        inRegion: false
        """,
    )
    (seeds.folder / "countries/arg.yaml").unlink()
    graph = seeds.graph()
    assert fact(graph, "Country:nor", "iso2") == "NO"
    assert fact(graph, "Country:nor", "nameEn") == "NO"
    assert fact(graph, "Country:nor", "isoNumeric") == "032"
