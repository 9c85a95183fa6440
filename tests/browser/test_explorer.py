"""The explorer in a browser: without scripts, by keyboard, by its map and its suggestions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from graph_service.model.graph import ENTRY_TYPES

pytestmark = pytest.mark.browser


def test_everything_is_there_without_scripts(address: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/en")
        page.get_by_role("searchbox").fill("immediate response")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Costa Rica's Immediate Response Team (ERI)").click()
        page.get_by_role("heading", name="How far it has gone").wait_for()
        page.get_by_role("link", name="Español").click()
        page.get_by_role("heading", name="Hasta dónde llegó").wait_for()


def test_the_menu_works_on_a_phone_by_keyboard_without_scripts(
    address: str, chromium: Browser
) -> None:
    """One button opens it; the lists are behind "The catalogue", and sources are not there."""
    phone = {"width": 390, "height": 844}
    with chromium.new_context(java_script_enabled=False, viewport=phone) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/en")
        questions = page.get_by_role("navigation", name="Questions")
        assert not questions.is_visible()
        page.get_by_role("link", name="Menu", exact=True).press("Enter")
        assert questions.get_by_role("link").all_inner_texts() == [
            "Who learned from whom?", "What came of the visits?", "Who has a practice on …?",
            "My country", "Plan visits", "What is new",
        ]  # fmt: skip
        lists = page.get_by_role("navigation", name="The catalogue")
        assert not lists.is_visible()
        page.locator(".catalogue summary").press("Enter")
        assert lists.get_by_role("link", name="Sources").count() == 0
        lists.get_by_role("link", name="Agreements").press("Enter")
        page.wait_for_url("**/en/agreements")
        current = page.locator(".menu [aria-current]")
        assert current.all_text_contents() == ["The catalogue: Agreements", "Agreements"]


def test_the_current_item_of_the_menu_differs_in_high_contrast(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/en/agreements")
    page.locator(".catalogue summary").click()
    lines = {
        current: page.locator(f".types a{current}").first.evaluate(
            "link => getComputedStyle(link).borderBottomColor"
        )
        for current in ("[aria-current]", ":not([aria-current])")
    }
    assert len({*lines.values()}) == 2


def test_a_reader_gets_through_by_keyboard(page: Page, address: str) -> None:
    """Skip to the content, where the filters come before the rows, and choose one."""
    page.goto(f"{address}/en/good-practices")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the entries"
    for _ in range(5):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.textContent")
        if text.startswith("Prevention"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/good-practices?themes=prevention")


def test_the_tools_of_a_page_are_one_tab_stop_before_the_filters(page: Page, address: str) -> None:
    page.goto(f"{address}/en/good-practices")
    stops = []
    while "Skip to the entries" not in stops:
        page.keyboard.press("Tab")
        stops.append(page.locator(":focus").inner_text())
        assert len(stops) <= 15
    page.keyboard.press("Shift+Tab")
    for name in ("Cite", "Download"):
        page.keyboard.press("ArrowRight")
        assert page.locator(":focus").inner_text() == name
        page.keyboard.press("Enter")
        assert page.locator("page-tools details[open] summary").all_inner_texts() == [name]
    page.keyboard.press("Escape")
    assert page.locator("page-tools details[open]").count() == 0


def test_lists_fit_into_the_window(page: Page, address: str) -> None:
    """No column is cut off, in Spanish, whose headings are the longest."""
    cut = "[...document.querySelectorAll('.table-box')].some(e => e.scrollWidth > e.clientWidth)"
    for node_type in ENTRY_TYPES:
        page.goto(f"{address}/es/{node_type.folder}")
        for width in (390, 768, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert not page.evaluate(cut), (node_type.folder, width)
            folded = page.get_by_text("Filtros", exact=True).is_visible()
            assert folded == (width < 1280)


def test_the_search_field_suggests_entries(page: Page, address: str) -> None:
    """seeds/institutions/cri-conatt.yaml: CONATT is its acronym."""
    page.goto(f"{address}/es/method")
    field = page.get_by_role("combobox", name="Buscar en el catálogo")
    field.press_sequentially("conatt")
    option = page.get_by_role("option", name="CONATT")
    option.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("Escape")
    assert page.get_by_role("option").count() == 0
    field.press_sequentially(" ")
    field.press("Backspace")
    option.first.wait_for()
    field.press("ArrowDown")
    assert page.get_by_role("option", selected=True).count() == 1
    assert field.get_attribute("aria-activedescendant") == "site-search-suggestions-0"
    field.press("Enter")
    page.wait_for_url("**/es/institutions/cri-conatt")


def test_a_country_has_six_screens_and_its_contents_open_the_rest(page: Page, address: str) -> None:
    """Brazil has most entries. On paper, everything is there."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/es/countries/bra")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * 844
    attended = page.locator("#attended")
    assert not attended.is_visible()
    page.locator(".contents").get_by_role("link", name="Visitas realizadas").click()
    attended.wait_for()
    page.goto(f"{address}/es/countries/bra#source-9")
    page.locator("#source-9").wait_for()
    more, others = page.locator(".more-notes").first, page.locator(".other-notes").first
    assert not others.is_visible()
    more.click()
    others.wait_for()
    assert not more.is_visible()
    page.emulate_media(media="print")
    page.goto(f"{address}/es/countries/bra")
    shown = "all => all.every(e => e.checkVisibility() && e.getBoundingClientRect().height)"
    assert page.locator(".fold > div, .other-notes").evaluate_all(shown)
    assert not page.locator(".contents").is_visible()


