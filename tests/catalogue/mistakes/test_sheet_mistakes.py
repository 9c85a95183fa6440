"""What an import says about tables as stewards send them: the rows of sheets.yaml, in Spanish."""

import csv
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from ruamel.yaml import YAML

from graph_service.cli import app_for
from tests.catalogue.seeding import Seeds

SHEETS: Mapping[str, Any] = YAML(typ="base").load(Path(__file__).with_name("sheets.yaml"))
BASE_ROWS: Mapping[str, Mapping[str, str]] = SHEETS["rows"]
MESSAGE = re.compile(r"[^:]+\.\w+:((?:[^:!]+!)?[A-Z]+\d+|\d+:\d+): (.*)")
STATUS = {"error": 1, "warning": 0}
MORE = " …"
"""The end of a message that goes on."""
Messages = Sequence[tuple[str, str]]
"""Texts with their places, sorted."""
app = cache(app_for)


@dataclass(frozen=True, eq=False)
class Case:
    """A row of sheets.yaml."""

    row: Mapping[str, Any]

    @property
    def type(self) -> str:
        return self.row.get("type") or next(name for name in self.row if name in BASE_ROWS)

    @property
    def lines(self) -> Sequence[dict[str, str]]:
        """The cells of each line that differ from the base row."""
        cells = self.row.get(self.type, ())
        return [cells] if isinstance(cells, dict) else cells

    @property
    def is_grouped(self) -> bool:
        """Whether it shares a table with others: an error in a single line disturbs no other."""
        return {*self.row} == {self.type, "error"} and isinstance(self.row[self.type], dict)

    @property
    def base(self) -> Mapping[str, str]:
        return {} if "update" in self.row else BASE_ROWS[self.type]

    @property
    def columns(self) -> list[str]:
        return [*dict.fromkeys([*self.base, *(name for line in self.lines for name in line)])]

    def grid(self, columns: Sequence[str], number: int = 0) -> list[list[str]]:
        """Return its lines in some columns, with the slugs of a number; 0 is the base row's."""
        suffix = f"-{number}" if number else ""
        base = {name: text + suffix * (name == "Identificador") for name, text in self.base.items()}
        # A line without a slug continues an entry, so it has only its own cells.
        whole = [line if line.get("Identificador") == "" else base | line for line in self.lines]
        return [[line.get(name, "") for name in columns] for line in whole]

    def expected(self) -> Messages:
        """Return its messages; a header stands for the cell below it, which may have several."""
        said = next(self.row[severity] for severity in STATUS if severity in self.row)
        if isinstance(said, str):
            said = {next(iter(self.lines[0])): said}
        return sorted(
            (self.cell(place), text)
            for place, texts in said.items()
            for text in ([texts] if isinstance(texts, str) else texts)
        )

    def cell(self, name: str) -> str:
        columns = self.columns
        return f"{get_column_letter(columns.index(name) + 1)}2" if name in columns else name


def cases(part: str) -> list[Any]:
    return [
        pytest.param(Case(row), id=f"{heading} {number}")
        for heading, rows in SHEETS[part].items()
        for number, row in enumerate(rows, start=1)
    ]


MISTAKES = cases("mistakes")
KEYS = {"type", "text", "file", "encoding", "headers", "sheets", "update"}
KEYS |= {"hide", "merge", "comment", "date-format", *BASE_ROWS, *STATUS}


