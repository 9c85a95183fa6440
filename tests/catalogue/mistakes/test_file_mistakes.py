"""What `seeds check` says about the mistakes of the tables in files/, in Spanish."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from graph_service.catalogue.problems import Rule
from graph_service.cli import app_for
from tests.catalogue.seeding import Seeds

from .file_rows import BESIDE, FOLDER, Row, read, rows

APP = app_for()
GROUPS = {
    rule: (severity, rows(rule, group))
    for path in sorted(FOLDER.glob("files/*.yaml"))
    for (severity, rule), group in ((key.split(), group) for key, group in read(path).items())
}
INCOMPLETE = (
    *(Rule.NO_SOURCE, Rule.ONE_SOURCE, Rule.EXCERPT_ONLY, Rule.NO_DATE, Rule.NO_PORTUGUESE),
    *(Rule.ASSUMED, Rule.ISOLATED, Rule.NOT_TOLD),
    *(Rule.NO_DECISION, Rule.ONE_PARTY),
)
"""What the entries of the tables lack; only the rows of the rule state it."""
OF_TABLES = (
    *(Rule.TABLE, Rule.COLUMN, Rule.ROW, Rule.FORMULA, Rule.MARK, Rule.HIDDEN, Rule.MERGED),
    *(Rule.COMMENT, Rule.TABLE_TYPE),
)
NOT_A_ROW = (Rule.UNFINISHED, Rule.FILE_UNREADABLE, Rule.FILE_TOO_LARGE)
"""Rules about files that a table can't describe; test_hostile and test_file_changes do."""
_ANNOTATION = re.compile(r"::(\w+) file=(.*),line=(\d+),col=(\d+),title=([\w-]+)::(.*)")
_ESCAPED = (("%3A", ":"), ("%2C", ","), ("%25", "%"))


class Found(NamedTuple):
    """A problem: its place with the file, and what is said."""

    place: str
    severity: str
    rule: str
    message: str

    @property
    def file(self) -> str:
        return self.place.rsplit(":", 2)[0]


def check(folder: Path, listed: Sequence[Row]) -> list[Found]:
    """Write rows into a folder, and return what a check finds."""
    seeds = Seeds(folder)
    folder.mkdir(parents=True)
    if not any(row.is_bare for row in listed):
        seeds.basics()
        for path, text in BESIDE.items():
            seeds.put(path, text.encode())
    for row in listed:
        for path, content in row.contents():
            seeds.put(path, content)
    command = ["seeds", "check", f"{folder}", "--format", "annotations", "--lang", "es"]
    return [*_found(folder, CliRunner().invoke(APP, command).stdout)]


def _found(folder: Path, output: str) -> Iterator[Found]:
    for severity, file, line, column, rule, message in _ANNOTATION.findall(output):
        path = Path(_unescaped(file)).relative_to(folder)
        text = _unescaped(message).replace(f"{folder}/", "")
        yield Found(f"{path}:{line}:{column}", severity, rule, text)


def _unescaped(text: str) -> str:
    for code, sign in _ESCAPED:
        text = text.replace(code, sign)
    return text


def stated(row: Row) -> Iterator[Found]:
    """Yield the problems that a row states."""
    for place, (rule, message) in zip(row.places(), row.says, strict=True):
        yield Found(place, GROUPS[rule][0], rule, message)


def is_stated(found: Found, expected: Found) -> bool:
    """Whether a message is that of the table, which may end with an ellipsis."""
    begins = expected.message.endswith("…") and found.message.startswith(expected.message[:-1])
    return found == (expected._replace(message=found.message) if begins else expected)


@pytest.mark.parametrize("rule", GROUPS)
def test_mistakes(rule: str, tmp_path: Path) -> None:
    _severity, listed = GROUPS[rule]
    together = [row for row in listed if not row.is_alone]
    folders = [together] * bool(together) + [[row] for row in listed if row.is_alone]
    for number, batch in enumerate(folders):
        files = {path for row in batch for path in (*row.files, row.at)}
        missing = [each for row in batch for each in stated(row)]
        others = []
        for found in check(tmp_path / f"{number}", batch):
            expected = next((each for each in missing if is_stated(found, each)), None)
            if expected is not None:
                missing.remove(expected)
            elif found.rule not in INCOMPLETE or (found.rule == rule and found.file in files):
                others.append(found)
        assert (missing, others) == ([], [])


def test_every_rule_has_a_row() -> None:
    assert {*GROUPS, *OF_TABLES, *NOT_A_ROW} == {*Rule}
