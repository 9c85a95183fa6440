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
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph_service.guide.slides import QUERIES, SLIDES, TITLE
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT
from tests.ports import free_ports

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 200
# The first question, on the first slide with questions: what Honduras saw.
QUESTIONS_SLIDE = next(n for n, slide in enumerate(SLIDES, 1) if "1-3" in slide.title.en)

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
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    opened.goto(printed.browser_url)
    opened.get_by_test_id("username").fill(printed.user)
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
    page.get_by_test_id("editor-Run").click()
    expect(frames).to_have_count(before + 1, timeout=30_000)
    return frames.first


def test_only_the_guide_is_open_at_first(page: Page, tmp_path: Path) -> None:
    expect(page.get_by_test_id("frame")).to_have_count(0)
    expect(page.get_by_test_id("guidesDrawer")).to_contain_text(SLIDES[0].title.es)
    page.screenshot(path=tmp_path / "first.png")


def test_a_query_of_a_slide_is_drawn_in_the_colours_of_the_style(
    page: Page, tmp_path: Path
) -> None:
    page.get_by_test_id("guideNextSlide").click()
    expect(page.get_by_test_id("guidesDrawer")).to_contain_text(SLIDES[1].title.es)
    frame = _run(page, _queries(page).first)
    nodes = frame.locator("svg .node")
    # Honduras and the eight visits in seeds/exchange-visits with hnd among visitorCountries.
    expect(nodes).to_have_count(9, timeout=30_000)
    fills = nodes.locator("circle.b-outline").evaluate_all(
        "circles => circles.map(circle => circle.getAttribute('fill'))"
    )
    assert Counter(fills) == {COUNTRY.colour: 1, EXCHANGE_VISIT.colour: 8}
    captions = "".join(nodes.locator("text").all_text_contents())
    assert "Honduras" in captions
    assert "Ponencia" in captions
    arrows = frame.locator("svg .relationship text")
    assert set(arrows.all_text_contents()) == {"ATTENDED_BY"}
    page.wait_for_timeout(1500)
    page.screenshot(path=tmp_path / "drawn.png")


def test_a_question_shows_its_rows_and_the_guide_stays(page: Page, tmp_path: Path) -> None:
    for _ in range(QUESTIONS_SLIDE - 1):
        page.get_by_test_id("guideNextSlide").click()
    frame = _run(page, _queries(page).first)
    contents = frame.get_by_test_id("frameContents")
    expect(contents).to_contain_text("Equipo de Respuesta Inmediata (ERI) de Costa Rica")
    expect(contents).to_contain_text("VISITED")
    expect(frame).to_contain_text("Started streaming 1 records")
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
    assert tuple(found) == QUERIES
