"""`graph-service seeds template|import|pull` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT


def run(*arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a database."""
    command = [sys.executable, "-m", "graph_service", "seeds", *map(str, arguments)]
    return subprocess.run(
        command,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_pulled_files_load_to_the_same_graph(live: Live, tmp_path: Path) -> None:
    assert live.run("load", ROOT / "seeds").returncode == 0
    before = live.everything()
    place = tmp_path / "copy"
    done = live.run("pull", place, "--lang", "en")
    number = len([*(ROOT / "seeds").glob("*/*.yaml")])
    assert done.returncode == 0
    assert done.stdout.startswith(f"{number} entries written into {place}.\n")
    loaded = live.run("load", place, "--prune", "--yes", "--lang", "en")
    assert loaded.stdout.startswith("No changes; the graph is at Release 1 (")
    assert live.everything() == before


def test_an_empty_graph_is_not_pulled(live: Live, tmp_path: Path) -> None:
    done = live.run("pull", tmp_path / "copy", "--lang", "es")
    assert (done.returncode, done.stderr) == (1, "Todavía no se ha cargado nada en este grafo.\n")
    assert not (tmp_path / "copy").exists()


def test_a_template_is_filled_and_imported(seeds: Seeds, tmp_path: Path) -> None:
    table = tmp_path / "temas.xlsx"
    assert run("template", "--type", "topics", "--lang", "es", "-o", table).returncode == 0
    again = run("template", "--type", "topics", "--lang", "es", "-o", table)
    assert again.returncode == 1
    assert again.stderr == f"no se puede escribir {table}: ya existe\n"
    nowhere = tmp_path / "no" / "temas.xlsx"
    refused = run("template", "--type", "topics", "--lang", "es", "-o", nowhere)
    assert refused.stderr == f"no se puede escribir {nowhere}: no existe su carpeta\n"
    book = load_workbook(table)
    sheet = book.worksheets[0]
    header = {cell.value: cell.column for cell in sheet[1]}
    row = {"Identificador": "t-uno", "Nombre (es)": "Uno", "Esquema": "Asunto"}
    for name, value in row.items():
        sheet.cell(row=2, column=header[name] or 0, value=value)
    book.save(table)
    wrong = run("import", table, "--seeds", seeds.folder, "--lang", "es")
    assert wrong.returncode == 1
    scheme = get_column_letter(header["Esquema"] or 0)
    assert wrong.stderr.startswith(
        f'{table}:Temas!{scheme}2: valor desconocido "Asunto" en la columna "Esquema";'
    )
    sheet.cell(row=2, column=header["Esquema"] or 0, value="SUBJECT")
    book.save(table)
    done = run("import", table, "--seeds", seeds.folder, "--lang", "es")
    assert (done.returncode, done.stdout) == (
        0,
        f"1 entrada escrita en {seeds.folder}/topics.\n",
    )
    text = (seeds.folder / "topics/t-uno.yaml").read_text(encoding="utf-8")
    assert text.endswith("name:\n  es: Uno\nscheme: SUBJECT\n")


@pytest.mark.parametrize("name", ["exchange-visits", "ExchangeVisit", "exchange_visit"])
def test_a_type_is_given_by_its_folder_or_its_name(name: str) -> None:
    done = run("template", "--type", name, "--lang", "pt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Identificador,Nome (es)," in done.stdout


@pytest.mark.parametrize(
    ("locale", "first"),
    [("pt_BR.UTF-8", "Identificador,Nome (es)"), ("es_PY", "Identificador,Nombre (es)")],
)
def test_headers_are_in_the_language_of_the_locale(locale: str, first: str) -> None:
    done = run("template", "--type", "topics", LC_ALL=locale, LANGUAGE="")
    assert done.stdout.removeprefix("\ufeff").startswith(first)
    assert run("template", "--type", "topics", LC_ALL="fi_FI", LANGUAGE="").stdout[1:5] == "Slug"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-o", "a.ods"), "'--out': \"a.ods\" must end in .xlsx or .csv"),
        (("-o", "a"), "'--out': \"a\" must end in .xlsx or .csv"),
    ],
)
def test_the_ending_of_a_template_is_that_of_a_table(
    options: tuple[str, ...], message: str
) -> None:
    done = run("template", "--type", "topics", *options, COLUMNS="120")
    assert done.returncode == 2
    assert message in done.stderr
    assert not Path(options[1]).exists()


@pytest.mark.parametrize("files", [("a.csv", "new.xlsx"), ("a.xlsx", "b.xlsx", "new.xlsx"),
                                   ("a.xlsx", "new.csv"), ("a.xlsx", "there.xlsx")])  # fmt: skip
def test_one_workbook_is_marked_in_a_new_one(tmp_path: Path, files: tuple[str, ...]) -> None:
    (tmp_path / "there.xlsx").touch()
    *tables, marked = (tmp_path / name for name in files)
    done = run("import", *tables, "--marked", marked, COLUMNS="200")
    assert done.returncode == 2
    assert "needs one table, an .xlsx, and a new .xlsx for the marked copy" in done.stderr


def test_an_unknown_type_is_a_usage_error() -> None:
    done = run("template", "--type", "tourism")
    assert done.returncode == 2
    assert "exchange-visits" in done.stderr
