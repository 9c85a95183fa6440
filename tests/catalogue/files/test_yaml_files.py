"""Hostile and careless YAML: every file is refused in a sentence, or read as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.catalogue.files.yaml_files import Fields, Scalar, read_document
from graph_service.catalogue.problems import Problem, Sheet
from tests.catalogue.seeding import Seeds, fact


def read(content: str | bytes) -> tuple[Fields | None, list[Problem]]:
    sheet = Sheet(file="x.yaml")
    data = content if isinstance(content, bytes) else content.encode()
    return read_document(data, sheet), sheet.problems


BOMB = "a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(20))


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("a: *b\n", "x.yaml:1:4", "the alias *b is refused; write it out"),
        ("a:\n\t- b\n", "x.yaml:2:1", "not YAML: a tab; indent with spaces"),
        ("a: [b\n", "x.yaml:2:1", "not YAML: in a list in brackets, a comma or the ] at"),
        ("a: b: c\n", "x.yaml:1:5", "not YAML: a colon where none can stand: put"),
        ("- a\n", "x.yaml:1:1", "not a mapping of fields to values"),
        ("", "x.yaml:1:1", "the file is empty"),
        ("# nothing\n", "x.yaml:1:1", "the file is empty"),
        ("? [a]\n: b\n", "x.yaml:1:3", "a key that is not a plain name"),
        ("a: " + "[" * 400 + "]" * 400, "x.yaml:1:14", "nested more than 10 deep"),
        (b"a: b\nb: caf\xe9\n", "x.yaml:2:7", "the byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (b"a: b\x00\n", "x.yaml:1:5", "not YAML: the character U+0000 is not allowed"),
        ("a: b\n".encode("utf-16"), "x.yaml:1:1", "the file is in UTF-16; save it as UTF-8"),
        ("<<: {a: b}\n", "x.yaml:1:1", "the merge key << is refused; write it out"),
        ("a: b\u2028c\n", "x.yaml:1:5", "not YAML: the character U+2028 is not allowed"),
        ('a: "b\n', "x.yaml:2:1", "not YAML: a quote that is not closed"),
        ("a: @b\n", "x.yaml:1:4", 'not YAML: a text that begins with "@" needs quotes'),
        ("a: |\n \tb\n", "x.yaml:2:2", "not YAML: a tab; indent with spaces"),
        ("a: &\n", "x.yaml:1:5", "not YAML: while scanning an anchor did not find expected "),
        ("%YAML 9.9\n---\na: b\n", "x.yaml:1:1", "not YAML: "),
    ],
)
def test_is_refused_in_a_sentence(content: str | bytes, place: str, message: str) -> None:
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
            "the tag tag:yaml.org,2002:python/object/apply:os.system is refused; leave it out",
        ),
        ("a: !x y\n", "x.yaml:1:4", "the tag !x is refused; leave it out"),
        ("a: &a [x, x]\n", "x.yaml:1:4", "the anchor &a is refused; leave it out"),
        ("a: b\n---\na: c\n", "x.yaml:2:1", "a second document; a file holds one entry"),
    ],
)
def test_is_refused_and_read_on(content: str, place: str, message: str) -> None:
    document, problems = read(content)
    assert document is not None
    assert list(document.fields) == ["a"]
    assert [str(p.place) for p in problems] == [place]
    assert str(problems[0].message) == message


def test_a_bomb_is_read_to_its_first_alias() -> None:
    document, problems = read(BOMB)
    assert document is None
    assert [str(p.place) for p in problems] == ["x.yaml:1:4", "x.yaml:2:5", "x.yaml:2:10"]


def test_a_second_key_is_told_with_both_lines() -> None:
    document, problems = read("a: 1\nb: 2\na: 3\n")
    assert [str(p) for p in problems] == ['x.yaml:3:1: "a" a second time; first in line 1']
    assert document is not None


@pytest.mark.parametrize("written", ["no", "NO", "on", "032", "2023-10", "2018-10-09", "1e3", "~"])
def test_a_scalar_stays_as_it_is_written(written: str) -> None:
    document, problems = read(f"a: {written}\n")
    assert document is not None
    assert problems == []
    _, value = document.fields["a"]
    assert isinstance(value, Scalar)
    assert value.text == written


def test_a_byte_order_mark_is_no_harm() -> None:
    document, problems = read(b"\xef\xbb\xbfa: b\n")
    assert document is not None
    assert problems == []


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t~0", max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    document, problems = read(text)
    assert document is not None or problems


@given(st.binary(max_size=60))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
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
