"""GraphiQL at /graphql in a browser: it opens, completes, runs queries and shows answers.

This works under the page's Content-Security-Policy and without requests to other hosts: each test
fails on any console message, which a violation would cause. Screenshots are in the test's temporary
folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

from graph_service.settings import DatabaseSettings
from tests.api.serving import served

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1300, height=850)
NARROW = ViewportSize(width=420, height=800)
LEAST_REQUESTS = {"/graphql", "/graphiql/graphiql.css", "/graphiql/graphiql.js"}


@dataclass
class Watched:
    """A page with its requests and console messages."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def operations(self) -> list[str | None]:
        """Return the names of the operations that were sent."""
        posted = [json.loads(r.post_data or "") for r in self.requests if r.method == "POST"]
        return [operation.get("operationName") for operation in posted]

    def answer(self) -> str:
        """Return the whole text of the answer, of which the editor may draw only a part."""
        editor = self.page.locator(".graphiql-response .CodeMirror")
        expect(editor).to_contain_text('"data"')
        text: str = editor.evaluate("element => element.CodeMirror.getValue()")
        return text

    def run(self) -> dict[str, object]:
        """Run the operation in the open tab and return the data of the answer."""
        self.page.locator(".graphiql-execute-button").click()
        answer = json.loads(self.answer())
        assert set(answer) == {"data"}, answer
        data: dict[str, object] = answer["data"]
        return data

    def expect_schema(self) -> None:
        """Wait until the editor completes fields: keys pressed before are not completed later."""
        self.expect_of_editor("editor => Boolean(editor.options.hintOptions.schema)")

    def expect_of_editor(self, condition: str, wanted: object = True) -> None:
        """Wait until a function of the query editor returns a value.

        Playwright's own `wait_for_function` evaluates text in the page, which its policy forbids.
        """
        found: object = None
        for _ in range(100):
            found = self.query_editor().evaluate(f"({{CodeMirror}}) => ({condition})(CodeMirror)")
            if found == wanted:
                return
            self.page.wait_for_timeout(100)
        assert found == wanted

    def query_editor(self) -> Locator:
        return self.page.locator(".graphiql-query-editor .CodeMirror")


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(catalogue) as client:
        yield client


def _watch(context: BrowserContext) -> Watched:
    found = Watched(context.new_page())
    context.on("request", lambda request: found.requests.append(request))
    context.on("weberror", lambda error: found.complaints.append(str(error.error)))
    context.on("console", lambda message: found.complaints.append(message.text))
    return found


@pytest.fixture
def watched(service: httpx.Client, chromium: Browser) -> Iterator[Watched]:
    """A fresh page."""
    context = chromium.new_context(base_url=str(service.base_url), viewport=WIDE, locale="en-GB")
    found = _watch(context)
    yield found
    found.page.wait_for_load_state("networkidle")
    context.close()
    assert found.complaints == []
    urls = [urlsplit(request.url) for request in found.requests]
    assert {url.netloc for url in urls} == {service.base_url.netloc.decode()}
    assert {url.path for url in urls} >= LEAST_REQUESTS


