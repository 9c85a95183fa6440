"""Rows that update entries: what they leave out stays, and what they remove must be confirmed."""

import io
from pathlib import Path
from textwrap import dedent

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.console import Console
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

from .tables import a_csv

TRANSFER = """\
# yaml-language-server: $schema=../../schema/seeds/knowledge-transfers.schema.json
# Read twice.
name: {es: "El ERI en Panamá"}  # as the press calls it
basis: STATED
practice: gp-eri
targetCountries:
  - pan
events:
  - {stage: IDENTIFIED, position: 1}
  - {stage: PRESENTED, position: 2, date: 2017}
  # the visit
  - stage: VISITED
    position: 3
    date: {edtf: 2018, qualifier: REPORTED}
    takenBy:
      - cri-eri
sources: [iom]  # one source
note:
  en: A remark.
"""


NOT_WRITTEN = (
    "Nothing was written: 1 value would be removed, as listed above. To remove it, import"
    " again with --yes."
)


@pytest.fixture
def transfer(seeds: Seeds) -> Path:
    seeds.source("icmpd")
    seeds.institution("cri-eri", country="cri")
    seeds.institution("pan-x", country="pan")
    seeds.practice("gp-eri", "[cri-eri]")
    return seeds.put("knowledge-transfers/kt-eri-pan.yaml", TRANSFER)


def updated(
    seeds: Seeds, table: Path, *, confirmed: bool = False, language: str = "en"
) -> tuple[int, list[str]]:
    """Update entries, and return the status and what was said."""
    said = io.StringIO()
    status = import_tables(
        [table],
        seeds.folder,
        Console(said, language=Language(language)),
        updating=True,
        confirmed=confirmed,
    )
    return status, said.getvalue().replace(f"{seeds.folder}/", "").splitlines()


def test_a_new_event_keeps_the_others(seeds: Seeds, tmp_path: Path, transfer: Path) -> None:
    table = a_csv(tmp_path, "slug,events.position,events.stage\nkt-eri-pan,4,DECIDED\n")
    status, said = updated(seeds, table, language="es")
    assert (status, said) == (
        0,
        [
            "  ~ knowledge-transfers/kt-eri-pan",
            "      Evento 4: se agrega Decidida",
            "1 entrada escrita en knowledge-transfers.",
            "Valores de entradas que ya existían: se agregan 1, cambian 0, se quitan 0.",
        ],
    )
    before, after = TRANSFER.split("sources:")
    new = "  - {stage: DECIDED, position: 4}\n"
    assert transfer.read_text(encoding="utf-8") == f"{before}{new}sources:{after}"


