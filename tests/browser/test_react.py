"""The React list of docs/recipes.md in a browser, built and served as the page says.

The practices are those of tests/docs/test_typescript.py, two of them on the first page.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT
from tests.conftest import ROOT
from tests.docs.steps import section_of, steps_done

pytestmark = pytest.mark.browser

RECIPES = (ROOT / "docs/recipes.md").read_text()
PAGE = "".join(section_of(RECIPES, of) for of in ("Set up", "urql with Graphcache", "React"))
FIRST = [
    "Inter-agency committees in all 32 federal entities, start at 2007",
    "Local anti-trafficking committees, start on or before ../2018-06-13",
]
LAST = "Three committees of the A-TIPS Council, start not known"


@pytest.fixture(scope="module")
def site(
    catalogue: DatabaseSettings, cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("react") / "frontend"
    # `make up` accepts pages of this machine; `serve` does if it is told to.
    origins = {"CORS_ORIGINS": "http://127.0.0.1:*"}
    with steps_done(PAGE, catalogue, cache, folder, **PATIENT, **origins) as address:
        yield address


def test_it_says_that_it_loads_and_pages_by_cursor(site: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/graphql", lambda route: held.append(route))
    page.goto(f"{site}/?text=comites")
    status, names = page.get_by_role("status"), page.get_by_role("listitem")
    for before, after in (([], FIRST), (FIRST, [*FIRST, LAST])):
        expect(status).to_have_text("Loading …")
        expect(names).to_have_text(before)
        held.pop().continue_()
        expect(names).to_have_text(after)
        expect(status).to_have_count(0)
        if after == FIRST:
            page.get_by_role("button", name="More").click()
    expect(page.get_by_role("heading")).to_have_text("3 practices")
    expect(page.get_by_role("button")).to_have_count(0)


def test_it_says_what_went_wrong_and_tries_again(site: str, page: Page) -> None:
    page.route("**/graphql", lambda route: route.abort())
    page.goto(f"{site}/?text=comites")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The catalogue can't be reached.")
    page.unroute("**/graphql")
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("listitem")).to_have_text(FIRST)
    expect(alert).to_have_count(0)
    page.goto(f"{site}/?text={'a' * 100_000}")
    expect(alert).to_contain_text("The body has more than 100,000 bytes")
    expect(alert).to_contain_text("BODY_TOO_LARGE")
