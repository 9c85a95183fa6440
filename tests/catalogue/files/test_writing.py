"""An entry that is written to a file and read again is the same entry."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.read import read_folder, read_node
from graph_service.catalogue.files.writing import entry_text
from graph_service.catalogue.files.yaml_files import read_document
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.loads.diff import compare
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.enums import TopicScheme
from graph_service.model.types import TOPIC
from graph_service.store.staging import Staging
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT


def round_trip(entry: Entry) -> Entry:
    log = ProblemLog(file="again.yaml")
    document = read_document(entry_text(entry).encode(), log)
    assert document is not None, log.problems
    read = read_node(entry.type, document, "", log, slug=entry.slug)
    assert log.problems == []
    return read


@pytest.fixture(scope="module")
def catalogue() -> tuple[Entry, ...]:
    return tuple(read_catalogue(read_folder(ROOT / "seeds")))


def test_every_entry_of_the_catalogue_survives_a_round_trip(catalogue: tuple[Entry, ...]) -> None:
    assert len(catalogue) > 500
    for entry in catalogue:
        assert round_trip(entry) == entry


def test_the_graph_of_the_catalogue_survives_a_round_trip_through_files(
    tmp_path: Path, staging: Staging
) -> None:
    graph = wanted_graph(ROOT / "seeds", staging)
    for entry in entries_of(graph):
        file = tmp_path / str(entry.type.folder) / f"{entry.slug}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(entry_text(entry), encoding="utf-8")
    restored = wanted_graph(tmp_path, staging)
    assert len(restored.nodes) > 500
    assert compare(restored, graph, prune=True).empty


def test_files_are_formatted_as_people_write_them(seeds: Seeds) -> None:
    seeds.source("report")
    seeds.institution("hnd-x", country="hnd")
    text = """\
# yaml-language-server: $schema=../../schema/seeds/exchange-visits.schema.json
name:
  es: Visita
modality: IN_PERSON
kind: INTERNSHIP
date: {edtf: "2018/2018-10-09", qualifier: ON_OR_BEFORE}
agenda:
  - "no"
  - >-
    una frase tan larga que no cabe en una línea de cien caracteres y que por eso sigue en la
    siguiente
hostCountries:
  - cri
visitorInstitutions:
  - {slug: hnd-x, role: LEARNER, basis: INFERRED}
visitorCountries:
  - slug: hnd
    role: LEARNER
    note: As the press said.
    sources:
      - report
heldIn: []
sources:
  - iom
note: >-
  A remark that is long enough to need a second line: it has well over a hundred characters in all,
  as one sees.
formerSlugs:
  - xv-old
"""
    seeds.put("exchange-visits/xv-new.yaml", text)
    (entry,) = (e for e in read_catalogue(read_folder(seeds.folder)) if e.slug == "xv-new")
    in_order = text.replace(
        "modality: IN_PERSON\nkind: INTERNSHIP", "kind: INTERNSHIP\nmodality: IN_PERSON"
    )
    in_order = in_order.replace('"2018/2018-10-09"', "2018/2018-10-09")
    assert entry_text(entry) == in_order


LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=300,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_any_text_survives_a_round_trip(lines: list[str]) -> None:
    entry = Entry(
        type=TOPIC,
        slug="t",
        values={
            "name": {"es": "x"},
            "definition": {"es": "\n".join(lines)},
            "scheme": TOPIC.property_of("scheme").enum["SUBJECT"],  # type: ignore[index]
        },
    )
    log = ProblemLog(file="again.yaml")
    document = read_document(entry_text(entry).encode(), log)
    assert document is not None, (entry_text(entry), log.problems)
    _, definition = document.fields["definition"]
    _, text = definition.fields["es"]  # type: ignore[union-attr]
    assert text.text == "\n".join(lines)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["“Protocolo”", "«x»", "Uno #2", "#1", "<<<<<<< x", "a\u00a0b"])
def test_texts_that_look_damaged_survive(text: str) -> None:
    entry = Entry(
        type=TOPIC, slug="t", values={"name": {"es": text}, "scheme": TopicScheme.SUBJECT}
    )
    assert round_trip(entry).values == entry.values
