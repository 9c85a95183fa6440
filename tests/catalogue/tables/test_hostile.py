"""Broken and hostile tables: each is reported quickly, and nothing is written."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.catalogue.live import offline
from tests.catalogue.seed_files import SeedFiles

TOO_LARGE = "more than 20000 rows, 200 columns or 200000 cells; split the table"
SAVE_AS = "open it in a spreadsheet, and save it as .xlsx (Excel workbook) or as CSV UTF-8"
HEADER = "slug,name.es,scheme\n"
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>"""


def refusal(seeds: SeedFiles, table: Path) -> str:
    """Import a table that is refused, and return the first line of the output."""
    done = offline("seeds", "import", table, "--seeds", seeds.folder)
    assert done.exit_code == 1, done.output
    return done.output.splitlines()[0]


def a_workbook(path: Path, **parts: str) -> bytes:
    """Return a workbook with some parts replaced."""
    book = Workbook()
    book.worksheets[0].append(["slug", "name.es", "scheme"])
    book.worksheets[0].append(["t-uno", "Uno", "SUBJECT"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, parts.get(name, content))
    return path.read_bytes()


def a_value_in_column(number: int) -> Callable[[Path], bytes]:
    def write(path: Path) -> bytes:
        book = Workbook()
        book.worksheets[0].append(["slug", "name.es", "scheme"])
        book.worksheets[0].cell(row=2, column=number, value="x")
        book.save(path)
        return path.read_bytes()

    return write


def styled_to_the_last_column(path: Path) -> bytes:
    """Return a sheet with an empty cell in the last column of each row."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(1, 20_001))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return a_workbook(path, **{"xl/worksheets/sheet1.xml": sheet})


def a_zip_of_other_things(path: Path) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("a.txt", "x")
    return path.read_bytes()


def with_bytes_changed(path: Path) -> bytes:
    content = a_workbook(path)
    at = content.index(b"xl/workbook.xml") + 30
    return content[:at] + bytes(b ^ 0xFF for b in content[at : at + 40]) + content[at + 40 :]


def locked(path: Path) -> bytes:
    """Mark each part as encrypted."""
    content = bytearray(a_workbook(path))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def unpacks_to_300_mb(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return path.read_bytes()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", HEADER.encode() + "t-uno,Niñez,SUBJECT".encode("latin-1"),
         "not UTF-8; save it as “CSV UTF-8”"),
        ("t.csv", HEADER.encode("utf-16"), "not UTF-8; save it as “CSV UTF-8”"),
        ("t.csv", HEADER.encode() + b't-uno,"Uno,SUBJECT',
         'not CSV in line 2: an opening quote (") without a closing one'),
        ("t.csv", b"x," * 300, TOO_LARGE),
        ("t.csv", HEADER.encode() + b"t,x,y\n" * 20_100,
         TOO_LARGE),
        ("t.csv", (b"x," * 190 + b"x\n") * 1_048,
         TOO_LARGE),
        ("t.csv", b"0" * 20_000_001, "the file has 20,000,001 bytes; allowed: 20,000,000"),
        ("t.xls", b"x", f"neither .xlsx nor .csv: {SAVE_AS}"),
        ("t.xlsm", b"x", f"neither .xlsx nor .csv: {SAVE_AS}"),
        ("t.xlsx", b"no zip", "not a readable workbook"),
        ("t.xlsx", lambda p: a_workbook(p, **{"xl/worksheets/sheet1.xml": BOMB}),
         "not a readable workbook"),
        ("t.xlsx", lambda p: a_workbook(p, **{"xl/workbook.xml": "<a>"}),
         "not a readable workbook"),
        ("t.xlsx", a_value_in_column(201),
         TOO_LARGE),
        ("t.xlsx", a_value_in_column(202),
         TOO_LARGE),
        ("t.xlsx", a_value_in_column(16_384),
         TOO_LARGE),
        ("t.xlsx", styled_to_the_last_column,
         "too many empty cells; delete everything except the table"),
        ("t.xlsx", a_zip_of_other_things, "not a readable workbook"),
        ("t.xlsx", with_bytes_changed, "not a readable workbook"),
        ("t.xlsx", locked, "not a readable workbook"),
        ("t.xlsx", unpacks_to_300_mb,
         "the workbook unpacks to 300,000,000 bytes; allowed: 200,000,000"),
    ],
)  # fmt: skip
def test_an_invalid_table_is_reported(
    seeds: SeedFiles, tmp_path: Path, name: str, content: object, message: str
) -> None:
    table = tmp_path / name
    table.write_bytes(content(table) if callable(content) else content)  # type: ignore[arg-type]
    assert refusal(seeds, table).partition(": ")[2] == message
    assert not (seeds.folder / "topics").exists()


def test_a_missing_table_and_a_folder_are_reported(seeds: SeedFiles, tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.csv", "can't be read: it does not exist"),
        (tmp_path, "not a file"),
    ):
        assert message in refusal(seeds, path)


def test_nothing_is_written_through_a_link(seeds: SeedFiles, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (seeds.folder / "topics").symlink_to(outside)
    table = tmp_path / "t.csv"
    table.write_text(HEADER + "uno,Uno,SUBJECT\n")
    assert "topics:1:1: a symbolic link; links are not" in refusal(seeds, table)
    assert list(outside.iterdir()) == []