def test_an_event_without_a_position_is_the_next_or_one_that_is_there(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    """The second row says what event 2 says already; the others are new."""
    rows = ("DECIDED,2019,", "PRESENTED,2017,", "STAFF_TRAINED,,cri-eri", "DECIDED,2020,")
    table = a_csv(
        tmp_path,
        "slug,events.stage,events.date,events.takenBy\nkt-eri-pan," + "\n,".join(rows),
    )
    status, said = updated(seeds, table)
    assert (status, said[1:7]) == (
        0,
        [
            "      Event 4: Decided added",
            "      Event 4, Date: 2019 added",
            "      Event 5: Staff trained added",
            "      Event 5, Taken by: cri-eri added",
            "      Event 6: Decided added",
            "      Event 6, Date: 2020 added",
        ],
    )
    written = transfer.read_text(encoding="utf-8")
    for event in (
        "{stage: PRESENTED, position: 2, date: 2017}",
        "{stage: DECIDED, position: 4, date: 2019}",
    ):
        assert event in written
    again = updated(seeds, table)
    assert again == (
        0,
        ["1 entry has all that the table says already; what a table leaves out stays."],
    )


def test_a_row_with_only_the_required_columns_changes_nothing(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    table = a_csv(
        tmp_path,
        "slug,name.es,basis,practice,sources,note.en,events.position,events.stage\n"
        "kt-eri-pan,El ERI en Panamá,STATED,gp-eri,iom,,1,IDENTIFIED\n",
    )
    status, said = updated(seeds, table)
    assert (status, said) == (
        0,
        ["1 entry has all that the table says already; what a table leaves out stays."],
    )
    assert transfer.read_text(encoding="utf-8") == TRANSFER


def test_lists_grow_and_cells_of_an_event_change_only_what_they_say(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    table = a_csv(
        tmp_path,
        "slug,sources,events.position,events.date,events.takenBy\nkt-eri-pan,icmpd,3,2019,pan-x\n",
    )
    _status, said = updated(seeds, table)
    assert said[:4] == [
        "  ~ knowledge-transfers/kt-eri-pan",
        "      Event 3, Date: 2018 → 2019",
        "      Event 3, Taken by: pan-x added",
        "      Sources: icmpd added",
    ]
    wanted = TRANSFER.replace("{edtf: 2018,", "{edtf: 2019,").replace("[iom]", "[iom, icmpd]")
    assert transfer.read_text(encoding="utf-8") == wanted.replace(
        "      - cri-eri\n", "      - cri-eri\n      - pan-x\n"
    )


def test_a_list_is_replaced_only_where_its_header_says_so(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    table = a_csv(tmp_path, "slug,Fuentes [reemplazar]\nkt-eri-pan,icmpd\n", "transferencias")
    status, said = updated(seeds, table)
    assert (status, said) == (
        1,
        [
            "  ~ knowledge-transfers/kt-eri-pan",
            "      Sources: iom removed, icmpd added",
            NOT_WRITTEN,
        ],
    )
    assert transfer.read_text(encoding="utf-8") == TRANSFER
    status, said = updated(seeds, table, confirmed=True)
    assert status == 0
    assert said[-1] == "Values of existing entries: 1 added, 0 changed, 1 removed."
    assert "sources: [icmpd]  # one source\n" in transfer.read_text(encoding="utf-8")


def test_the_mark_empties_a_field_once_confirmed(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    table = a_csv(
        tmp_path,
        "slug,note.en,events.position,events.date\nkt-eri-pan,[vaciar],3,[clear]\n",
    )
    status, said = updated(seeds, table, language="es")
    assert status == 1
    assert said[:4] == [
        "  ~ knowledge-transfers/kt-eri-pan",
        "      Evento 3, Fecha: se quita 2018",
        "      Evento 3, Fecha: se quita mencionado por una fuente de esa fecha",
        '      Nota del editor (en): se quita "A remark."',
    ]
    assert transfer.read_text(encoding="utf-8") == TRANSFER
    updated(seeds, table, confirmed=True)
    assert transfer.read_text(encoding="utf-8") == TRANSFER.replace(
        "note:\n  en: A remark.\n", ""
    ).replace("    date: {edtf: 2018, qualifier: REPORTED}\n", "")


def test_events_are_removed_only_by_a_replaced_list_of_positions(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    table = a_csv(
        tmp_path,
        "slug,Evento: posición [reemplazar],Evento: etapa\nkt-eri-pan,1,\n,3,ADAPTED\n",
    )
    status, said = updated(seeds, table, confirmed=True)
    assert (status, said[:4]) == (
        0,
        [
            f"{table}:A2: no event at these positions: 2; positions run from 1 without gaps",
            "  ~ knowledge-transfers/kt-eri-pan",
            "      Event 2: Presented removed",
            "      Event 3, Stage: Visited → Adapted",
        ],
    )
    assert transfer.read_text(encoding="utf-8") == TRANSFER.replace(
        "  - {stage: PRESENTED, position: 2, date: 2017}\n", ""
    ).replace("stage: VISITED", "stage: ADAPTED")


def test_properties_of_links_are_matched_by_target(seeds: Seeds, tmp_path: Path) -> None:
    text = dedent("""\
        name:
          es: Visita
        kind: INTERNSHIP
        visitorCountries:
          - {slug: hnd, role: LEARNER}
          - slug: gtm
            role: PEER
            note:
              en: came late
        sources:
          - iom
        """)
    file = seeds.put("exchange-visits/xv-uno.yaml", text)
    visitors = "gtm (EXPERT); hnd; pan (OBSERVER)"
    table = a_csv(tmp_path, f"slug,visitorCountries\nxv-uno,{visitors}\n")
    _status, said = updated(seeds, table, language="es")
    assert said[1:4] == [
        "      Países visitantes, gtm, Papel: Intercambia → Comparte",
        "      Países visitantes: se agrega pan",
        "      Países visitantes, pan, Papel: se agrega Observa",
    ]
    assert file.read_text(encoding="utf-8") == text.replace("PEER", "EXPERT").replace(
        "      en: came late\n", "      en: came late\n  - {slug: pan, role: OBSERVER}\n"
    )
    cleared = a_csv(tmp_path, "slug,visitorCountries\nxv-uno,gtm (note.en=[vaciar])\n")
    status, said = updated(seeds, cleared)
    assert (status, said[1]) == (
        1,
        '      Visitor countries, gtm, Editor\'s note (en): "came late" removed',
    )


def test_the_note_of_a_link_keeps_its_other_languages(
    seeds: Seeds, tmp_path: Path, transfer: Path
) -> None:
    link = "targetCountries:\n  - slug: pan\n    note: {es: Aquí., pt: Aqui.}\n"
    transfer.write_text(TRANSFER.replace("targetCountries:\n  - pan\n", link))
    cell = '"pan (note.en=Here., note.pt=[clear])"'
    table = a_csv(tmp_path, f"slug,targetCountries\nkt-eri-pan,{cell}\n")
    _status, said = updated(seeds, table, confirmed=True)
    assert said[1:3] == [
        '      Target countries, pan, Editor\'s note (en): "Here." added',
        '      Target countries, pan, Editor\'s note (pt): "Aqui." removed',
    ]
    assert "    note: {es: Aquí., en: Here.}\n" in transfer.read_text()


def test_a_mark_removes_a_property_of_a_link(seeds: Seeds, tmp_path: Path, transfer: Path) -> None:
    link = "targetCountries:\n  - slug: pan\n    note: {es: Aquí., en: Here.}\n"
    transfer.write_text(TRANSFER.replace("targetCountries:\n  - pan\n", link))
    cell = '"pan (note=[clear])"'
    table = a_csv(tmp_path, f"slug,targetCountries\nkt-eri-pan,{cell}\n")
    status, _said = updated(seeds, table, confirmed=True)
    assert (status, transfer.read_text()) == (0, TRANSFER)
