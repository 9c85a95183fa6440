"""Names that the editors translated are marked on every page, not only on that of their entry."""

import re

import httpx
import pytest

from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.model.graph import ENTRY_TYPES
from tests.catalogue.records import ENTRIES
from tests.sizes import part_of

FOLDERS = {t.folder: t.name for t in ENTRY_TYPES}
LINK = re.compile(
    r'<a class="entry type-[a-z-]+" href="/../([a-z-]+)/([a-z0-9-]+)"[^>]*>[^<]*</a>\s*'
    r'(<small class="tr">tr(?:ad)?\.</small>)?'
)
PATHS = [
    "", *FOLDERS, *(f"{t.folder}/{t.example}" for t in ENTRY_TYPES), "countries/hnd", "overview",
    "timeline/2018", "exchanges", "exchanges/visits", "stories/prog-pasantias-piloto",
    "countries/ecu/per", "planning?country=gtm",
    "search?text=respuesta+inmediata",
]  # fmt: skip
CASES = part_of([(path, language) for path in PATHS for language in LANGUAGES], 3)

pytestmark = [pytest.mark.slow, pytest.mark.proof]


@pytest.mark.parametrize(("path", "language"), CASES)
def test_every_link_says_whether_its_name_is_a_translation(
    pages: httpx.Client, path: str, language: str
) -> None:
    response = pages.get(f"/{language}/{path}", follow_redirects=True)
    assert response.status_code == 200
    links = LINK.findall(response.text)
    assert links or path == "sources"
    wrong = [
        f"{folder}/{slug}"
        for folder, slug, mark in links
        if bool(mark)
        != (language.upper() in ENTRIES[f"{FOLDERS[folder]}:{slug}"].get("translatedInto", []))
    ]
    assert wrong == []