def write_csv(path: Path, lines: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(lines)
    return path


def write_workbook(path: Path, case: Case, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """Write a workbook with what a case hides, merges, comments or formats on its first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([text or None for text in line])
    first = book.worksheets[0]
    for hidden in case.row.get("hide", ()):
        if hidden in sheets:
            book[hidden].sheet_state = "hidden"
        elif hidden.isdecimal():
            first.row_dimensions[int(hidden)].hidden = True
        else:
            first.column_dimensions[hidden].hidden = True
    for cells in case.row.get("merge", ()):
        first.merge_cells(cells)
    for cell, text in case.row.get("comment", {}).items():
        first[cell].comment = Comment(text, "SG")
    for cell, number_format in case.row.get("date-format", {}).items():
        first[cell].value = datetime.fromisoformat(str(first[cell].value))
        first[cell].number_format = number_format
    book.save(path)
    return path


def write_table(folder: Path, case: Case) -> Path:
    """Write the file of a case that has one of its own."""
    row = case.row
    if "text" in row:
        path: Path = folder / row.get("file", "tabla.csv")
        path.write_bytes(row["text"].encode(row.get("encoding", "utf-8")))
        return path
    headers = [row.get("headers", {}).get(name, name) for name in case.columns]
    sheets = row.get("sheets") or {"datos": [headers, *case.grid(case.columns)]}
    if {*row} & {"sheets", "hide", "merge", "comment", "date-format"}:
        return write_workbook(folder / "tabla.xlsx", case, sheets)
    # Columns that several types have need the name of one.
    return write_csv(folder / f"{case.type if 'update' in row else 'tabla'}.csv", sheets["datos"])


def contents(folder: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def imported(seeds: Path, table: Path, case: Case) -> tuple[int, Messages]:
    """Import a table in Spanish, and return the exit status and the messages."""
    before = contents(seeds)
    update = ["--update", "--yes"] if "update" in case.row else []
    words = ["seeds", "import", str(table), *update, "--lang", "es"]
    done = CliRunner().invoke(app(), words, env={"SEEDS": str(seeds)})
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert (contents(seeds) == before) == (done.exit_code != 0), "written, unless there is an error"
    output = done.output.replace(f"{seeds}/", "").replace(f"{table.parent}/", "")
    found = filter(None, map(MESSAGE.fullmatch, output.splitlines()))
    return done.exit_code, sorted((message[1], message[2]) for message in found)


def cut(found: Messages, expected: Messages) -> Messages:
    """Return messages, each without what the expected one leaves out."""
    starts = [(at, text.removesuffix("…")) for at, text in expected if text.endswith(MORE)]
    return [
        (at, next((f"{x}…" for place, x in starts if place == at and text.startswith(x)), text))
        for at, text in found
    ]


def test_every_key_is_known() -> None:
    rows = [row for part in ("mistakes", "correct") for of in SHEETS[part].values() for row in of]
    assert {key for row in rows for key in row} <= KEYS


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all tables are imported into."""
    seeds = Seeds(tmp_path_factory.mktemp("sheets") / "seeds").basics()
    for path, text in SHEETS["entries"].items():
        seeds.put(path, text)
    return seeds.folder


@pytest.fixture(scope="module")
def in_group(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Callable[[Case], Messages]:
    """Return the messages of a case, from one table with all cases of its type."""

    @cache
    def of_type(name: str) -> Mapping[Case, Messages]:
        every = [param.values[0] for param in MISTAKES]
        group = [case for case in every if case.is_grouped and case.type == name]
        columns = [*dict.fromkeys(column for case in group for column in case.columns)]
        lines = [case.grid(columns, number)[0] for number, case in enumerate(group, start=1)]
        table = write_csv(tmp_path_factory.mktemp("group") / "tabla.csv", [columns, *lines])
        status, messages = imported(seeds, table, group[0])
        assert status == STATUS["error"]
        found: dict[Case, list[tuple[str, str]]] = {case: [] for case in group}
        for place, text in messages:
            line, column = coordinate_to_tuple(place)
            case = group[line - 2]
            found[case].append((case.cell(columns[column - 1]), text))
        return {case: sorted(of_case) for case, of_case in found.items()}

    return lambda case: of_type(case.type)[case]


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_messages(
    tmp_path: Path, seeds: Path, in_group: Callable[[Case], Messages], case: Case
) -> None:
    expected = case.expected()
    if case.is_grouped:
        found = in_group(case)
    else:
        folder = shutil.copytree(seeds, tmp_path / "seeds")
        status, found = imported(folder, write_table(tmp_path, case), case)
        assert status == next(code for severity, code in STATUS.items() if severity in case.row)
    assert cut(found, expected) == expected


@pytest.mark.parametrize("case", cases("correct"))
def test_a_correct_table_has_no_message(tmp_path: Path, seeds: Path, case: Case) -> None:
    folder = shutil.copytree(seeds, tmp_path / "seeds")
    assert imported(folder, write_table(tmp_path, case), case) == (0, [])
