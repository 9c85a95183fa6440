"""docs/recipes.md, step by step in an empty folder.

The practices are those of tests/docs/test_typescript.py: `gp-mex-comites-inm`, `gp-hnd-comites` and
`gp-blz-comites`, of which the first and the second have English names.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.explorer.test_operations import OPERATIONS

from .steps import check_complete, steps_done, steps_of

PAGE = (ROOT / "docs/recipes.md").read_text()


@pytest.mark.http
@pytest.mark.timeout(600)
def test_every_step_does_what_the_page_says(
    catalogue: DatabaseSettings, cache: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "frontend"
    with steps_done(PAGE, catalogue, cache, folder):
        pass
    _check_downloads(folder)
    _take_all_pages_together(folder)


def _check_downloads(folder: Path) -> None:
    """Check that what visitors download is as large as the page says."""
    client = ["npx", "esbuild", "src/urql.js", "--bundle", "--minify", "--format=esm"]
    bundle = subprocess.run(client, cwd=folder, capture_output=True, check=True).stdout
    assert len(bundle) < 1.1 * _said(r"large instead of (\d+)")
    assert len((folder / "site/page.js").read_bytes()) < 1.1 * _said(r"one file of it, (\d+) kB")


def _said(words: str) -> int:
    """Return a size that the page says, in bytes."""
    return 1000 * int(re.findall(words, PAGE)[0])


def _take_all_pages_together(folder: Path) -> None:
    """Compile the operations of docs/pages.md at once; fragments of one name must be the same."""
    pages = shutil.copytree(OPERATIONS, folder / "src/all")
    documents = ["src/all/*.graphql"]
    for name in ("codegen.json", "persisted-query-manifest.config.json"):
        config = json.loads((folder / name).read_text()) | {"documents": documents}
        (folder / name).write_text(json.dumps(config))
    for command in ("graphql-codegen --config codegen.json", "generate-persisted-query-manifest"):
        done = subprocess.run(
            ["npx", *command.split()], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((folder / "apollo-manifest.json").read_text())
    assert len(manifest["operations"]) == len([*pages.glob("*.graphql")])


def test_all_of_the_page_is_tested() -> None:
    check_complete(PAGE)
    assert [step.file for step in steps_of(PAGE) if step.file] == [
        "prepare.js", "src/apollo.js", "src/urql.js", "src/urql-list.js", "src/practices.jsx",
        "src/page.jsx", "site/index.html", "relay.config.json", "src/RelayList.js", "src/relay.js",
        "src/app/[lang]/layout.js", "src/app/catalogue.js",
        "src/app/[lang]/practices/[slug]/page.js", "src/app/revalidate/route.js",
        "src/pages/country.graphql", "codegen.json", "persisted-query-manifest.config.json",
        "src/persisted.js",
    ]  # fmt: skip
