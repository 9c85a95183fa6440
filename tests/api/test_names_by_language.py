"""Other names by language: in GraphQL, and on the pages that show them."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from graph_service.api.engine import Engine
from graph_service.explorer.parts.languages import LANGUAGES
from tests.api.asking import data_of

NAMES = {
    "es": ["Sociedad civil", "Participación ciudadana"],
    "en": ["Civil society", "Civic participation"],
    "pt": ["Sociedade civil", "Participação social"],
}
"""The other names of the topic civil-society."""
LINE = re.compile(
    r"<dt[^>]*>(?:Otros nombres|Other names|Outros nomes)</dt><dd>(.*?)</dd>", re.DOTALL
)


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
        ["Honduran"],
        ["hondurenho", "hondurenha"],
    ]
