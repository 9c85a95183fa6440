"""Every kind of page in a browser: accessible, alone, within its width, light, and as a picture.

A page is loaded once per language; then light and dark, a phone and a desk are emulated without
loading it again. `make test-browser` takes one page per layout, in one language, and some checks by
part (see tests/sizes.py); WHOLE_PROOFS=1 takes all pages that are declared, and all checks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from graph_service.explorer.parts.languages import LANGUAGES
from tests.browser.boxes import OVERFLOWING
from tests.explorer.views import ALL, LAYOUTS
from tests.sizes import IS_WHOLE, part_of

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async ([tags, withContrast]) => {
  const rules = {"color-contrast": {enabled: withContrast}};
  const runOnly = {type: "tag", values: tags};
  const {violations} = await axe.run({runOnly, rules, resultTypes: ["violations"]});
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
}"""
MEASURE = """async () => {
  const shifts = await new Promise(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries())).observe(
      {type: "layout-shift", buffered: true});
    setTimeout(() => resolve([]), 50);
  });
  const loaded = performance.getEntriesByType("resource");
  const sum = entries => entries.reduce((bytes, entry) => bytes + entry.encodedBodySize, 0);
  return {
    shift: shifts.reduce((total, shift) => total + shift.value, 0),
    html: sum(performance.getEntriesByType("navigation")),
    scripts: sum(loaded.filter(({name}) => new URL(name).pathname.endsWith(".js"))),
    blocking: sum(loaded.filter(entry => entry.renderBlockingStatus == "blocking")),
    blockers: loaded.filter(entry => entry.renderBlockingStatus == "blocking").length,
  };
}"""
Sight = tuple[Literal["light", "dark"], int]
SIGHTS: tuple[Sight, ...] = (("light", 1280), ("dark", 1280), ("dark", 320), ("light", 320))
SEEN = part_of(LANGUAGES, 3)
CHECKED = part_of(SIGHTS, 4)
"""Where axe checks a page, which takes longest."""
PICTURED: tuple[Sight, ...] = (("light", 1280), ("dark", 320))
PATHS = ALL if IS_WHOLE else LAYOUTS
CONTRASTING = part_of([*PATHS], 2)
"""Pages whose contrast axe checks, which takes four fifths of its time. All have one style."""
PICTURES = Path(__file__).parents[2] / "pictures"
"""Where pictures of all pages are left, for people to look at."""


@dataclass
class Visit:
    """What was found on a page, in the languages seen."""

    violations: list[str] = field(default_factory=list)
    overflowing: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    measured: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(address: str, chromium: Browser) -> Iterator[Callable[[str], Visit]]:
    """Visit a kind of page, by its name; it is done once."""
    visits: dict[str, Visit] = {}
    PICTURES.mkdir(exist_ok=True)
    with chromium.new_context() as context:
        page = context.new_page()

        def visited(name: str) -> Visit:
            if name not in visits:
                visits[name] = _visit(page, address, name)
            return visits[name]

        yield visited


def _visit(page: Page, address: str, name: str) -> Visit:
    found = Visit()

    def note_request(request: Request) -> None:
        found.requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        found.complaints.append(message.text)

    page.on("request", note_request)
    page.on("console", note_message)
    for language in SEEN:
        page.emulate_media(color_scheme=SIGHTS[0][0])
        page.set_viewport_size({"width": SIGHTS[0][1], "height": 800})
        page.goto(f"{address}/{language}{PATHS[name]}")
        found.measured.append(page.evaluate(MEASURE))
        page.evaluate(AXE)
        for sight in SIGHTS:
            scheme, width = sight
            seen = f"{language} {scheme} {width}"
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            if sight in CHECKED:
                options = [TAGS, name in CONTRASTING]
                found.violations += [f"{seen}: {text}" for text in page.evaluate(RUN_AXE, options)]
            found.overflowing += [f"{seen}: {e}" for e in page.evaluate(OVERFLOWING, width)]
            if sight in PICTURED:
                page.screenshot(path=_picture(name, language, width), full_page=True)
    page.remove_listener("request", note_request)
    page.remove_listener("console", note_message)
    return found


@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing(visit: Callable[[str], Visit], name: str) -> None:
    assert visit(name).violations == []


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_wider_than_the_page(visit: Callable[[str], Visit], name: str) -> None:
    assert visit(name).overflowing == []


def test_pages_ask_no_other_host_and_break_no_policy(
    visit: Callable[[str], Visit], address: str
) -> None:
    for name in PATHS:
        found = visit(name)
        assert [url for url in found.requests if not url.startswith(address)] == [], name
        # Chromium itself reports the statuses of the two pages of errors.
        others = [text for text in found.complaints if "Failed to load resource" not in text]
        assert others == [], name


def test_pages_are_light_and_stand_still(visit: Callable[[str], Visit]) -> None:
    """At 1.6 Mbit/s and 150 ms, what is needed for the first paint is there after 1.2 s."""
    for name in PATHS:
        for measured in visit(name).measured:
            assert measured["scripts"] <= 60_000, name
            assert measured["shift"] <= 0.05, name
            assert measured["blockers"] <= 2, name
            bytes_to_paint = measured["html"] + measured["blocking"]
            assert 3 * 0.150 + bytes_to_paint / 200_000 <= 1.2, (name, measured)
            assert measured["html"] > 0
            assert measured["blocking"] > 0


def test_pictures_are_taken_of_all_pages(visit: Callable[[str], Visit]) -> None:
    for name in PATHS:
        visit(name)
        for language in SEEN:
            for _, width in PICTURED:
                assert _picture(name, language, width).stat().st_size > 5_000


def _picture(name: str, language: str, width: int) -> Path:
    return PICTURES / f"{name}-{language}-{width}.png"


STOPS = """() => {
  const focusable = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']";
  const look = element => {
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    const shape = element.querySelector("circle");
    return [outlineStyle, outlineWidth, shape && getComputedStyle(shape).strokeWidth].join();
  };
  const inToolbar = element => element.closest("[role=toolbar]") && element.tabIndex < 0;
  window.expected = [...document.querySelectorAll(focusable)]
    .filter(element => element.checkVisibility() && !inToolbar(element));
  window.reached = [];
  window.unmarked = [];
  const looks = new Map(window.expected.map(element => [element, look(element)]));
  document.addEventListener("focusin", ({target}) => {
    window.reached.push(target);
    if (look(target) == looks.get(target)) window.unmarked.push(target.outerHTML.slice(0, 150));
  });
  return window.expected.length;
}"""
WALKED = """() => ({
  skipped: window.expected.filter(element => !window.reached.includes(element))
    .map(element => element.outerHTML.slice(0, 150)),
  isInOrder: window.reached.slice(0, window.expected.length)
    .every((element, place) => element == window.expected[place]),
  unmarked: window.unmarked,
})"""


@pytest.mark.parametrize("name", part_of([*PATHS], 2))
def test_the_keyboard_reaches_everything_in_order(page: Page, address: str, name: str) -> None:
    """Tab goes from the skip link to the end, and each stop looks different with the focus.

    A toolbar is one stop: arrows lead to its other tools (test_explorer.py).
    """
    page.goto(f"{address}/en{PATHS[name]}")
    stops = page.evaluate(STOPS)
    assert stops > 0
    for _ in range(stops):
        page.keyboard.press("Tab")
    assert page.evaluate(WALKED) == {"skipped": [], "isInOrder": True, "unmarked": []}
