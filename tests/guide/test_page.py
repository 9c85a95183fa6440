"""The guide's HTML: the same slides and queries in both languages, with everything escaped."""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser

import pytest

from graph_service.guide.page import PAGES, _html, commands, page
from graph_service.guide.questions import QUESTIONS, Language, questions_cypher
from graph_service.guide.slides import QUERIES, SLIDES
from graph_service.guide.style import rules
from graph_service.model.enums import Basis, ExchangeRole, TransferPhase, TransferStage

FOLDER = "http://127.0.0.1:8000/browser"
LINKS: dict[Language, str] = {"es": "guide.html", "en": "guia.html"}


class _GuideParser(HTMLParser):
    """Parses a guide as Neo4j Browser does."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.queries: list[str] = []
        self.titles: list[str] = []
        self.texts: list[str] = []
        self.commands: list[str | None] = []
        self.slides = 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            return
        self.open.append(tag)
        self.slides += tag == "slide"
        if tag == "pre":
            assert (values["class"] or "").split() == ["pre-scrollable", "code", "runnable"]
            self.queries.append("")
        if tag == "h3":
            self.titles.append("")
        if "data-exec" in values:
            self.commands.append(values["data-exec"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if "pre" in self.open:
            self.queries[-1] += data
        elif "h3" in self.open:
            self.titles[-1] += data


@pytest.mark.parametrize("language", PAGES.values())
def test_it_has_every_slide_and_query_as_declared(language: Language) -> None:
    html = page(language, FOLDER)
    read = _GuideParser(html)
    assert read.slides == len(SLIDES)
    queries = [query.to(language) for query in QUERIES]
    assert read.queries == queries
    assert all(escape(query) in html for query in queries)
    assert read.titles == [slide.title.to(language) for slide in SLIDES]


@pytest.mark.parametrize("language", PAGES.values())
def test_all_questions_are_numbered_and_listed(language: Language) -> None:
    text = "".join(_GuideParser(page(language, FOLDER)).texts)
    for number, question in enumerate(QUESTIONS, start=1):
        assert f"{number}. {question.title.to(language)}" in text
        assert question.sentence.to(language).replace("`", "") in text


@pytest.mark.parametrize("language", PAGES.values())
def test_it_explains_every_value_in_its_answers(language: Language) -> None:
    text = "".join(_GuideParser(page(language, FOLDER)).texts)
    for term in (*Basis, *ExchangeRole, *TransferStage):
        assert re.search(rf"\b{term.name}\b", text), term


def test_it_links_to_the_other_language_and_to_its_own_style() -> None:
    for language, other in LINKS.items():
        guide, style = _GuideParser(page(language, FOLDER)).commands
        assert guide == f"guide {FOLDER}/{other}"
        assert json.loads(str(style).removeprefix("style ")) == rules(language)


def test_the_english_guide_reads_english_names() -> None:
    """Of sources, which have one name each, and of a question about names in all languages."""
    queries = [query.to("en") for query in QUERIES]
    spanish = [query for query in queries if re.search(r"\.name\b", query)]
    spanish = [query for query in spanish if "coalesce" not in query]
    assert [re.findall(r"\w+\.name\b", query) for query in spanish] == [["s.name"], ["p.name"]]
    assert "Spanish" not in page("en", FOLDER)


def test_an_address_from_a_request_is_escaped() -> None:
    html = page("en", 'http://x"><script>alert(1)</script>')
    assert "<script" not in html
    assert 'guide http://x"><script>alert(1)</script>/guia.html' in _GuideParser(html).commands


def test_marks_become_code_and_bold_after_escaping() -> None:
    assert _html("**a < b** is `(a)-->(b)`") == ("<b>a &lt; b</b> is <code>(a)--&gt;(b)</code>")


@pytest.mark.parametrize("language", PAGES.values())
def test_no_markup_is_left_and_browser_removes_nothing(language: Language) -> None:
    html = page(language, FOLDER)
    assert not re.search(r"\*\*|`|\$", html)
    # Browser removes event handlers before it shows a guide; this is its pattern.
    assert not re.search(r"\s+on[^\s=]+\s*=\s*(\"|'|[\w\-.:])", html, re.IGNORECASE)


def test_the_funnel_counts_every_phase() -> None:
    (funnel,) = (question for question in QUESTIONS if question.key == "funnel")
    counted = re.findall(r"CASE phase WHEN '(\w+)'", funnel.query.cypher)
    assert counted == [phase.name for phase in TransferPhase]


@pytest.mark.parametrize("language", PAGES.values())
def test_the_file_of_questions_has_a_statement_for_each(language: Language) -> None:
    statements = [part.strip() for part in questions_cypher(language).split(";\n")]
    assert statements.pop() == ""
    bare = ["\n".join(x for x in s.splitlines() if not x.startswith("//")) for s in statements]
    assert [text.strip() for text in bare] == [q.query.to(language) for q in QUESTIONS]
    for statement, question in zip(statements, QUESTIONS, strict=True):
        for text in (question.title, question.sentence):
            assert text.to(language) in statement


def test_browser_only_reads_and_clears_its_frames_between_style_and_guide() -> None:
    settings, style, clear, guide = commands("http://127.0.0.1:9000")
    assert settings == "config useReadTransactions: true, autoComplete: false"
    assert style.startswith('style {"node": {')
    assert clear == "clear"
    assert guide == "guide http://127.0.0.1:9000/browser/guia.html"
    # Browser splits commands at semicolons.
    assert ";" not in style


@pytest.mark.parametrize("language", PAGES.values())
def test_the_last_slide_has_the_citation_in_its_language(language: Language) -> None:
    last = page(language, FOLDER).rpartition("<slide")[2]
    cited = {
        "es": "(AAAA). Buenas prácticas contra la trata de personas, visitas de intercambio y"
        " transferencias de conocimiento [conjunto de datos]. Versión …, AAAA-MM-DD. CC BY 4.0.",
        "en": "(YYYY). Good practices against trafficking in persons, exchange visits and"
        " knowledge transfers [data set]. Version …, YYYY-MM-DD. CC BY 4.0.",
    }
    assert cited[language] in last
