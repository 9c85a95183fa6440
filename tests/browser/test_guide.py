"""Neo4j Browser after `graph-service up`: the guide opens, queries run, the graph is drawn.

Screenshots are in the test's temporary folder; look at them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph_service.guide.questions import Language, Query
from graph_service.guide.slides import QUERIES, SLIDES, TITLE
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT
from tests.ports import free_ports
from tests.sizes import part_of

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 200
CLICKS = 3
# The first question, on the first slide with questions: what was shown to whom.
QUESTIONS_SLIDE = next(n for n, slide in enumerate(SLIDES, 1) if "1-3" in slide.title.en)

SIZES = ((1280, 720), (1440, 900))
WALKS = part_of([(language, *size) for language in ("es", "en") for size in SIZES], 4)
"""One of the combinations, as a walk takes 40 s; WHOLE_PROOFS=1 tries all."""

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@dataclass(frozen=True)
class Printed:
    """The addresses and the password that `up` printed."""

    browser_url: str
    user: str
    password: str


@pytest.fixture(scope="module")
def printed(cache: Path) -> Iterator[Printed]:
    """A running `graph-service up` on free ports, with its own data."""
    data = cache / "test-data" / f"guide-{os.getpid()}"
    ports = dict(zip(("PORT", "BOLT_PORT", "HTTP_PORT"), map(str, free_ports(3)), strict=True))
    command = [sys.executable, "-m", "graph_service", "up"]
    log = data.with_suffix(".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    environ = {**os.environ, "CACHE": str(cache), "DATA": str(data), "HEAP": "512m", **ports}
    with log.open("w") as output:
        up = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=output)
    try:
        yield _read(log, up)
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(30)
        shutil.rmtree(data, ignore_errors=True)
        log.unlink()


def _read(log: Path, up: subprocess.Popen[bytes]) -> Printed:
    deadline = time.monotonic() + SECONDS_TO_START
    while "Ctrl-C" not in (printed := log.read_text()):
        assert up.poll() is None, printed
        assert time.monotonic() < deadline, printed
        time.sleep(0.2)
    found = re.search(r"Neo4j Browser +(\S+)\n +user (\w+); password: cat (.+)\n", printed)
    assert found, printed
    return Printed(found[1], found[2], Path(*shlex.split(found[3])).read_text().strip())


@pytest.fixture
def page(printed: Printed, chromium: Browser) -> Iterator[Page]:
    """A fresh Browser, connected as `up` says, with the guide open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    opened = context.new_page()
    opened.goto(printed.browser_url)
    expect(opened.get_by_test_id("username")).to_have_value(printed.user)
    opened.get_by_test_id("password").fill(printed.password)
    opened.get_by_test_id("connect").click()
    expect(opened.get_by_test_id("guidesDrawer")).to_contain_text(TITLE.es, timeout=30_000)
    yield opened
    context.close()


def _queries(page: Page) -> Locator:
    return page.get_by_test_id("guidesDrawer").locator("pre.runnable")


def _run(page: Page, query: Locator) -> Locator:
    """Click a query of the guide, check it in the editor, run it, and return its result frame."""
    text = query.inner_text()
    frames = page.get_by_test_id("frame")
    before = frames.count()
    query.click()
    # The editor shows non-breaking spaces, and no space at line ends.
    editor = page.get_by_test_id("activeEditor").locator(".view-lines")
    expect(editor).to_contain_text(text.split("\n")[0].replace(" ", "\u00a0"), use_inner_text=True)
    # Browser adds a frame at once. On a busy machine it once lost a click: no frame came in 30 s.
    for _ in range(CLICKS):
        page.get_by_test_id("editor-Run").click()
        with suppress(AssertionError):
            expect(frames).not_to_have_count(before, timeout=10_000)
            return frames.first
    raise AssertionError(f"{CLICKS} clicks on Run added no frame for {text}")


def test_the_guide_is_open_at_first_and_browser_only_reads(page: Page, tmp_path: Path) -> None:
    """The frame beside the guide is that of `config`, which no `clear` removes."""
    (frame,) = page.get_by_test_id("frame").all()
    expect(frame).to_contain_text('"useReadTransactions": true')
    expect(frame).to_contain_text('"autoComplete": false')
    expect(page.get_by_test_id("guidesDrawer")).to_contain_text(SLIDES[0].title.es)
    page.screenshot(path=tmp_path / "first.png")
    page.locator(".monaco-editor").first.click()
    page.keyboard.type("CREATE (n:Mistake) RETURN n")
    page.keyboard.press("Control+Enter")
    refused = page.get_by_test_id("frame").first
    expect(refused).to_contain_text("AccessMode", timeout=30_000)


def _covered(frame: Locator) -> list[str]:
    """Return the captions of the nodes of a drawing that something covers, even at an edge."""
    found: list[str] = frame.locator("svg .node").evaluate_all(
        """nodes => nodes.filter(node => {
          const box = node.querySelector("circle.b-outline").getBoundingClientRect();
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const points = [
            [x, y], [box.x + 2, y], [box.right - 2, y], [x, box.y + 2], [x, box.bottom - 2],
          ];
          const drawing = node.closest("svg");
          return !points.every(([a, b]) => drawing.contains(document.elementFromPoint(a, b)));
        }).map(node => node.textContent)"""
    )
    return found


