"""Simple YAML that is written directly is the same as PyYAML's."""

import random
from collections.abc import Iterator
from textwrap import wrap

import pytest
from yaml import MappingNode

from bench.entries import EntryGenerator
from bench.sizes import GraphSize
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files import writing
from graph_service.catalogue.files.block_yaml import WIDTH, block_text, wrapped
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.files.schemas import schema_line
from graph_service.catalogue.files.writing import (
    Node,
    document_of,
    entry_text,
    field_text,
    serialized_by_pyyaml,
)
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from tests.conftest import ROOT
from tests.sizes import size

DOCUMENTS = size("DOCUMENTS", small=3_000, whole=200_000)
ALPHABET = "ab é:#-'\"[]{},?!&*|>%@`\\/.~=<0123_y\t\n\xa0\ufeff\x07🙂ñ"
WORDS = (
    "true",
    "Null",
    "yes",
    "on",
    "y",
    "~",
    "<<",
    "=",
    "---",
    "0x1f",
    "1e3",
    "2018-10-09",
    "'",
    "",
)


def _entries() -> Iterator[Entry]:
    yield from (entry for _file, entry in read_folder(ROOT / "seeds").entries())
    yield from EntryGenerator(GraphSize(practices=500, institutions=60)).practices()


def _folded(document: MappingNode) -> MappingNode:
    writing._fold(document, 0, 0)
    return document


def test_entries_are_written_as_by_pyyaml() -> None:
    direct = fields = 0
    for entry in _entries():
        lines = [schema_line(entry.type), "\n"]
        for key, value in document_of(entry).value:
            pair = [(key, value)]
            document = _folded(MappingNode("tag:yaml.org,2002:map", pair, flow_style=False))
            text, by_pyyaml = block_text(document), serialized_by_pyyaml(document)
            assert text in (None, by_pyyaml)
            lines.append(by_pyyaml)
            direct += text is not None
            fields += 1
        assert entry_text(entry) == "".join(lines)
    assert direct > 0.9 * fields


def test_texts_are_wrapped_as_by_the_standard_library() -> None:
    dice = random.Random(1)
    lengths = (1, 3, 7, 12, 40, 97, 98, 99, 130)
    for _number in range(500):
        words = ("".join(dice.choices("aé-—.", k=dice.choice(lengths))) for _word in range(20))
        text, indent = " ".join(words), dice.choice((0, 2, 4, 6, 98, 99))
        lines = wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        assert wrapped(text, indent) == lines


def _text(dice: random.Random) -> str:
    if dice.random() < 0.2:
        return dice.choice(WORDS)
    letters = dice.choice((ALPHABET, "ab ", "abé, ", "0123-/", ALPHABET[:12]))
    return "".join(dice.choices(letters, k=dice.choice((1, 2, 5, 30, 120))))


def _scalar(dice: random.Random) -> Node:
    edtf = dice.choice(("2018", "2018-10", "2018-10-09", "2014/2014-06", "../2019", "2018~"))
    number = str(dice.choice((7, -7, 0, 2018)))
    plain = dice.choice((edtf, number, "true"))
    return writing._plain(plain) if dice.random() < 0.2 else writing._text(_text(dice))


def _node(dice: random.Random, depth: int) -> Node:
    kind = dice.choice(("scalar", "scalar", "list", "mapping", "flow", "date"))
    if kind == "date":
        qualifier = dice.choice([*DateQualifier])
        return writing._date(PartialDate(date=parse_edtf("2018-10"), qualifier=qualifier))
    if kind == "scalar" or not depth:
        return _scalar(dice)
    if kind == "list":
        return writing._list(_node(dice, depth - 1) for _ in range(dice.randint(0, 3)))
    names = dice.sample(["es", "note", "on", "slug", "sources", "x"], dice.randint(0, 3))
    is_flow = kind == "flow"
    fields = ((name, _scalar(dice) if is_flow else _node(dice, depth - 1)) for name in names)
    return writing._mapping(fields, flow=is_flow)


def test_a_line_of_a_hard_blank_is_indented_as_text() -> None:
    lines = field_text("note", writing._text("a\n\xa0\nb"), 4)
    assert lines == "    note: |-\n      a\n      \xa0\n      b\n"


@pytest.mark.proof
@pytest.mark.timeout(900)
def test_random_documents_are_written_as_by_pyyaml() -> None:
    dice = random.Random(1)
    direct = 0
    for number in range(DOCUMENTS):
        fields = [("name", _node(dice, 3))]
        document = _folded(writing._mapping(fields))
        text = block_text(document)
        direct += text is not None
        assert text in (None, serialized_by_pyyaml(document)), number
        lines = field_text(*fields[0], 4).splitlines()
        assert [line[4:] for line in lines] == serialized_by_pyyaml(document).splitlines()
    assert direct > DOCUMENTS // 5
