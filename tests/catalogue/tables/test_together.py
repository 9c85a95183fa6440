"""Several tables in one import, and rows that replace entries."""

from pathlib import Path
from textwrap import dedent

import pytest

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.commands.import_ import Table, import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.errors import CatalogueInvalid
from tests.catalogue.seeding import Seeds

from .tables import ENGLISH, a_csv, imported, refused

INSTITUTIONS = """\
slug,name.es,kind,level,country,basedOn,sources
zz-body,Cuerpo,AGENCY,NATIONAL,hnd,zz-founding,iom
"""
AGREEMENTS = """\
slug,name.es,kind,partyCountries,signatories,sources
zz-founding,Acuerdo,MEMORANDUM,hnd,zz-body,iom
"""


def tables(folder: Path, **texts: str) -> list[Table]:
    made = []
    for name, text in texts.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        made.append(Table(file=file, type=TYPE_FOLDERS[name]))
    return made


def test_entries_of_two_tables_refer_to_one_another(seeds: Seeds, tmp_path: Path) -> None:
    both = tables(tmp_path, institutions=INSTITUTIONS, agreements=AGREEMENTS)
    for table in both:
        with pytest.raises(CatalogueInvalid, match="unknown "):
            import_tables([table], seeds.folder, ENGLISH)
    import_tables(both, seeds.folder, ENGLISH)
    found = {entry.slug for entry in read_catalogue(seeds.folder)}
    assert {"zz-body", "zz-founding"} <= found


def test_all_tables_or_none(seeds: Seeds, tmp_path: Path) -> None:
    bad = AGREEMENTS.replace(",MEMORANDUM,", ",MEMORANDU,")
    with pytest.raises(CatalogueInvalid, match="MEMORANDU") as raised:
        import_tables(
            tables(tmp_path, institutions=INSTITUTIONS.replace("hnd", "hn"), agreements=bad),
            seeds.folder,
            ENGLISH,
        )
    assert str(raised.value).splitlines()[-1] == "2 problems in 2 files"
    assert not (seeds.folder / "institutions").exists()


def test_fields_without_a_column_are_unchanged(seeds: Seeds, tmp_path: Path) -> None:
    file = seeds.put(
        "agreements/agr-x.yaml",
        """\
        name:
          es: Viejo
          en: Old
          pt: Velho
        kind: MEMORANDUM
        signed:
          edtf: 2018-10
          qualifier: ON_OR_BEFORE
        effective: "2019"
        partyCountries:
          - slug: hnd
            note: A note
        sources:
          - iom
        note: Una nota
        """,
    )
    text = """\
        slug,name.es,name.en,signed,effective
        agr-x,Nuevo,,2018-11,
        """
    assert (
        "an entry with this slug exists" in refused(seeds, a_csv(tmp_path, text), "agreements")[0]
    )
    imported(seeds, a_csv(tmp_path, text), "agreements", replacing=True)
    written = file.read_text(encoding="utf-8").partition("\n")[2]
    assert written == dedent("""\
        name:
          es: Nuevo
          pt: Velho
        kind: MEMORANDUM
        signed: {edtf: 2018-11, qualifier: ON_OR_BEFORE}
        partyCountries:
          - slug: hnd
            note: A note
        sources:
          - iom
        note: Una nota
        """)
    read_catalogue(seeds.folder)


def test_at_most_100_problems_of_a_row_are_listed(seeds: Seeds, tmp_path: Path) -> None:
    rows = AGREEMENTS.replace("zz-body,iom", "," + "iom;" * 150 + "iom")
    second = rows.splitlines()[1].replace("zz-founding", "Zz")
    lines = refused(seeds, a_csv(tmp_path, rows + second + "\n"), "agreements")
    assert any("more than 100 problems; the rest are not listed" in line for line in lines)
    assert any('"Zz" is not a slug' in line for line in lines), "the next row is read as well"


def test_removing_a_date_removes_its_qualifier(seeds: Seeds, tmp_path: Path) -> None:
    file = seeds.put(
        "agreements/agr-x.yaml",
        """\
        name: {es: Viejo}
        kind: MEMORANDUM
        signed: {edtf: 2018-10, qualifier: ON_OR_BEFORE}
        partyCountries: [hnd]
        sources: [iom]
        """,
    )
    imported(seeds, a_csv(tmp_path, "slug,signed\nagr-x,\n"), "agreements", replacing=True)
    assert "signed" not in file.read_text(encoding="utf-8")
