"""The page of docs/explorer.md: its files in a copy of the package, over a database."""

import json
import re
from pathlib import Path

from graph_service.model.enums import TransferStage
from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.project_copy import copy_package, run_code

PAGE = (ROOT / "docs/explorer.md").read_text()
FILES = re.findall(r"`([a-z]+/stages\.\w+)`, complete:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
READ = """
import asyncio, json, os
from graph_service.api.engine import Engine
from graph_service.api.schema import build_schema, core_schema
from graph_service.explorer.parts.address import Address
from graph_service.explorer.site import Site
from graph_service.settings import DatabaseSettings, Times, read_settings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader

async def read():
    address = Address("en", ("stages",))
    page = Site().find(address)
    async with open_database(read_settings(DatabaseSettings, os.environ)) as database:
        engine = Engine(
            core_schema(build_schema()), Reader(database, deadline=Times.operation)
        )
        variables = {**page.variables(address), "lang": "EN"}
        answer = await engine.answer(page.operation.text, variables)
    print(json.dumps(Site().render(page, address, answer.body["data"]).content.decode()))

asyncio.run(read())
"""


def test_the_page_is_shown(tmp_path: Path, catalogue: DatabaseSettings) -> None:
    package = copy_package(tmp_path)
    assert len(FILES) == 3
    for name, content in FILES:
        (package / "explorer" / name).write_text(content)
    pages = package / "explorer/pages/__init__.py"
    text = pages.read_text().replace("    search,\n", "    search,\n    stages,\n", 1)
    pages.write_text(text.replace("    *home.METHOD,\n", "    *home.METHOD,\n    *stages.PAGES,\n"))
    done = run_code(package, READ, **catalogue.environ())
    assert done.stderr == ""
    html = json.loads(done.stdout)
    assert "<h1>Stages of a transfer</h1>" in html
    listed = re.findall(
        r"<li>([^<]*)</li>", html.partition("<h1>")[2].partition("<ol>")[2].partition("</ol>")[0]
    )
    assert listed == [stage.label("en") for stage in TransferStage]
    assert "Cite this page" in html
