"""Texts that are hostile, and lists that are full, stay inside their box and execute nothing."""

from collections.abc import Callable, Mapping, Sequence

import httpx
import pytest
from playwright.sync_api import Page

from graph_service.explorer.parts.address import parse_address
from graph_service.explorer.site import Site
from graph_service.model.json import Json
from tests.browser.boxes import OVERFLOWING
from tests.explorer.views import LAYOUTS, NOTHING_FOUND, PROBLEMS, VIEWS
from tests.sizes import IS_WHOLE, part_of

pytestmark = pytest.mark.browser

SITE = Site()
OVERRIDE = "\u202e"
"""Shows what follows from right to left, to the end of the paragraph or of what is isolated."""
HOSTILE = (
    f'<script>alert(1)</script><img src=x onerror="alert(2)">مكافحة الاتجار {OVERRIDE}abc'
    f"{'x' * 4_000}"
)
NAMES = {"name", "acronym", "place", "label"}
"""Fields of texts that may be of one word; others are recognised by their spaces."""
MOST = 100
"""The most entries of a list in one answer."""
TRIED = {
    name: path
    for name, path in (VIEWS if IS_WHOLE else LAYOUTS).items()
    if name not in {**PROBLEMS, **NOTHING_FOUND}
}
# An inline element that isn't isolated lets the override reach the text that follows it.
NOT_ISOLATED = """override => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const {display, unicodeBidi} = getComputedStyle(element);
    if (texts.currentNode.data.includes(override) && display == "inline"
        && !unicodeBidi.includes("isolate") && !element.closest("svg title"))
      found.push(element.outerHTML.slice(0, 60));
  }
  return found;
}"""


def hostile(value: Json, key: str = "") -> Json:
    """Return an answer whose texts are hostile: all that have a space, and all names."""
    match value:
        case Mapping():
            return {name: hostile(item, name) for name, item in value.items()}
        case str():
            return HOSTILE if key in NAMES or " " in value else value
        case Sequence():
            return [hostile(item, key) for item in value]
    return value


def huge(value: Json) -> Json:
    """Return an answer with as many entries in each list as may be, and counts of 10,000.

    Lists inside of entries stay as they are: no answer may have a hundred in each of a hundred.
    """
    match value:
        case Mapping():
            return {key: huge(item) for key, item in value.items()}
        case bool() | str() | None:
            return value
        case int():
            return 10_000 if value else 0
        case Sequence():
            is_list = any(isinstance(item, Mapping) and {"id", "node"} & {*item} for item in value)
            if is_list:
                return [value[place % len(value)] for place in range(MOST)]
            return [huge(item) for item in value]
    return value


@pytest.mark.parametrize(
    ("name", "change"), part_of([(name, change) for name in TRIED for change in (hostile, huge)], 2)
)
def test_texts_and_lists_stay_inside_their_box(
    address: str, page: Page, name: str, change: Callable[[Json], Json]
) -> None:
    """The real answer, changed; the page is sent from the same address."""
    path, _, query = f"/en{TRIED[name]}".partition("?")
    parsed = parse_address(path, query)
    assert parsed is not None
    shown = SITE.find(parsed)
    assert shown is not None
    variables = {**shown.variables(parsed), "lang": "EN"}
    request = {"query": shown.operation.text, "variables": variables}
    answer = httpx.post(f"{address}/graphql", json=request, timeout=60).json()["data"]
    rendered = SITE.render(shown, parsed, {key: change(value) for key, value in answer.items()})
    assert rendered is not None
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.route(
        "**/sent", lambda route: route.fulfill(body=rendered.content, content_type="text/html")
    )
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}/sent", timeout=120_000)  # many times 4,000 letters
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERFLOWING, width) == []
    assert page.locator("main script, main img").count() == 0
    assert page.evaluate(NOT_ISOLATED, OVERRIDE) == []
    assert dialogs == []
