"""Several tables in one import."""

from pathlib import Path

import pytest

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.read import read_folder
from graph_service.errors import CatalogueInvalid
from tests.catalogue.seeding import Seeds

from .tables import ENGLISH, a_csv, refused

INSTITUTIONS = """\
slug,name.es,kind,level,country,basedOn,sources
zz-body,Cuerpo,AGENCY,NATIONAL,hnd,zz-founding,iom
"""
AGREEMENTS = """\
slug,name.es,kind,partyCountries,signatories,sources
zz-founding,Acuerdo,MEMORANDUM,hnd,zz-body,iom
"""


def tables(folder: Path, **texts: str) -> list[Path]:
    made = []
    for name, text in texts.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        made.append(file)
    return made


def test_entries_of_two_tables_refer_to_one_another(seeds: Seeds, tmp_path: Path) -> None:
    both = tables(tmp_path, institutions=INSTITUTIONS, agreements=AGREEMENTS)
    for table in both:
        with pytest.raises(CatalogueInvalid, match="unknown "):
            import_tables([table], seeds.folder, ENGLISH)
    import_tables(both, seeds.folder, ENGLISH)
    found = {entry.slug for entry in read_catalogue(read_folder(seeds.folder))}
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


def test_at_most_100_problems_of_a_row_are_listed(seeds: Seeds, tmp_path: Path) -> None:
    rows = AGREEMENTS.replace("zz-body,iom", "," + "iom;" * 150 + "iom")
    second = rows.splitlines()[1].replace("zz-founding", "Zz")
    lines = refused(seeds, a_csv(tmp_path, rows + second + "\n"))
    assert any("more than 100 problems; the rest are not listed" in line for line in lines)
    assert any('"Zz" is not a slug' in line for line in lines), "the next row is read as well"
