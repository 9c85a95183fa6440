"""No page has a text of another language than it says: neither in its words nor in its data.

Names that the editors translated are marked on every page, not only on that of their entry.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest

from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from tests.catalogue.records import ENTRIES
from tests.explorer.views import ALL, VIEWS
from tests.sizes import part_of

ATTRIBUTES = ("title", "aria-label", "placeholder", "data-label", "alt", "label")
VOID = {"link", "meta", "input", "br", "hr", "img"}
ALIKE = {"Agenda", "BibTeX", "CSV", "JSON", "Menu", "RIS", "SHA", "XLSX", "doi"}
"""Words that are the same in English and another language."""
FOLDERS = {t.folder: t.name for t in ENTRY_TYPES}
LINK = re.compile(
    r'<a class="entry type-[a-z-]+" href="/../([a-z-]+)/([a-z0-9-]+)"[^>]*>[^<]*</a>\s*'
    r'(<small class="tr">tr(?:ad)?\.</small>)?'
)
WITHOUT_LINKS = {
    "about", "compare", "embed-exchanges", "embed-exchanges-visits", "method", "releases"
}  # fmt: skip


class Texts(HTMLParser):
    """Collects the texts of a page, each with the language that it is marked with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str]] = []  # a name in an attribute can't be marked
        self._open: list[tuple[str, str]] = []
        self.feed(re.sub("</?mark>", "", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        self.attributes += [(text(given[name]), language) for name in ATTRIBUTES if name in given]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in ("script", "code") and text(data):
            self.found.append((text(data), self._open[-1][1]))


def text(raw: str) -> str:
    return re.sub(r"\s+", " ", raw).strip()


def in_languages(value: Json) -> Iterator[tuple[str, str]]:
    """Yield the texts of an answer with their languages, empty where it doesn't say."""
    match value:
        case Mapping():
            for key, item in value.items():
                name = "language" if key == "text" else f"{key}Language"
                if isinstance(item, str):
                    yield text(item), str(value.get(name) or "").lower()
                else:
                    yield from in_languages(item)
        case str():
            yield text(value), ""
        case list():
            for item in value:
                yield from in_languages(item)


def data_of(pages: httpx.Client, name: str, language: str) -> Json:
    """Return the data of a page; a page that isn't there shows what is found by its address."""
    if name == "invalid":
        return {}
    shown = "/search?text=none" if name == "not-found" else ALL[name]
    path, _, query = shown.partition("?")
    data: Json = pages.get(f"/{language}{path}.json", params=query or None).json()["data"]
    return data


@pytest.mark.proof
@pytest.mark.parametrize("name", part_of([*ALL], 2))
def test_words_are_translated_and_texts_are_marked(pages: httpx.Client, name: str) -> None:
    parsed = {code: Texts(pages.get(f"/{code}{ALL[name]}").text) for code in LANGUAGES}
    texts = {code: [*page.found, *page.attributes] for code, page in parsed.items()}
    english = {shown for shown, language in texts["en"] if language == "en"}
    for code in LANGUAGES:
        data = data_of(pages, name, code)
        known: dict[str, set[str]] = {}
        for shown, language in in_languages(data):
            known.setdefault(shown, set()).add(language)
        hosts = {urlsplit(text).hostname or "" for text in known if text.startswith("http")}
        of_the_data = sorted({*known, *hosts} - {""}, key=len, reverse=True)
        unmarked = {
            f"{shown}: {language}, not {known[shown]}"
            for shown, language in parsed[code].found
            if not known.get(shown, {""}) & {"", language}
        }
        assert unmarked == set(), code
        if code == "en":
            continue
        untranslated = {
            shown
            for shown, language in texts[code]
            if language == code and shown in english and _words(shown, of_the_data) - ALIKE
        }
        assert untranslated == set(), code


@pytest.mark.proof
@pytest.mark.parametrize("name", part_of([*VIEWS], 2))
def test_every_link_says_whether_its_name_is_a_translation(pages: httpx.Client, name: str) -> None:
    for code in LANGUAGES:
        links = LINK.findall(pages.get(f"/{code}{VIEWS[name]}").text)
        assert bool(links) == (name not in WITHOUT_LINKS)
        wrong = [
            f"{folder}/{slug}"
            for folder, slug, mark in links
            if bool(mark)
            != (code.upper() in ENTRIES[f"{FOLDERS[folder]}:{slug}"].get("translatedInto", []))
        ]
        assert wrong == [], code


@pytest.mark.proof
@pytest.mark.parametrize("name", part_of([*VIEWS], 2))
def test_parts_have_the_same_entries_in_each_language(pages: httpx.Client, name: str) -> None:
    """What a part leaves out mustn't depend on translated names; lists with pages go on.

    A search ranks by texts in the reader's language.
    """
    shown = [pages.get(f"/{code}{VIEWS[name]}").text for code in LANGUAGES]
    if name != "search" and 'rel="next"' not in shown[0]:
        first, *others = map(_entries_by_part, shown)
        assert others == [first] * len(others)


def _entries_by_part(html: str) -> dict[str, set[tuple[str, str]]]:
    """Return the folders and slugs that are linked after each id, up to the next one."""
    _, *split = re.split(r'\bid="((?!source-|more-)[^"]+)"', html)
    parts = zip(split[::2], split[1::2], strict=True)
    found = {part: {link[:2] for link in LINK.findall(inside)} for part, inside in parts}
    return {part: links for part, links in found.items() if links}


def _words(shown: str, of_the_data: list[str]) -> set[str]:
    """Return the words of a text that aren't those of the data."""
    for known in of_the_data:
        if known in shown:
            shown = shown.replace(known, " ")
    return {*re.findall(r"[^\W\d_]{3,}", shown)}


def test_the_parser_finds_texts_and_their_languages() -> None:
    html = '<html lang="es"><p title="a">b <i lang="en">c</i><br>d</p><input placeholder="e">'
    assert Texts(html).found == [("b", "es"), ("c", "en"), ("d", "es")]
    assert Texts(html).attributes == [("a", "es"), ("e", "es")]
