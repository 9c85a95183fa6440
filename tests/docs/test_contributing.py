"""The new root field of CONTRIBUTING.md: its code in a copy of the package, over a database."""

import json
import re
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.project_copy import copy_package, run_code

PAGE = (ROOT / "CONTRIBUTING.md").read_text()
((MODULE, CODE),) = re.findall(
    r"An example, `(compiler/fields/\w+\.py)`, complete:\n\n```python\n(.*?)```", PAGE, re.DOTALL
)
(QUERY,) = re.findall(r"Register the module in `ROOT_MODULES` of `(compiler/fields/\w+\.py)`", PAGE)
ASK = """
import asyncio, json, os
from graph_service.api.engine import Engine
from graph_service.api.schema import build_schema, core_schema
from graph_service.settings import DatabaseSettings, Times, read_settings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader

async def ask():
    schema = core_schema(build_schema())
    async with open_database(read_settings(DatabaseSettings, os.environ)) as database:
        engine = Engine(schema, Reader(database, deadline=Times.operation))
        text = "{ adoption { practices transferred again: practices __typename } }"
        answer = await engine.answer(text, with_cost=True)
        print(json.dumps([schema.type_map["Adoption"].description, answer.body]))

asyncio.run(ask())
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, with the example as a newcomer adds it."""
    copied = copy_package(tmp_path)
    (copied / MODULE).write_text(CODE)
    query = copied / QUERY
    name = Path(MODULE).stem
    text = query.read_text()
    text = text.replace("fields import (\n", f"fields import (\n    {name},\n", 1)
    query.write_text(re.sub(r"(ROOT_MODULES: .*\()", rf"\1{name}, ", text, count=1))
    return copied


def test_the_field_answers(package: Path, catalogue: DatabaseSettings) -> None:
    done = run_code(package, ASK, **catalogue.environ())
    assert done.stderr == ""
    described, body = json.loads(done.stdout)
    assert described == "How many good practices there are, and how many of them were transferred."
    practices = len(list((ROOT / "seeds/good-practices").glob("*.yaml")))
    transfers = [path.read_text() for path in (ROOT / "seeds/knowledge-transfers").glob("*.yaml")]
    transferred = {
        re.findall(r"^practice:\s+(?:\{?slug: *)?([a-z0-9-]+)", text, re.MULTILINE)[0]
        for text in transfers
    }
    assert 0 < len(transferred) < practices
    assert body["data"] == {
        "adoption": {
            "practices": practices,
            "transferred": len(transferred),
            "again": practices,
            "__typename": "Adoption",
        }
    }
    # Three counts and a quantifier are planned; each counts over all entries of a type as over 100.
    cost = 4 * 1_000 + 100 * (10 + 10 + (10 + 20))
    assert body["extensions"]["cost"]["requested"] == cost


@pytest.mark.parametrize(
    ("wanted", "given", "error"),
    [
        (", _count(TRUE)", "", "missing 1 required positional argument: 'plan'"),
        (
            '"Int!", "The',
            '"Integer!", "The',
            "Adoption: practices is of an undeclared type",
        ),
        ('"Adoption",', '"Country",', "two types are named Country"),
        ('"transferred", "Int!"', '"practices", "Int!"', "two fields are named practices"),
        ('"adoption",', '"search",', "Query: two fields are named search"),
    ],
)
def test_an_incomplete_declaration_does_not_start(
    package: Path, wanted: str, given: str, error: str
) -> None:
    assert wanted in CODE
    (package / MODULE).write_text(CODE.replace(wanted, given, 1))
    done = run_code(package, "import graph_service.compiler.compiler")
    assert done.returncode == 1
    assert error in done.stderr
