"""Texts by language in GraphQL and on pages: other names, notes and agendas."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.explorer.parts.languages import LANGUAGES
from tests.api.asking import data_of
from tests.api.test_page_languages import Texts
from tests.catalogue.records import ENTRIES, named
from tests.english import english_in
from tests.sizes import part_of

NAMES = {
    "es": ["Sociedad civil", "Participación ciudadana"],
    "en": ["Civil society", "Civic participation"],
    "pt": ["Sociedade civil", "Participação social"],
}
"""The other names of the topic civil-society."""
LINE = re.compile(
    r"<summary>(?:Otros nombres|Other names|Outros nomes)</summary>.*?</dt><dd>(.*?)</dd>",
    re.DOTALL,
)

ADDRESS = re.compile(r"<loc>(.*?/(?:es|pt)(?:/.*?)?)</loc>")
UNMARKED = re.compile(r"<(title|q)\b.*?</\1>", re.DOTALL)
"""The title of a page can't say its language, and quotes are as published."""


async def _topic(engine: Engine, slug: str, fields: str, **variables: Any) -> Any:
    query = f'query Names($lang: Language) {{ topic(by: {{slug: "{slug}"}}) {{ {fields} }} }}'
    return (await data_of(engine, query, variables))["topic"]


async def test_without_a_language_all_names_are_returned_each_once(
    catalogue_engine: Engine,
) -> None:
    found = await _topic(
        catalogue_engine, "civil-society", "otherNames(lang: $lang) all: otherNames"
    )
    everything = [name for names in NAMES.values() for name in names]
    assert found == {"otherNames": everything, "all": everything}
    found = await _topic(catalogue_engine, "regional", "otherNames(lang: $lang)")
    assert found["otherNames"].count("Multilateral") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_with_a_language_only_its_names_are_returned(
    catalogue_engine: Engine, language: str
) -> None:
    for variables in ({"lang": language.upper()}, {"lang": "ES"}):
        found = await _topic(
            catalogue_engine, "civil-society", "otherNames(lang: $lang)", **variables
        )
        assert found == {"otherNames": NAMES[variables["lang"].lower()]}


VISIT = "xv-arg-pry-2023"
TEXTS = {
    "es": (
        "También participaron gobiernos municipales y provinciales.",
        "convenio entre municipios de frontera",
    ),
    "en": (
        "Municipal and provincial governments also took part.",
        "agreement between border municipalities",
    ),
    "pt": (
        "Também participaram governos municipais e provinciais.",
        "convênio entre municípios de fronteira",
    ),
}
"""The visit's note, and the only item of its agenda."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "stated",
    ["$lang: Language) { visit: exchangeVisit(by: {slug: $slug}) { %s }",
     "$lang: Language!) @lang(prefer: $lang) { visit: exchangeVisit(by: {slug: $slug}) { %s }"],
)  # fmt: skip
async def test_a_note_and_an_agenda_are_in_the_language_of_the_request(
    catalogue_engine: Engine, language: str, stated: str
) -> None:
    note, item = TEXTS[language]
    expected = {
        "note": note,
        "noteLanguage": language.upper(),
        "agenda": [item],
        "agendaLanguage": language.upper(),
    }
    has_directive = "@lang" in stated
    fields = [name if has_directive else f"{name}(lang: $lang)" for name in expected]
    query = f"query Notes($slug: String!, {stated % ' '.join(fields)} }}"
    variables = {"slug": VISIT, "lang": language.upper()}
    assert await data_of(catalogue_engine, query, variables) == {"visit": expected}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_a_note_and_an_agenda_in_its_language(
    pages: httpx.Client, language: str
) -> None:
    text = pages.get(f"/{language}/exchange-visits/{VISIT}").text
    for line in TEXTS[language]:
        assert re.search(rf"<(?:p|span)>{re.escape(line)}</", text)


def _shown(client: httpx.Client, path: str) -> list[str] | None:
    """Return the other names that a page shows; None if it has no line for them."""
    response = client.get(path)
    assert response.status_code == 200
    found = LINE.search(response.text)
    if found is None:
        return None
    return [unescape(text.strip()) for text in re.split("<[^>]*>", found[1]) if text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_the_names_in_its_language(pages: httpx.Client, language: str) -> None:
    assert _shown(pages, f"/{language}/topics/civil-society") == NAMES[language]


def test_a_page_without_names_in_its_language_has_no_line_for_them(pages: httpx.Client) -> None:
    paths = [f"/{language}/institutions/arg-senaf" for language in LANGUAGES]
    assert [_shown(pages, path) for path in paths] == [["SENNAF"], None, None]
    demonyms = [_shown(pages, f"/{language}/countries/hnd") for language in LANGUAGES]
    assert demonyms == [
        ["hondureño", "hondureña", "catracho", "catracha"],
        ["Honduran", "Republic of Honduras"],
        ["hondurenho", "hondurenha"],
    ]


@pytest.mark.proof
def test_pages_in_spanish_and_portuguese_have_no_english(pages: httpx.Client) -> None:
    addresses = ADDRESS.findall(pages.get("/sitemap.xml").text)
    assert len(addresses) > 2 * len(ENTRIES)
    names = re.compile("|".join(re.escape(name) for name in sorted(_names(), reverse=True)))
    english = {}
    for address in part_of(addresses, 181):
        page = Texts(UNMARKED.sub("", pages.get(address).raise_for_status().text))
        shown = [text for text, language in (*page.found, *page.attributes) if language != "en"]
        english[address] = [text for text in shown if english_in(names.sub("", text))]
    assert {address: texts for address, texts in english.items() if texts} == {}


def _names() -> set[str]:
    """Return the names that are the same in all languages, as they have none of their own."""
    found = {entry["publisher"] for entry in ENTRIES.values() if "publisher" in entry}
    for identity, entry in ENTRIES.items():
        found |= {*named(identity, "formerNames")}
        if identity.startswith("Institution:"):
            found |= {entry["name"][code] for code in ("es", "pt") if code in entry["name"]}
    return found