def test_the_map_leads_to_the_part_of_a_country(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}/en/exchanges")
    country = page.get_by_role("link", name="Honduras: from it 3, to it 1")
    box = country.locator(".touch").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 23
    country.click()
    page.wait_for_url("**/exchanges?country=hnd")
    assert page.locator("#pairs tbody tr").count() == 3


LETTERS = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
"""The sizes of letters in a drawing, in pixels of the screen."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["", "/exchanges", "/stories/prog-pasantias-piloto"])
def test_the_map_can_be_read(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/en{path}")
    assert min(page.locator(".map .stop text").evaluate_all(LETTERS)) >= 11
    counted = "visit or meeting" if "stories" in path else "transfer, furthest phase known: explor"
    line = page.get_by_role("img", name=f"Costa Rica → Honduras: 1 {counted}")
    assert line.count() == 1


@contextmanager
def site_of(body: str) -> Iterator[str]:
    """A site of another origin, with one page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_embed_fits_its_frame_and_only_embeds_can_be_framed(page: Page, address: str) -> None:
    """The snippets that the pages offer, in a site of another origin."""
    codes: list[str] = []
    for path in ("/en/exchanges?country=per", "/es/knowledge-transfers/kt-cri-eri-hnd"):
        page.goto(f"{address}{path}")
        codes += page.locator("textarea[id^=embed]").evaluate_all("all => all.map(a => a.value)")
    assert len(codes) == 4
    assert all(f'src="{address}/' in code for code in codes)
    whole = f'<iframe src="{address}/en/exchanges" width="100%" height="700"></iframe>'
    body = f'<div style="width:640px">{"".join(codes)}{whole}</div>'.replace("lazy", "eager")
    with site_of(body) as other:
        page.goto(other)
        check_frames(page, len(codes))


def check_frames(page: Page, count: int) -> None:
    """Check that embeds fit their frames, and that the whole page in the last one is refused."""
    frames = page.locator("iframe")
    for index in range(count):
        inside = frames.nth(index).content_frame.locator("html")
        inside.locator("h1").wait_for()
        assert inside.evaluate("e => e.scrollHeight <= e.clientHeight"), index
    refused = frames.last.content_frame
    refused.locator("h1").wait_for(state="attached")  # that of the browser's page of errors
    assert refused.locator("header.site").count() == 0


def test_facets_and_their_removal_are_links(page: Page, address: str) -> None:
    page.goto(f"{address}/en/good-practices?countries=cri")
    facet = page.locator(".facet", has=page.get_by_role("heading", name="Themes"))
    facet.get_by_role("link", name="Prevention").click()
    page.wait_for_url("**/good-practices?countries=cri&themes=prevention")
    assert page.get_by_role("status").inner_text() == "2 entries"
    page.locator(".chosen").get_by_role("link", name="Countries: Costa Rica").click()
    page.wait_for_url("**/good-practices?themes=prevention")
