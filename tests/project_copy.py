"""A copy of the project with the declarations of CONTRIBUTING.md, for tests that use them.

The copy also declares one property of each other kind, and an edge with a property.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent

from openpyxl import load_workbook

from tests.conftest import ROOT

MODEL = "graph_service/model"
MORE_PROPERTIES = """\
text(
    "aim",
    Labels("El objetivo.", "The aim of the programme.", "O objetivo."),
    Labels("Objetivo", "Aim", "Objetivo"),
),
strings(
    "partnerCodes",
    Labels(
        "Los códigos de los socios.",
        "The partners' codes for the programme.",
        "Os códigos dos parceiros.",
    ),
    Labels("Códigos de socios", "Partner codes", "Códigos de parceiros"),
),
value(
    "budget",
    Kind.INT,
    Labels("El presupuesto en dólares.", "The budget in dollars.", "O orçamento em dólares."),
    Labels("Presupuesto", "Budget", "Orçamento"),
    bounds=(0, 9999999),
),
value(
    "evaluated",
    Kind.BOOLEAN,
    Labels("Si se evaluó.", "Whether the programme was evaluated.", "Se foi avaliado."),
    Labels("Evaluado", "Evaluated", "Avaliado"),
),
value(
    "approved",
    Kind.DATE,
    Labels("La fecha de aprobación.", "The date of approval.", "A data de aprovação."),
    Labels("Aprobado", "Approved", "Aprovado"),
),
value(
    "page",
    Kind.URL,
    Labels("La dirección de la página.", "The address of the page.", "O endereço da página."),
    Labels("Página", "Page", "Página"),
),
one_of(
    "reach",
    Level,
    Labels(
        "El nivel de sus objetivos.", "The level of its aims.", "O nível de seus objetivos."
    ),
    Labels("Alcance", "Reach", "Alcance"),
),
"""
EDGE_WITH_A_PROPERTY = """\
Edge(
    name="TESTED_IN",
    source=LESSON,
    target=COUNTRY,
    forward="testedIn",
    reverse="testedLessons",
    label=Labels("Probada en", "Tested in", "Testada em"),
    reverse_label=Labels("Lecciones probadas", "Lessons tested", "Lições testadas"),
    meaning=Labels(
        "Los países donde se probó.",
        "The countries where the lesson was tested.",
        "Os países onde foi testada.",
    ),
    reverse_meaning=Labels(
        "Las lecciones probadas en el país.",
        "The lessons that were tested in the country.",
        "As lições testadas no país.",
    ),
    facts=Facts(
        name="Testing",
        properties=(
            value(
                "year",
                Kind.INT,
                Labels("El año.", "The year.", "O ano."),
                Labels("Año", "Year", "Ano"),
            ),
        ),
    ),
),
"""
# Bytecode is copied, as compiling the package takes seconds, but not while Python writes it.
UNNEEDED = shutil.ignore_patterns("node_modules", "source", "*.pyc.*")
IMPORTS = """\
from graph_service.model.declare import Edge, Facts, Kind, value
from graph_service.model.types.practices import LESSON
"""


def copy_package(folder: Path) -> Path:
    """Copy the package to the folder, and return the copy."""
    copied = folder / "graph_service"
    shutil.copytree(ROOT / "graph_service", copied, ignore=UNNEEDED)
    return copied


def run_code(package: Path, code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that imports a copy of the package."""
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(package.parent), **environ},
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def copy_project(folder: Path) -> None:
    """Copy the package to the folder, with the declarations, five entries and nothing else."""
    copy_package(folder)
    shutil.copytree(ROOT / "schema", folder / "schema")
    for path in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / path, folder)
    for path in (
        "countries/hnd",
        "sources/seed-iom-es",
        "sources/iom-internship-en",
        "sources/iso-3166-pycountry",
        "sources/un-m49-coco",
    ):
        target = folder / f"seeds/{path}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / f"seeds/{path}.yaml", target)
    new_property, new_type, new_edge, new_value = _recipes()
    period = '        value(\n            "period",\n'
    programme = folder / MODEL / "types/institutions.py"
    _insert(programme, period, indent(_item(new_property) + MORE_PROPERTIES, " " * 8))
    types = folder / MODEL / "types/practices.py"
    _insert(types, "TYPES = (\n", new_type + "\n")
    _insert(types, "    TOPIC,\n)\n", "    LESSON,\n")
    edges = folder / MODEL / "edges/practices.py"
    _insert(edges, "from graph_service.model.declare import Edge\n", IMPORTS)
    _insert(
        edges,
        '    Edge(\n        name="IN_COUNTRY"',
        indent(_item(new_edge) + EDGE_WITH_A_PROPERTY, " " * 4),
    )
    _insert(
        folder / MODEL / "enums/general.py", "    SUBNATIONAL = Term(\n", indent(new_value, " " * 4)
    )


def _recipes() -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    section = text.partition("## A new property, edge, type or enum value\n")[2].partition("\n## ")[
        0
    ]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def _item(declaration: str) -> str:
    """Return a declaration as an item of a tuple."""
    return f"{declaration.rstrip()},\n"


def _insert(file: Path, before: str, new: str) -> None:
    """Insert text before the first occurrence of another."""
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, new + before, 1))


_COMMANDS = """
import json, sys
from graph_service.cli import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["graph-service", *arguments]
    try:
        main()
    except SystemExit as error:
        if error.code:
            raise
"""


def run_commands(copy: Path, *commands: str, **environ: str) -> str:
    """Run commands of the copy, all in one process, and return what they print."""
    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS, json.dumps([command.split() for command in commands])],
        cwd=copy,
        env={**os.environ, "LANG": "en_US.UTF-8", **environ},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


PROGRAMMES = (
    {
        "Slug": "prog-one", "Name (en)": "One", "Donor code": "AID-7", "Aim (en)": "To learn",
        "Partner codes": "P1\nP2", "Budget": "250000", "Evaluated": "yes", "Approved": "2021-05",
        "Page": "https://example.org/one", "Reach": "Local", "Sources": "seed-iom-es",
    },
    {
        "Slug": "prog-two", "Name (en)": "Two", "Donor code": "aid-12", "Approved": "2020",
        "Reach": "National", "Sources": "seed-iom-es",
    },
)  # fmt: skip
LESSONS = (
    {
        "Identificador": "lesson-translate-early", "Nombre (es)": "Traducir pronto",
        "Nivel": "local", "Programas": "prog-one; prog-two (Se deduce)",
        "Probada en": "hnd (año=2022)", "Fuentes": "seed-iom-es",
    },
    {
        "Identificador": "lesson-plan-ahead", "Nombre (es)": "Planear", "Nivel": "Regional",
        "Programas": "prog-two", "Fuentes": "seed-iom-es",
    },
)  # fmt: skip


def fill_templates(folder: Path) -> None:
    """Write two programmes and two lessons into the folder's templates."""
    _fill(folder / "programmes-en.xlsx", PROGRAMMES)
    _fill(folder / "lessons-es.xlsx", LESSONS)


def _fill(template: Path, rows: Sequence[Mapping[str, str]]) -> None:
    book = load_workbook(template)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for row in rows:
        assert row.keys() <= set(header)
        sheet.append([row.get(str(name)) for name in header])
    book.save(template)
