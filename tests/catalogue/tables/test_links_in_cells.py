"""The properties of a link in brackets: each is read, whatever it contains, and quickly."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.catalogue.seeding import Seeds

from .tables import a_workbook, imported, refused


def a_visit(tmp_path: Path, visitors: str) -> Path:
    header = ("slug", "name.es", "kind", "visitorCountries", "sources")
    return a_workbook(tmp_path, visitas=[header, ("xv-uno", "Uno", "INTERNSHIP", visitors, "iom")])


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        'hnd (' + '""' * 60,
        'hnd (note.es="' * 3_000,
        "hnd (" + '="("' * 10_000,
        "hnd (" * 10_000,
        "hnd" + " " * 30_000 + "x",
        "hnd (PEER, a" + " " * 30_000 + "b)",
        "hnd (PEER, note.es=a" + " " * 30_000 + "b, c)",
    ],
    ids=range(7),
)  # fmt: skip
def test_every_cell_is_parsed_quickly(seeds: Seeds, tmp_path: Path, text: str) -> None:
    assert refused(seeds, a_visit(tmp_path, text))


@pytest.mark.parametrize(
    ("fact", "note"),
    [
        ('note.es="dijo; y (oyó), algo"', "dijo; y (oyó), algo"),
        ('Nota del editor.ES = "dijo, y oyó"', "dijo, y oyó"),
        ("note.es=“dijo; y oyó”", "dijo; y oyó"),
        ('note.es=dijo "sí"', 'dijo "sí"'),
        ('note.es=mide 5" de alto', 'mide 5" de alto'),
        ("note.es=a=b", "a=b"),
    ],
)
def test_a_note_keeps_its_text(seeds: Seeds, tmp_path: Path, fact: str, note: str) -> None:
    imported(seeds, a_visit(tmp_path, f"hnd (PEER, {fact}); gtm (PEER)"))
    written = YAML(typ="safe").load(seeds.folder / "exchange-visits/xv-uno.yaml")
    assert written["visitorCountries"] == [
        {"slug": "hnd", "role": "PEER", "note": {"es": note}},
        {"slug": "gtm", "role": "PEER"},
    ]


EVENTS = """
  slug: gp-eri
  note:
    es: x
events:
  - {stage: VISITED, position: 1}
  - stage: FEASIBILITY_ASSESSED
    position: 2
    takenBy:
      - slug: cri-eri
        note:
          es: dicho, y oído
        sources:
          - iom
    basis: ASSUMED
sources:
  - iom
"""


def test_an_event_has_links_and_a_basis(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    seeds.practice("gp-eri", "[cri-eri]")
    header = ("slug", "name.es", "basis", "practice", "sources", "events.position", "events.stage",
              "events.basis", "events.takenBy")  # fmt: skip
    first = ("kt-uno", "Uno", "STATED", 'gp-eri (note.es="x")', "iom", 1, "VISITED")
    taken_by = 'cri-eri (note.es="dicho, y oído", sources=iom)'
    second = ("kt-uno", "", "", "", "", 2, "FEASIBILITY_ASSESSED", "Se supone", taken_by)
    table = a_workbook(tmp_path, transferencias=[header, first, second])
    imported(seeds, table)
    text = (seeds.folder / "knowledge-transfers/kt-uno.yaml").read_text(encoding="utf-8")
    assert text.partition("practice:")[2] == EVENTS


def test_booleans_in_brackets_are_written_as_in_cells(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    table = a_workbook(
        tmp_path,
        buenas=[
            ("slug", "name.es", "themes", "level", "owners", "operators", "sources"),
            ("gp-x", "X", "PROTECTION", "NATIONAL", "cri-eri", "cri-eri (embodies=sí)", "iom"),
        ],
    )
    imported(seeds, table)
    text = (seeds.folder / "good-practices/gp-x.yaml").read_text(encoding="utf-8")
    assert "  - {slug: cri-eri, embodies: true}\n" in text
