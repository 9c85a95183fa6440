"""Forty questions of people, answered by clicking and searching from the home page: questions.yaml.

A failure says which question, whether something misleads, what is missing, and what was visible.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, ElementHandle, Page
from playwright.sync_api import Error as PlaywrightError

pytestmark = pytest.mark.browser

Question = dict[str, Any]
Text = str | list[str]
FILE = Path(__file__).with_name("questions.yaml")
QUESTIONS: list[Question] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
HEIGHTS = {390: 844, 1280: 800}
BEFORE, AFTER = 100, 400
"""Within how many characters of a text others are near it: in a row of a table, or in a card."""
PATIENCE = 3_000
"""For how many ms a link may be missing; a page that loads has 30 s, as Neo4j plans at first."""

BLOCKS = "p, li, tr, td, th, h1, h2, h3, h4, dt, dd, summary, label, button, caption, section, div"
READ = """blocks => {
  const hidden = "svg, select, script, style, noscript, template, textarea, .hidden, .skip";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  let last = null;
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (parent.closest(hidden)) continue;
    if (!node.data.trim()) {
      lines.push([" ", 0]);
      continue;
    }
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!box.height) continue;
    const block = parent.closest(blocks);
    const start = block == last ? "" : parent.closest("h1, h2, h3, h4, summary") ? "\\n# " : "\\n";
    lines.push([start + node.data, box.top]);
    last = block;
  }
  return lines;
}"""
"""Returns what is visible, with where it begins, in px below the top of the window."""

FIND = """([source, plain, under, place, selector]) => {
  const wanted = new RegExp(source, "i");
  const clean = element => element.textContent.replace(/\\s+/g, " ").trim();
  const isVisible = element => element.checkVisibility({visibilityProperty: true})
    && element.getClientRects().length > 0 && !element.closest("svg");
  const heading = under && [...document.querySelectorAll("h2, h3, h4, summary, legend")]
    .find(one => isVisible(one) && new RegExp(under, "i").test(clean(one)));
  if (under && !heading) return null;
  const follows = one => !heading
    || heading.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const found = [...document.querySelectorAll(selector)]
    .filter(one => isVisible(one) && wanted.test(clean(one)) && follows(one))
    .filter(one => !place || one.closest(place));
  const rank = one => (one.closest("main") || place ? 0 : 2)
    + (clean(one).toLowerCase() == plain ? 0 : 1);
  return found.sort((one, other) => rank(one) - rank(other))[0] || null;
}"""
"""Returns the link that a person would take: in the page rather than around it, its whole text."""

LEADS_ELSEWHERE = """link => link.tagName == "A" && !link.target
  && link.type != "text/csv" && new URL(link.href).protocol.startsWith("http")
  && link.href.split("#")[0] != location.href.split("#")[0]"""
IS_SOURCED = """() => {
  const counted = /\\d+ (fuentes?|sources?|fontes?)|(fuentes?|sources?|fontes?) \\d+/i;
  return [...document.querySelectorAll("main a, main summary")].some(one =>
    one.checkVisibility({visibilityProperty: true}) && (one.tagName == "A"
      ? /#source-|\\/sources\\//.test(one.getAttribute("href") || "")
      : counted.test(one.textContent)));
}"""


def _pattern(text: str) -> str:
    """Return a regular expression for both Python and JavaScript; `/…/` is one already."""
    if len(text) > 2 and text[0] == text[-1] == "/":
        return text[1:-1]
    escaped = re.sub(r"[.*+?^${}()|[\]\\/]", r"\\\g<0>", text)
    return re.sub(r"\s+", r"\\s+", escaped)


@dataclass
class Seen:
    """What is visible on a page."""

    lines: list[tuple[str, float]]

    @cached_property
    def starts(self) -> list[int]:
        starts, length = [], 0
        for text, _ in self.lines:
            starts.append(length)
            length += len(text)
        return starts

    @cached_property
    def text(self) -> str:
        return "".join(text for text, _ in self.lines).replace("\xad", " ")

    def has(self, wanted: Text, *, above: float | None = None) -> bool:
        """Whether a text, or all of a list near the first one, is visible above a height in px."""
        first, *others = [wanted] if isinstance(wanted, str) else map(str, wanted)
        for match in re.finditer(_pattern(first), self.text, re.IGNORECASE):
            top = self.lines[bisect_right(self.starts, match.start()) - 1][1]
            near = self.text[max(0, match.start() - BEFORE) : match.start() + AFTER]
            if (above is None or top < above) and all(
                re.search(_pattern(other), near, re.IGNORECASE) for other in others
            ):
                return True
        return False


class StoppedError(Exception):
    """A step can't be done."""


