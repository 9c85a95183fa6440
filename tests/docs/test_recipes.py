"""docs/recipes.md, step by step in an empty folder, with one `npm install`.

The practices are those of tests/docs/test_typescript.py: `gp-mex-comites-inm`, `gp-hnd-comites` and
`gp-blz-comites`, of which the first and the second have English names.
"""

from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT

from .steps import check_complete, run_steps, steps_of

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs/recipes.md").read_text()


@pytest.mark.http
@pytest.mark.timeout(600)
def test_every_step_does_what_the_page_says(
    catalogue: DatabaseSettings, cache: Path, tmp_path: Path
) -> None:
    run_steps(PAGE, catalogue, cache, tmp_path)


def test_all_of_the_page_is_tested() -> None:
    check_complete(PAGE)
    assert [step.file for step in steps_of(PAGE) if step.file] == [
        "prepare.js", "src/apollo.js", "src/urql.js", "relay.config.json", "src/RelayList.js",
        "src/relay.js", "src/app/[lang]/layout.js", "src/app/catalogue.js",
        "src/app/[lang]/practices/[slug]/page.js", "src/pages/country.graphql", "codegen.json",
        "persisted-query-manifest.config.json", "src/persisted.js",
    ]  # fmt: skip
