"""Any text is read or reported, and scalars keep their text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.catalogue.files.yaml_files import Fields, Scalar, read_document
from graph_service.catalogue.problems import Problem, ProblemLog
from tests.catalogue.seeding import Seeds, fact


def read(content: str | bytes) -> tuple[Fields | None, list[Problem]]:
    log = ProblemLog(file="x.yaml")
    data = content if isinstance(content, bytes) else content.encode()
    return read_document(data, log), log.problems


BOMB = "a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(20))


def test_a_bomb_is_read_to_its_first_anchor() -> None:
    document, problems = read(BOMB)
    assert document is None
    assert [str(p.place) for p in problems] == ["x.yaml:1:4"]


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
