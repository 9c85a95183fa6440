"""How other sites show pages: trails, descriptions, citations, and the maps of pictures."""

import html
import re

import orjson
import pytest

from graph_service.explorer.pages.page import View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import atlas, close_up
from graph_service.explorer.parts.facts import Fact, Node
from graph_service.explorer.site import Site
from graph_service.model.declare import NodeType
from graph_service.model.types import EXCHANGE_VISIT, GOOD_PRACTICE

SITE = Site()
PUBLIC = "https://catalogue.example"
RELEASE: Node = {
    "number": 1,
    "version": "c0ffeec0ffeec0ff",
    "loadedAt": "2026-11-26T10:00:00Z",
    "checksum": "c0ffee",
}
DATA: Node = {"catalogue": {"release": RELEASE}}


def rendered(
    path: str,
    title: str = "This",
    template: str = "problem.html",
    node_type: NodeType = GOOD_PRACTICE,
    facts: tuple[Fact, ...] = (),
    **values: str,
) -> str:
    """Return a page of an entry with these values, at a path in English."""
    page = SITE.find(Address("en", ("topics",)))
    assert page is not None
    slug = f"{node_type.name}:x"
    entry = {"id": slug, "slug": "x", "name": "ERI", "nameLanguage": "EN", **values}
    view = View(title, {"entry": entry, "node_type": node_type, "facts": facts, "message": ""})
    address = Address("en", tuple(filter(None, path.split("/"))))
    return SITE._render(template, address, view, DATA, page, PUBLIC)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("topics", ["Home", "This"]),
        ("good-practices/x", ["Home", "Good practices", "This"]),
        ("good-practices/x/history", ["Home", "Good practices", "ERI", "This"]),
        ("countries/cri/hnd", ["Home", "Countries", "ERI", "This"]),
        ("stories/prog-pasantias-piloto", ["Home", "This"]),
    ],
)
def test_the_trail_leads_from_the_first_page_to_this_one(path: str, expected: list[str]) -> None:
    page = rendered(path)
    shown = re.findall('<nav class="trail".*?</nav>', page)
    # Of two, the first one is the site's name, above, and the last one is the title, below.
    names = [re.findall(">([^<>]+)</(?:a|span)>", trail) for trail in shown]
    assert names == ([expected] if len(expected) > 2 else [])
    (block,) = re.findall(r"<script[^>]*>(\{[^<]*BreadcrumbList[^<]*)</script>", page)
    items = orjson.loads(block)["itemListElement"]
    assert [(item["position"], item["name"]) for item in items] == [*enumerate(expected, 1)]
    assert items[-1]["item"] == f"{PUBLIC}/en/{path}"


def description(page: str) -> str:
    (found,) = re.findall('<meta name="description" content="([^"]*)"', page)
    return html.unescape(str(found))


def test_a_summary_is_cut_off_after_a_word() -> None:
    shown = description(rendered("good-practices/x", summary=f"{'word ' * 39}longest-word"))
    assert shown == f"{'word ' * 38}word…"
    assert description(rendered("good-practices/x", summary='"Short" & <b>.')) == '"Short" & <b>.'


def test_an_entry_without_a_summary_is_described_by_its_first_short_facts() -> None:
    date: Node = {"edtf": "2018-10-09", "qualifier": "ON_OR_BEFORE"}
    facts = (
        Fact("kind", "Kind", "", ["Internship", "Training"], "text"),
        Fact("agenda", "Agenda", "", "x" * 61, "text"),
        Fact("date", "Date", "", date, "date"),
    )
    shown = description(
        rendered("exchange-visits/x", "A visit", "problem.html", EXCHANGE_VISIT, facts)
    )
    assert shown == "Visit or meeting: A visit. Kind: Internship, Training. Date: by 9 Oct 2018"


def test_a_title_cannot_break_bibtex() -> None:
    shown = rendered("good-practices/x", r"A {b}} 5 % & c\d_e #1 ~^$", "citation.bib")
    assert shown.startswith("@misc{good-practices-x-en,\n")
    assert (
        r"title = {{A {\textbraceleft}b{\textbraceright}{\textbraceright} 5 \% \&"
        r" c{\textbackslash}d\_e \#1 {\textasciitilde}{\textasciicircum}\$}}," in shown
    )
    assert "  year = {2026},\n" in shown
    assert f"  url = {{{PUBLIC}/en/good-practices/x}},\n}}" in shown
    assert shown.count("{") == shown.count("}")


def test_a_title_cannot_break_ris() -> None:
    shown = rendered("good-practices/x", "One\nER  - two", "citation.ris")
    tags = [line[:6] for line in shown.splitlines()]
    names = ("TY", "AU", "TI", "T2", "PY", "DA", "ET", "LA", "UR", "ER")
    assert tags == [f"{name}  - " for name in names]
    assert "TI  - One ER - two\n" in shown
    assert "DA  - 2026/11/26\n" in shown


def test_a_picture_escapes_and_cuts_off_its_title() -> None:
    shown = rendered("good-practices/x", f"<b>&amp; {'word ' * 60}", "picture.svg")
    lines = re.findall(r'<text x="64" y="[\d.]+">([^<]*)</text>', shown)
    assert lines[0].startswith("&lt;b&gt;&amp;amp; word")
    assert len(lines) == 5
    assert lines[-1].endswith("word…")


def test_a_close_up_shows_the_direction_between_two_countries() -> None:
    part = close_up(["CRI", "HND"], [("CRI", "HND"), ("CRI", "CRI"), ("CRI", "XXX")], 440)
    (path,) = part.arrows
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    assert numbers[1] > numbers[-1]  # from south to north: y grows downwards
    assert all(0 < (dot.real - part.left) * part.scale < 440 for dot in part.dots.values())
    assert part.scale > 440 / atlas().frame.real


def test_without_a_country_all_of_the_map_is_shown() -> None:
    width = atlas().frame.real
    assert close_up([], [], width) == (1.0, 0.0, 0.0, {}, [])
    # Neither this one, at the southern edge, nor this one beyond it leaves the frame.
    for codes in (["CHL"], ["ARG", "MEX"], ["AUT"]):
        part = close_up(codes, [], 440)
        assert part.left >= 0
        assert part.top >= 0
        assert part.left + 440 / part.scale <= width + 0.01
