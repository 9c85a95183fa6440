"""Tables become entry files, or every mistake is reported with its cell."""

from pathlib import Path
from textwrap import dedent

import pytest

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.tables.template import csv_template
from graph_service.model.graph import TYPE_FOLDERS
from tests.catalogue.seeding import Seeds

from .tables import a_csv, a_template, imported, refused

VISITS = """\
Identificador;Nombre (es);Nombre (en);Tipo;Modalidad;Fecha;Fecha: qué indica;\
Países anfitriones;Instituciones visitantes;Países visitantes;País sede;Fuentes;Nota del editor (es)
xv-uno;Visita uno;;Pasantía;presencial;2018/2018-10-09;ON_OR_BEFORE;\
cri;"hnd-x (aprende, INFERRED)";"hnd (LEARNER, note.es=""dijo la prensa; ayer"")";-;iom;
xv-dos;Visita dos;Visit two;STUDY_VISIT;;2019-05;;\
cri, pan;;"hnd (role=PEER)
gtm (PEER, sources=iom)";;iom;Una nota
"""


WRITTEN = {
    "xv-uno": """\
name:
  es: Visita uno
kind: INTERNSHIP
modality: IN_PERSON
date: {edtf: 2018/2018-10-09, qualifier: ON_OR_BEFORE}
hostCountries:
  - cri
visitorInstitutions:
  - {slug: hnd-x, role: LEARNER, basis: INFERRED}
visitorCountries:
  - slug: hnd
    role: LEARNER
    note:
      es: dijo la prensa; ayer
heldIn: []
sources:
  - iom
""",
    "xv-dos": """\
name:
  es: Visita dos
  en: Visit two
kind: STUDY_VISIT
date: 2019-05
hostCountries:
  - cri
  - pan
visitorCountries:
  - {slug: hnd, role: PEER}
  - slug: gtm
    role: PEER
    sources:
      - iom
sources:
  - iom
note:
  es: Una nota
""",
}


def test_rows_of_a_csv_become_well_formatted_files(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("hnd-x", country="hnd")
    imported(seeds, a_csv(tmp_path, VISITS))
    files = {file.stem: file.read_text() for file in seeds.folder.glob("exchange-visits/*")}
    # The first line names the schema.
    assert {slug: text.partition("\n")[2] for slug, text in files.items()} == WRITTEN
    read_catalogue(read_folder(seeds.folder))


def test_the_events_of_a_transfer_are_in_the_rows_below_it(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    seeds.institution("pan-x", country="pan")
    seeds.practice("gp-eri", "[cri-eri]")
    table = a_csv(
        tmp_path,
        """\
        Identificador;Nombre (es);Sustento;Práctica;Países receptores;Fuentes;Evento: posición;\
Evento: etapa;Evento: fecha;Evento: decidido por
        kt-eri-pan;El ERI en Panamá;Lo dice la fuente;gp-eri;pan;iom;1;VISITED;2018;
        ;;;;;;2;FEASIBILITY_ASSESSED;;"cri-eri; pan-x"
        """,
    )
    imported(seeds, table)
    text = (seeds.folder / "knowledge-transfers/kt-eri-pan.yaml").read_text(encoding="utf-8")
    assert text.endswith(
        dedent("""\
        name:
          es: El ERI en Panamá
        basis: STATED
        practice: gp-eri
        targetCountries:
          - pan
        events:
          - {stage: VISITED, position: 1, date: 2018}
          - stage: FEASIBILITY_ASSESSED
            position: 2
            takenBy:
              - cri-eri
              - pan-x
        sources:
          - iom
        """)
    )


def test_events_without_positions_follow_one_another(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    seeds.practice("gp-eri", "[cri-eri]")
    table = a_csv(
        tmp_path,
        """\
        slug,name.es,basis,practice,sources,events.position,events.stage
        kt-eri-pan,El ERI,STATED,gp-eri,iom,,IDENTIFIED
        ,,,,,3,VISITED
        ,,,,,,DECIDED
        kt-eri-hnd,Otro,STATED,gp-eri,iom,,IDENTIFIED
        """,
    )
    imported(seeds, table)
    text = (seeds.folder / "knowledge-transfers/kt-eri-pan.yaml").read_text(encoding="utf-8")
    assert text.partition("events:\n")[2].startswith(
        "  - {stage: IDENTIFIED, position: 1}\n"
        "  - {stage: VISITED, position: 3}\n"
        "  - {stage: DECIDED, position: 4}\n"
    )
    text = (seeds.folder / "knowledge-transfers/kt-eri-hnd.yaml").read_text(encoding="utf-8")
    assert "  - {stage: IDENTIFIED, position: 1}\n" in text


@pytest.mark.parametrize("folder", sorted(TYPE_FOLDERS))
def test_a_template_is_a_table_without_rows(seeds: Seeds, tmp_path: Path, folder: str) -> None:
    for language in ("es", "en", "pt"):
        table = tmp_path / "empty.csv"
        table.write_bytes(csv_template(TYPE_FOLDERS[folder], language))
        assert "no rows below the headers" in refused(seeds, table)[0]
        book = a_template(tmp_path, folder, language)
        assert "no rows below the headers" in refused(seeds, book)[0]
