"""Neo4j Browser in a real Chromium: it opens, connects, and draws the graph with captions."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph_service.local import Address

QUESTION = (
    "MATCH g = (:Programme {slug: 'prog-pasantias-piloto'})<-[:UNDER]-(v)-[:SHOWED]->(p) RETURN g"
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(catalogue_address: Address, chromium: Browser) -> Page:
    return chromium.new_page(viewport={"width": 1400, "height": 1000})


def test_it_connects_and_draws_the_graph(
    page: Page, catalogue_address: Address, tmp_path: Path
) -> None:
    page.goto(catalogue_address.browser_url)
    # The URL fills in the form; `make up` says where to find the password.
    expect(page.get_by_test_id("boltaddress")).to_have_value(
        catalogue_address.database.uri.partition("://")[2]
    )
    expect(page.get_by_test_id("username")).to_have_value(catalogue_address.database.user)
    page.get_by_test_id("password").fill(catalogue_address.password_file.read_text().strip())
    page.get_by_test_id("connect").click()
    expect(page.get_by_text("You are connected as user")).to_be_visible(timeout=30_000)
    page.locator(".monaco-editor").first.click()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Control+Enter")
    nodes = page.locator("svg .node")
    # One programme, three visits, two practices.
    expect(nodes).to_have_count(6, timeout=30_000)
    page.wait_for_timeout(2000)
    page.screenshot(path=tmp_path / "browser.png")
    drawn = "".join(page.locator("svg .node text").all_text_contents())
    assert "Pasantía" in drawn
    assert "Equipo" in drawn
    assert "<id>" not in drawn