@dataclass
class Person:
    """Someone with a question in front of a window, and what they have found so far."""

    page: Page
    question: Question
    missing: list[str] = field(default_factory=list)
    misleading: list[str] = field(default_factory=list)
    found: int = 0

    def ask(self) -> None:
        """Do all steps, and look for the answer."""
        try:
            for number, step in enumerate(self.question["steps"], 1):
                self._do(number, step)
        except (StoppedError, PlaywrightError) as error:
            self.missing.append(str(error).splitlines()[0])
            return
        self._look(self.question.get("shows", ()), self.question.get("within_screens"))
        seen = self._seen()
        self.misleading += [
            f"at the end: {text}" for text in self.question.get("absent", ()) if seen.has(text)
        ]
        if self.question.get("sourced"):
            self._note(is_found=self.page.evaluate(IS_SOURCED), text="a source")

    def _do(self, number: int, step: Mapping[str, Any]) -> None:
        (kind,) = step.keys() & {"search", "menu", "click", "choose", "open", "download", "see"}
        what = step[kind]
        match kind:
            case "search":
                self._search(what)
            case "menu":
                self._click(self._in_menu(what))
            case "click":
                self._click(self._link(what, under=step.get("under")))
            case "choose":
                self._choose(what)
            case "open":
                self._open(what)
            case "download":
                self._download(**what)
            case "see":
                self._look(what, step.get("within_screens"))
        if never := self.question.get("never"):
            seen = self._seen()
            self.misleading += [f"after step {number}: {text}" for text in never if seen.has(text)]

    def _search(self, text: str) -> None:
        box = self.page.locator("header input[type=search]")
        box.fill(text, timeout=PATIENCE)
        with self.page.expect_navigation():
            box.press("Enter")

    def _find(
        self, text: str, *, under: str = "", place: str = "", kind: str = "a, button, summary"
    ) -> ElementHandle | None:
        given = [_pattern(text), text.lower(), under and _pattern(under), place, kind]
        return self.page.evaluate_handle(FIND, given).as_element()

    def _link(self, text: str, *, under: str | None) -> ElementHandle:
        found = self._find(text, under=under or "")
        if not found:
            place = f" under {under!r}" if under else ""
            raise StoppedError(f"no link {text!r}{place} on {self.page.url}")
        return found

    def _in_menu(self, text: str) -> ElementHandle:
        """Find a link of the header; what is closed there is opened, one after the other."""
        openers = self.page.locator(
            "header details:not([open]) > summary, header a[href^='#'], "
            "header button[aria-expanded=false]"
        )
        for opener in (None, *openers.element_handles()):
            if opener and opener.is_visible():
                opener.click(timeout=PATIENCE)
            if found := self._find(text, place="header nav", kind="a"):
                return found
        raise StoppedError(f"no link {text!r} in the menu on {self.page.url}")

    def _click(self, link: ElementHandle) -> None:
        if link.evaluate(LEADS_ELSEWHERE):
            with self.page.expect_navigation():
                link.click(timeout=PATIENCE, no_wait_after=True)
        else:
            link.click(timeout=PATIENCE)

    def _choose(self, choices: Mapping[str, str]) -> None:
        ((label, option),) = choices.items()
        labelled = self.page.get_by_label(re.compile(_pattern(label), re.IGNORECASE))
        selects = labelled.and_(self.page.locator("main select")).all()
        select = next((one for one in selects if one.is_visible()), None)
        if not select:
            raise StoppedError(f"nothing to choose {label!r} on {self.page.url}")
        select.select_option(label=option, timeout=PATIENCE)
        button = select.locator("xpath=ancestor::form").locator("button, [type=submit]").last
        with self.page.expect_navigation():
            button.click(timeout=PATIENCE, no_wait_after=True)

    def _open(self, text: str) -> None:
        fold = self._find(text, place="main, aside, footer", kind="summary")
        if fold and not fold.evaluate("summary => summary.parentElement.open"):
            fold.click(timeout=PATIENCE)
        if not fold and not self._find(text, kind="h2, h3, h4"):
            raise StoppedError(f"no part {text!r} on {self.page.url}")

    def _download(self, link: str, headings: list[str]) -> None:
        found = self._link(link, under=None)
        with self.page.expect_download() as download:
            found.click(timeout=PATIENCE)
        with download.value.path().open(encoding="utf-8-sig", newline="") as file:
            row = next(csv.reader(file), [])
        for heading in headings:
            self._note(is_found=heading in row, text=f"the heading {heading!r}, only {row}")

    def _seen(self) -> Seen:
        return Seen(self.page.evaluate(READ, BLOCKS))

    def _look(self, texts: list[Text], screens: int | None) -> None:
        seen = self._seen()
        above = screens * HEIGHTS[self.question["width"]] if screens else None
        for text in texts:
            place = "" if not (screens and seen.has(text)) else f", within {screens} screens"
            self._note(is_found=seen.has(text, above=above), text=f"{text}{place}")

    def _note(self, *, is_found: bool, text: str) -> None:
        self.found += is_found
        if not is_found:
            self.missing.append(text)

    def report(self) -> str:
        """Say how far the question is answered, and what was visible."""
        asked = f"{self.question['id']}: {self.question['asks']!r}"
        if self.misleading:
            verdict = "is misled"
        elif self.found:
            verdict = "is answered in part"
        else:
            verdict = "is not answered"
        lines = [f"{asked} {verdict}; found {self.found}"]
        lines += [f"  misleads {text}" for text in self.misleading]
        lines += [f"  missing: {text}" for text in self.missing]
        visible = re.sub(r"\s*\n\s*", " | ", "# ".join(self._seen().text.split("# ")[1:]))
        return "\n".join([*lines, f"  visible on {self.page.url}: {visible[:1500]}"])


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[dict[int, Page]]:
    """A window of each width, that all questions share."""
    contexts = {
        width: chromium.new_context(viewport={"width": width, "height": height})
        for width, height in HEIGHTS.items()
    }
    yield {width: context.new_page() for width, context in contexts.items()}
    for context in contexts.values():
        context.close()


def test_there_are_forty_questions() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) == 40
    assert all(question["steps"] for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_a_question_is_answered(windows: dict[int, Page], address: str, question: Question) -> None:
    page = windows[question["width"]]
    page.goto(f"{address}/{question['language']}")
    person = Person(page, question)
    person.ask()
    if person.missing or person.misleading:
        pytest.fail(person.report(), pytrace=False)
