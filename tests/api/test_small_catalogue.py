"""Pages of a catalogue with one entry: lists, counts, charts and maps are empty; and with none."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph_service.catalogue.commands.load import load_seeds
from graph_service.console import Console
from graph_service.explorer.visits import visits
from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served
from tests.graphs import wipe
from tests.sizes import part_of

SEEDS = Path(__file__).parents[2] / "seeds"
ADDRESSES = [
    str(address)
    for address, *_ in visits()
    if address.language == "es" and not any(name == "sort" for name, _ in address.query)
]
ENTRY = "assistance"
MISTAKES = re.compile(r"\b(None|nan|NaN|Infinity|undefined|null|Undefined)\b|\{\{|\[\]|%\(")
"""What a value that is missing may become in a text."""


@pytest.fixture(scope="module")
def pages(
    database_settings: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("small") / "seeds"
    (folder / "topics").mkdir(parents=True)
    shutil.copy(SEEDS / "topics" / f"{ENTRY}.yaml", folder / "topics")
    wipe(database_settings)
    load_seeds(folder, database_settings, Console(io.StringIO()))
    with served(database_settings, WARM_UP="off", **PATIENT) as client:
        client.timeout = httpx.Timeout(60)
        client.headers.update({"Accept": "text/html"})
        yield client
    wipe(database_settings)


def _text(html: str) -> str:
    """Return what readers see of a page, and the names that they hear."""
    body = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    names = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', body)
    return " ".join([re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", body), *names])


@pytest.mark.proof
@pytest.mark.parametrize("address", part_of(ADDRESSES, 6))
def test_a_page_with_nothing_to_show_says_so(pages: httpx.Client, address: str) -> None:
    answer = pages.get(address)
    # Nothing exists at the example of a slug, and that of a year is a page without events.
    path, _, query = address.partition("?")
    of_none = path in ("/es/planning", "/es/new") and query == "country=example"
    is_missing = "example" in path or of_none
    assert answer.status_code == (404 if is_missing else 200)
    text = _text(answer.text)
    assert text.strip()
    assert not MISTAKES.search(text), text
    assert not re.search(r"<(tbody|ul|ol)[^>]*>\s*</\1>", answer.text), "no empty tables or lists"


@pytest.mark.parametrize("path", ["good-practices", "exchanges", "exchanges/visits"])
def test_an_empty_list_says_why(pages: httpx.Client, path: str) -> None:
    nothing_yet = "El catálogo todavía no tiene entradas de este tipo."
    assert nothing_yet in pages.get(f"/es/{path}").text
    filtered = pages.get(f"/es/{path}?topics={ENTRY}").text
    assert nothing_yet not in filtered
    assert "filtro" in filtered


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_only_entry_has_its_page(pages: httpx.Client, language: str) -> None:
    name = {"es": "Atención y asistencia", "en": "Care and assistance"}.get(language, "Atendimento")
    for address in (f"/{language}/topics", f"/{language}/topics/{ENTRY}"):
        answer = pages.get(address)
        assert answer.status_code == 200
        assert name in _text(answer.text)
    counts = pages.get(f"/{language}/topics.json").json()
    assert counts


def test_without_a_release_a_page_says_so(database_settings: DatabaseSettings) -> None:
    titles = {
        "es": "El catálogo todavía no está cargado",
        "en": "The catalogue is not loaded yet",
        "pt": "O catálogo ainda não está carregado",
    }
    wipe(database_settings)
    with served(database_settings, WARM_UP="off", **PATIENT) as client:
        client.timeout = httpx.Timeout(60)
        for language, title in titles.items():
            for address in (f"/{language}", f"/{language}/practices"):
                answer = client.get(address, headers={"Accept": "text/html"})
                assert answer.status_code == 503
                assert title in _text(answer.text)
        data = client.get("/es.json")
        assert (data.status_code, data.json()["errors"][0]["extensions"]["code"]) == (
            503,
            "NO_RELEASE",
        )