@pytest.mark.parametrize(("language", "width", "height"), WALKS)
def test_nothing_covers_a_drawing_once_overview_is_closed(
    page: Page, tmp_path: Path, language: Language, width: int, height: int
) -> None:
    """As the first slide says; in a narrow window, the panel covers even the first circle."""
    page.set_viewport_size({"width": width, "height": height})
    drawer = page.get_by_test_id("guidesDrawer")
    if language == "en":
        drawer.get_by_text("This guide in English").click()
        drawer.get_by_text("Show the names in drawings in English").click()
    drawn = 0
    for slide in SLIDES[:7]:
        expect(drawer.locator("h3")).to_have_text(slide.title.to(language))
        queries = [part for part in slide.parts if isinstance(part, Query)]
        for number, query in enumerate(queries):
            if not re.search(r"RETURN \w(, \w)*$", query.cypher):
                continue
            frame = _run(page, _queries(page).nth(number))
            expect(frame.locator("svg .node").first).to_be_visible(timeout=30_000)
            page.wait_for_timeout(3000)  # until the nodes have come to rest
            if drawn == 0:
                assert _covered(frame) == ([" Honduras"] if width == 1280 else [])
                frame.get_by_title("Collapse the node properties display").click()
                page.wait_for_timeout(500)
            assert _covered(frame) == []
            drawn += 1
            page.screenshot(path=tmp_path / f"{drawn}.png")
        page.get_by_test_id("guideNextSlide").click()
    assert drawn == 6
    names = {"es": "Estados Unidos", "en": "United States"}
    text = "".join(page.locator("svg .node text").all_text_contents())
    assert names[language] in text


def test_a_query_of_a_slide_is_drawn_in_the_colours_of_the_style(
    page: Page, tmp_path: Path
) -> None:
    page.get_by_test_id("guideNextSlide").click()
    expect(page.get_by_test_id("guidesDrawer")).to_contain_text(SLIDES[1].title.es)
    frame = _run(page, _queries(page).first)
    nodes = frame.locator("svg .node")
    # Honduras and the sixteen visits in seeds/exchange-visits with hnd among visitorCountries.
    expect(nodes).to_have_count(17, timeout=30_000)
    fills = nodes.locator("circle.b-outline").evaluate_all(
        "circles => circles.map(circle => circle.getAttribute('fill'))"
    )
    assert Counter(fills) == {COUNTRY.colour: 1, EXCHANGE_VISIT.colour: 16}
    captions = "".join(nodes.locator("text").all_text_contents())
    assert "Honduras" in captions
    assert "HND → MEX 2025" in captions
    arrows = frame.locator("svg .relationship text")
    # Those of the query only, although one visit follows another: Browser would draw all edges
    # between the nodes. Short arrows have less room for their text.
    shown = {text.rstrip("…") for text in arrows.all_text_contents()}
    assert "ATTENDED_BY" in shown
    assert all("ATTENDED_BY".startswith(text) for text in shown)
    page.wait_for_timeout(1500)
    page.screenshot(path=tmp_path / "drawn.png")


def test_a_clicked_node_shows_its_name_first_and_no_label_is_internal(
    page: Page, tmp_path: Path
) -> None:
    frame = _run(page, _queries(page).first)
    node = frame.locator("svg .node").first
    expect(node).to_be_visible(timeout=30_000)
    page.wait_for_timeout(3000)  # until it has come to rest
    node.click()
    expect(frame).to_contain_text("Node properties")
    lines = frame.inner_text().splitlines()
    shown = [name for name, tab, _ in (line.partition("\t") for line in lines) if tab and name]
    assert shown[:3] == ["<elementId>", "<id>", "Name"]
    keys = [name for name in shown if name.startswith("z_")]
    assert "z_nameKeyEs" in keys
    assert not any(name.startswith("z_") for name in shown[: -len(keys)])
    page.screenshot(path=tmp_path / "clicked.png")
    page.get_by_test_id("navigationDBMS").click()
    expect(page.get_by_text("KnowledgeTransfer", exact=True).first).to_be_visible()
    expect(page.get_by_text("ChangeLog", exact=True)).to_have_count(0)


def test_a_question_shows_its_rows_and_the_guide_stays(page: Page, tmp_path: Path) -> None:
    for _ in range(QUESTIONS_SLIDE - 1):
        page.get_by_test_id("guideNextSlide").click()
    frame = _run(page, _queries(page).first)
    contents = frame.get_by_test_id("frameContents")
    expect(contents).to_contain_text("Equipo de Respuesta Inmediata (ERI) de Costa Rica")
    expect(contents).to_contain_text("VISITED")
    expect(frame).to_contain_text("Started streaming 62 records")
    expect(page.get_by_test_id("guidesDrawer")).to_contain_text(
        SLIDES[QUESTIONS_SLIDE - 1].title.es
    )
    page.screenshot(path=tmp_path / "table.png")


def test_the_english_guide_is_a_click_away_and_browser_alters_no_query(
    page: Page, tmp_path: Path
) -> None:
    drawer = page.get_by_test_id("guidesDrawer")
    drawer.get_by_text("This guide in English").click()
    expect(drawer).to_contain_text(TITLE.en)
    found: list[str] = []
    for number, slide in enumerate(SLIDES, start=1):
        expect(drawer.locator("h3")).to_have_text(slide.title.en)
        found += [text.strip() for text in _queries(page).all_text_contents()]
        page.screenshot(path=tmp_path / f"slide-{number}.png")
        if slide is not SLIDES[-1]:
            page.get_by_test_id("guideNextSlide").click()
    assert found == [query.to("en") for query in QUERIES]
