"""Tables become entry files, or every mistake is reported with its cell."""

from pathlib import Path
from textwrap import dedent

import pytest
from openpyxl import load_workbook

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.tables.template import csv_template
from tests.catalogue.seeding import Seeds

from .tables import a_csv, a_template, imported, refused

VISITS = """\
Identificador;Nombre (es);Nombre (en);Tipo;Modalidad;Fecha;Fecha: qué indica;\
Países anfitriones;Instituciones visitantes;Países visitantes;País sede;Fuentes;Nota del editor
xv-uno;Visita uno;;Pasantía;presencial;2018/2018-10-09;ON_OR_BEFORE;\
cri;"hnd-x (aprende, INFERRED)";"hnd (LEARNER, note=""dijo la prensa; ayer"")";-;iom;
xv-dos;Visita dos;Visit two;STUDY_VISIT;;2019-05;;\
cri, pan;;"hnd (role=PEER)
gtm (PEER, sources=iom)";;iom;Una nota
"""


def test_rows_of_a_csv_become_well_formatted_files(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("hnd-x", country="hnd")
    imported(seeds, a_csv(tmp_path, VISITS), "exchange-visits")
    folder = seeds.folder / "exchange-visits"
    assert sorted(p.name for p in folder.iterdir()) == ["xv-dos.yaml", "xv-uno.yaml"]
    assert (
        (folder / "xv-uno.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            dedent("""\
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
            note: dijo la prensa; ayer
        heldIn: []
        sources:
          - iom
        """)
        )
    )
    assert (
        (folder / "xv-dos.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            dedent("""\
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
        note: Una nota
        """)
        )
    )
    read_catalogue(read_folder(seeds.folder))


def test_existing_entries_are_replaced_only_with_the_option(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("hnd-x", country="hnd")
    table = a_csv(tmp_path, VISITS)
    imported(seeds, table, "exchange-visits")
    assert refused(seeds, table, "exchange-visits") == [
        "tabla.csv:A2: an entry with this slug exists; to change it, import with --update",
        "tabla.csv:A3: an entry with this slug exists; to change it, import with --update",
        "2 problems in 1 file",
    ]
    imported(seeds, table, "exchange-visits", updating=True)


def test_the_events_of_a_transfer_are_in_the_rows_below_it(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    seeds.practice("gp-eri", "[cri-eri]")
    book = load_workbook(a_template(tmp_path, "knowledge-transfers", "es"))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows: tuple[dict[str, str | int], ...] = (
        {
            "Identificador": "kt-eri-pan",
            "Nombre (es)": "El ERI en Panamá",
            "Sustento": "Lo dice la fuente",
            "Práctica": "gp-eri",
            "Países receptores": "pan",
            "Fuentes": "iom",
            "Evento: posición": 1,
            "Evento: etapa": "VISITED",
            "Evento: fecha": 2018,
        },
        {
            "Evento: posición": 2,
            "Evento: etapa": "FEASIBILITY_ASSESSED",
            "Evento: obstáculos": "uno\ndos",
        },
    )
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(row=number, column=columns[name] or 0, value=value)
    table = tmp_path / "transferencias.xlsx"
    book.save(table)
    imported(seeds, table, "knowledge-transfers")
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
            barriers:
              - uno
              - dos
        sources:
          - iom
        """)
    )


def test_every_mistake_is_reported_with_its_cell(seeds: Seeds, tmp_path: Path) -> None:
    table = a_csv(
        tmp_path,
        """\
        slug,Nombre (es),Tipo,Países anfitrones,Países visitantes,Fuentes
        xv-a,=HYPERLINK("x"),PASANTIAS,cri,hnd,iom
        XV B,Visita,INTERNSHIP,,hnd (ALUMNO),nadie
        ,Sin nombre,,,,
        xv-c,Visita,INTERNSHIP,,honduras (PEER),iom
        xv-c,Visita,INTERNSHIP,,hnd (PEER),
        xv-d,Visita,INTERNSHIP,,hnd (PEER),iom,?
        """,
    )
    unknown_column, *lines = refused(seeds, table, "exchange-visits")
    assert unknown_column.startswith(
        'tabla.csv:D1: unknown column "Países anfitrones"; did you mean "Países anfitriones"?;'
        " allowed: Slug, Name (es), Name (en), "
    )
    assert "\n".join(lines) == MISTAKES


MISTAKES = """\
tabla.csv:B2: "=HYPERLINK("x")" is a formula; write its value
tabla.csv:C2: unknown value "PASANTIAS" in column "Tipo"; did you mean "Internship"?; allowed: \
Internship, Study visit, Expert mission, Binational meeting, Meeting, Plenary, Seminar, workshop \
or congress, Training, Campaign event
tabla.csv:E2: column "Países visitantes", no. 1 without "Role"; allowed: hnd \
(Role=Learner/Expert/Peer/Adviser/Observer)
tabla.csv:A3: "XV B" is not a slug; did you mean "xv-b"?; allowed: a-z, 0-9 and hyphens, at most \
200 characters
tabla.csv:E3: "ALUMNO" in column "Países visitantes", no. 1 is not allowed in brackets; allowed: \
Role=Learner/Expert/Peer/Adviser/Observer, Basis of the role=Stated/Inferred/Assumed, \
Basis=Stated/Inferred/Assumed, Quote="…", Editor's note="…", \
Language of the note=Spanish/English/Portuguese, Sources=… …
tabla.csv:F3: unknown source "nadie" in column "Fuentes", no. 1; allowed: a slug of sources, as \
the sheet of slugs of a template lists them
tabla.csv:A4: this row has no slug: write it, or delete the row
tabla.csv:E5: unknown country "honduras" in column "Países visitantes", no. 1; did you mean \
"hnd"?; allowed: a slug of countries, as the sheet of slugs of a template lists them
tabla.csv:A6: a second row for "xv-c"; the first is at A5: keep one of them
tabla.csv:F6: the field "Fuentes" is missing; allowed: at least one: The sources cited.
tabla.csv:G7: more values than headers: put texts that contain the separator in quotes
12 problems in 1 file"""


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("folder", sorted(TYPE_FOLDERS))
def test_a_template_is_a_table_without_rows(
    seeds: Seeds, tmp_path: Path, folder: str, language: str
) -> None:
    table = tmp_path / "empty.csv"
    table.write_bytes(csv_template(TYPE_FOLDERS[folder], language))
    message = "A1: no rows below the headers: write one row per entry"
    assert refused(seeds, table, folder) == [f"empty.csv:{message}", "1 problem in 1 file"]
    book = a_template(tmp_path, folder, language)
    assert refused(seeds, book, folder) == [
        f"{book.name}:{folder}!{message}",
        "1 problem in 1 file",
    ]