def test_it_completes_a_field_runs_and_shows_the_answer(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.goto("/graphql")
    page.get_by_label("New tab").click()
    expect(watched.query_editor()).to_contain_text("Your own query")
    watched.expect_schema()
    watched.query_editor().click()
    page.keyboard.press("Control+End")
    page.keyboard.type('{ programme(by: {slug: "prog-pasantias-piloto"}) { visi')
    hints = page.locator(".CodeMirror-hints")
    expect(hints.get_by_text("visits", exact=False).first).to_be_visible()
    page.screenshot(path=tmp_path / "completes.png")
    page.keyboard.press("Enter")
    page.keyboard.type(" { totalCount")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    # The programme's three visits: seeds/exchange-visits, `under: prog-pasantias-piloto`.
    assert json.loads(watched.answer()) == {"data": {"programme": {"visits": {"totalCount": 3}}}}
    page.screenshot(path=tmp_path / "answers.png")


def test_a_new_tab_names_useful_fields_and_completes_filters_by_their_use(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.page
    page.goto("/graphql")
    page.get_by_label("New tab").click()
    expect(watched.query_editor()).to_contain_text("# goodPractices")
    watched.expect_schema()
    watched.query_editor().click()
    page.keyboard.press("Control+End")
    page.keyboard.type("{ goodPractices(where: {")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hint")
    expect(hints.first).to_be_visible()
    assert hints.all_inner_texts()[:3] == ["text", "name", "and"]
    page.screenshot(path=tmp_path / "filters.png")


def test_the_examples_are_answered(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.goto("/graphql")
    expect(page).to_have_title("Good practices against trafficking in persons · GraphiQL")
    found: dict[str, object] = {}
    for tab in ("PilotProgramme", "CountryPage", "Search"):
        page.get_by_role("tab", name=tab).click()
        expect(watched.query_editor()).to_contain_text(f"query {tab}")
        found |= watched.run()
        page.screenshot(path=tmp_path / f"{tab}.png")
    assert set(found) == {"programme", "country", "search"}
    text = json.dumps(found, ensure_ascii=False)
    assert "Internship of Guatemala's SVET in Argentina" in text
    assert "Honduras" in text
    assert "GoodPractice:gp-gtm-albergue" in text


TABS = {
    "es-HN": ("ProgramaPiloto", "PaginaDePais", "Busqueda"),
    "en-GB": ("PilotProgramme", "CountryPage", "Search"),
    "pt-BR": ("ProgramaPiloto", "PaginaDoPais", "Busca"),
}
LABELS = {
    "es-HN": ("Ordenar la consulta", "Ejecutar la consulta", "Ocultar Ayuda", "Mostrar Referencia"),
    "en-GB": ("Prettify query", "Execute query", "Hide Help", "Show Documentation Explorer"),
    "pt-BR": ("Formatar a consulta", "Executar a consulta", "Ocultar Ajuda", "Mostrar Referência"),
}
SETTINGS = {
    "es-HN": ("Abrir los ajustes", "Aspecto"),
    "en-GB": ("Open settings dialog", "Theme"),
    "pt-BR": ("Abrir as configurações", "Aparência"),
}
WELCOMES = {
    "es": "Aquí puede consultar",
    "en": "Query the catalogue here",
    "pt": "Aqui você consulta",
}
"""Of graph_service/api/graphiql/source/texts.json."""


@pytest.mark.parametrize("locale", TABS)
def test_help_and_examples_are_in_the_language_of_the_browser(
    locale: str, service: httpx.Client, chromium: Browser, tmp_path: Path
) -> None:
    """The panel greets and stays closed; names are those of the editors, not of English."""
    prettify, execute, hide_help, show_reference = LABELS[locale]
    language = locale[:2]
    context = chromium.new_context(base_url=str(service.base_url), viewport=WIDE, locale=locale)
    watched = _watch(context)
    page = watched.page
    page.goto("/graphql")
    help_panel = page.locator(".page-help")
    answers: list[str] = []
    expect(help_panel).to_be_visible()
    expect(help_panel).to_contain_text(WELCOMES[language])
    for name in (prettify, execute, show_reference):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    for tab in TABS[locale]:
        expect(help_panel).to_contain_text(tab)
        page.get_by_role("tab", name=tab).click()
        expect(watched.query_editor()).to_contain_text(f"query {tab}")
        expect(watched.query_editor()).to_contain_text(f"@lang(prefer: {language.upper()})")
        answers.append(json.dumps(watched.run(), ensure_ascii=False))
        page.screenshot(path=tmp_path / f"{tab}-{language}.png")
    assert "GoodPractice:gp-gtm-albergue" in answers[-1]  # the shelter, by each word for it
    page.get_by_label(hide_help).click()
    expect(help_panel).to_have_count(0)
    page.reload()
    expect(watched.query_editor()).to_contain_text("query")
    page.wait_for_load_state("networkidle")
    expect(help_panel).to_have_count(0)
    context.close()
    assert watched.complaints == []


@pytest.mark.parametrize("locale", SETTINGS)
def test_dialogs_are_in_the_language_of_the_browser_but_names_of_the_schema_stay(
    locale: str, service: httpx.Client, chromium: Browser, tmp_path: Path
) -> None:
    """`Theme` is the heading of a setting, and a type of the schema."""
    context = chromium.new_context(base_url=str(service.base_url), viewport=WIDE, locale=locale)
    watched = _watch(context)
    page = watched.page
    page.goto("/graphql")
    open_settings, theme = SETTINGS[locale]
    page.get_by_label(open_settings).click()
    expect(page.get_by_role("dialog")).to_contain_text(theme)
    page.screenshot(path=tmp_path / f"settings-{locale}.png")
    page.keyboard.press("Escape")
    page.get_by_label(LABELS[locale][-1]).click()
    reference = page.locator(".graphiql-doc-explorer")
    reference.get_by_role("link", name="Theme", exact=True).click()
    expect(reference.locator(".graphiql-doc-explorer-title")).to_have_text("Theme")
    context.close()
    assert watched.complaints == []


def test_prettify_keeps_comments(watched: Watched) -> None:
    page = watched.page
    written = (
        "# who\nquery Brought { # when\n countries { totalCount # how many\n } }\n# that is all"
    )
    page.goto(f"/graphql?{urlencode({'query': written})}")
    expect(watched.query_editor()).to_contain_text("query Brought")
    kept = (
        "# who\nquery Brought {\n  # when\n  countries {\n    totalCount\n    # how many\n  }\n}\n"
        "# that is all"
    )
    for _ in range(2):  # what is pretty stays as it is
        page.get_by_role("button", name="Prettify query").click()
        watched.expect_of_editor("editor => editor.getValue()", kept)


def test_the_reference_describes_a_field(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.goto("/graphql")
    page.get_by_label("Show Documentation Explorer").click()
    reference = page.locator(".graphiql-doc-explorer")
    expect(reference).to_contain_text("Good practices against trafficking in persons")
    reference.get_by_role("link", name="Query", exact=True).click()
    reference.get_by_role("link", name="goodPractices", exact=True).click()
    expect(reference).to_contain_text("GoodPracticeWhere")
    page.screenshot(path=tmp_path / "reference.png")


def test_dialogs_open_and_the_page_has_a_dark_theme(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.goto("/graphql")
    watched.run()
    page.get_by_label("Open short keys dialog").click()
    expect(page.get_by_role("dialog")).to_contain_text("Ctrl")
    page.keyboard.press("Escape")
    page.get_by_label("Open settings dialog").click()
    page.get_by_role("button", name="Dark").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("body")).to_have_class("graphiql-dark")
    page.screenshot(path=tmp_path / "dark.png")


def test_an_operation_in_the_url_is_shown_but_not_run(watched: Watched) -> None:
    query = "query Brought($iso3: String!) { country(by: {iso3: $iso3}) { name } }"
    parameters = urlencode({"query": query, "variables": '{"iso3": "PER"}'})
    watched.page.goto(f"/graphql?{parameters}")
    expect(watched.query_editor()).to_contain_text("query Brought")
    watched.page.wait_for_load_state("networkidle")
    assert watched.operations() == ["IntrospectionQuery"]
    assert watched.run() == {"country": {"name": "Perú"}}


def test_a_narrow_window_shows_the_answer_below(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.set_viewport_size(NARROW)
    page.goto("/graphql")
    watched.run()
    editors, response = (
        page.locator(f".graphiql-{part}").bounding_box() for part in ("editors", "response")
    )
    assert editors is not None
    assert response is not None
    assert response["y"] >= editors["y"] + editors["height"]
    assert min(editors["width"], response["width"]) > 0.7 * NARROW["width"]
    page.screenshot(path=tmp_path / "narrow.png")
