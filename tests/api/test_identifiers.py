"""Identifiers as addresses, and what crawlers read; expected values worked out from seeds/."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import orjson
import pytest

from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served

ROOT = Path(__file__).parents[2]
ERI = "/id/GoodPractice/gp-cri-eri"
PUBLIC = "https://catalogue.example"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def pages(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(
        catalogue, PUBLIC_URL=PUBLIC, CONTACT="errors@catalogue.example", **PATIENT
    ) as client:
        yield client


def parsed(response: httpx.Response) -> ElementTree.Element:
    return ElementTree.fromstring(response.content)  # noqa: S314 — our own answer


@pytest.mark.parametrize(
    ("accept", "language", "target"),
    [
        ("text/html,*/*;q=0.8", "pt-BR", "/pt/good-practices/gp-cri-eri"),
        ("*/*", "", "/es/good-practices/gp-cri-eri"),
        ("application/json", "en", "/en/good-practices/gp-cri-eri.json"),
        ("application/ld+json, text/html;q=0.5", "en", f"{ERI}.jsonld"),
        ("application/*", "en", f"{ERI}.jsonld"),
    ],
)
def test_an_identifier_leads_to_the_document_that_fits(
    pages: httpx.Client, accept: str, language: str, target: str
) -> None:
    response = pages.get(ERI, headers={"Accept": accept, "Accept-Language": language})
    assert (response.status_code, response.headers["location"]) == (303, target)
    assert response.headers["vary"] == "Accept, Accept-Language"


def test_an_entry_has_its_statements_in_json_ld(pages: httpx.Client) -> None:
    """gp-cri-eri.yaml: started isn't known, its country is cri, and two themes."""
    response = pages.get(f"{ERI}.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    document = orjson.loads(response.content)
    assert document["@context"]["@base"] == f"{PUBLIC}/id/"
    entry, *statements = document["@graph"]
    assert entry["@id"] == "GoodPractice/gp-cri-eri"
    assert "v:GoodPractice" in entry["@type"]
    assert {"@id": "vocabulary/Theme/PROTECTION"} in entry["v:themes"]
    about = [item for item in statements if item.get("@type") == "rdf:Statement"]
    assert len(about) * 2 == len(statements)
    assert "Country/cri" in {item["rdf:object"]["@id"] for item in about}
    assert {item["rdf:subject"]["@id"] for item in about} == {entry["@id"]}
    again = pages.get(f"{ERI}.jsonld", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "iri",
    ["terms", "vocabulary/Theme", "vocabulary/Theme/PROTECTION", "topic-scheme/SUBJECT"],
)
def test_what_defines_a_term_is_at_its_iri(pages: httpx.Client, iri: str) -> None:
    """Terms are fragments, `terms#themes`, so their document is at /id/terms."""
    response = pages.get(f"/id/{iri}")
    assert (response.status_code, response.headers["location"]) == (303, "/id/terms.jsonld")
    document = orjson.loads(pages.get("/id/terms.jsonld").content)
    assert document["@context"]["v"] == f"{PUBLIC}/id/terms#"
    defined = {item["@id"] for item in document["@graph"]}
    assert {"v:themes", "v:GoodPractice"} <= defined
    assert iri == "terms" or iri in defined


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/id/vocabulary/Theme/NOTHING", "*/*", 404),
        ("/id/topic-scheme/", "*/*", 404),
        ("/id/GoodPractice/none", "*/*", 404),
        ("/id/GoodPractice/none.jsonld", "*/*", 404),
        ("/id/Nothing/gp-cri-eri", "*/*", 404),
        (ERI, "image/png", 406),
    ],
)
def test_wrong_identifiers_are_explained(
    pages: httpx.Client, path: str, accept: str, status: int
) -> None:
    response = pages.get(path, headers={"Accept": accept})
    assert response.status_code == status
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize("path", ["GoodPractice/none", "Nothing/gp-cri-eri", "vocabulary/Theme/NO"])
def test_a_browser_gets_a_page_for_a_wrong_identifier(pages: httpx.Client, path: str) -> None:
    asked = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "pt"}
    response = pages.get(f"/id/{path}", headers=asked)
    assert response.status_code == 404
    assert '<html lang="pt">' in response.text


def test_the_sitemap_has_every_entry_in_every_language(pages: httpx.Client) -> None:
    found = parsed(pages.get("/sitemap.xml"))
    addresses = [item.text or "" for item in found.iter(f"{SITEMAP}loc")]
    assert len(addresses) == len(set(addresses))
    paths = [address.split("/")[3:] for address in addresses]
    entries = Counter(folder for _, folder, *rest in (p for p in paths if p[1:]) if len(rest) == 1)
    files = Counter(file.parent.name for file in Path("seeds").glob("*/*.yaml"))
    assert {f: entries[f] for f in files} == {f: 3 * number for f, number in files.items()}
    assert f"{PUBLIC}/en/method" in addresses
    (url,) = (u for u in found if u[0].text == f"{PUBLIC}/pt/topics/shelter")
    links = {link.get("hreflang"): link.get("href") for link in url if link.get("hreflang")}
    languages = {code: f"{PUBLIC}/{code}/topics/shelter" for code in ("es", "en", "pt")}
    assert links == {**languages, "x-default": f"{PUBLIC}/es/topics/shelter"}
    pairs = ["/".join(path[2:]) for path in paths if path[:2] == ["es", "countries"] and path[3:]]
    assert len(pairs) == 151
    assert "gtm/hnd" in pairs
    assert "aut/per" not in pairs


def test_a_page_names_its_canonical_address_and_its_languages(pages: httpx.Client) -> None:
    html = pages.get("/pt/topics?sort=name&text=&scheme=subject").text
    link = r'<link rel="(?:canonical|alternate)" (?:hreflang="([^"]+)" )?href="([^"]+)"'
    found = re.findall(link, html)
    query = "scheme=subject&amp;sort=name"
    languages = {code: f"{PUBLIC}/{code}/topics?{query}" for code in ("es", "en", "pt")}
    assert dict(found) == {"": languages["pt"], **languages, "x-default": languages["es"]}
    home = pages.get("/en").text
    assert f'hreflang="x-default" href="{PUBLIC}/"' in home


def test_robots_and_language_models_find_the_site(pages: httpx.Client) -> None:
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in pages.get("/robots.txt").text
    text = pages.get("/llms.txt").text
    linked = re.findall(rf"{PUBLIC}(/[\w./-]*)", text)
    assert "/en/good-practices" in linked
    for path in {path.rstrip(".") for path in linked} - {"/id/Type/slug", "/graphql"}:
        assert pages.get(path).status_code == 200, path


def test_a_browser_can_search_the_catalogue(pages: httpx.Client) -> None:
    """An OpenSearch description has a name of at most 16 characters, and {searchTerms}."""
    schema = "{http://a9.com/-/spec/opensearch/1.1/}"
    for language in LANGUAGES:
        response = pages.get(f"/{language}/opensearch.xml")
        assert response.headers["content-type"] == "application/opensearchdescription+xml"
        (url,) = parsed(response).iter(f"{schema}Url")
        assert len(parsed(response).findtext(f"{schema}ShortName") or "") in range(4, 17)
        assert url.get("template") == f"{PUBLIC}/{language}/search?q={{searchTerms}}"
        assert f'href="/{language}/opensearch.xml"' in pages.get(f"/{language}").text


def test_the_feed_has_the_releases(pages: httpx.Client) -> None:
    response = pages.get("/es/releases.atom")
    assert response.headers["content-type"] == "application/atom+xml"
    (entry,) = parsed(response).iter(f"{ATOM}entry")
    assert (entry[0].text or "").startswith("Edición 1 del catálogo")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{PUBLIC}/es/releases#release-1"
    assert 'id="release-1"' in pages.get("/es/releases").text
    (line,) = pages.get("/es/releases.csv").text.splitlines()[1:]
    assert line.startswith("1,")


def test_the_feed_of_news_is_by_country(pages: httpx.Client) -> None:
    response = pages.get("/pt/new.atom?country=gtm")
    assert response.headers["content-type"] == "application/atom+xml"
    feed = parsed(response)
    assert feed.findtext(f"{ATOM}id") == f"{PUBLIC}/pt/new.atom?country=gtm"
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "Visita ou encontro: X Encontro da REDTRAM (Cartagena das Índias)"
    ids = {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}
    assert len(ids) == len(titles) == 30
    headers = {"If-None-Match": response.headers["etag"]}
    assert pages.get("/pt/new.atom?country=gtm", headers=headers).status_code == 304
    assert pages.get("/pt/new.atom?country=none").status_code == 404
    assert pages.get("/pt/topics.atom").status_code == 404


def test_pages_carry_schema_org_that_is_not_executed(pages: httpx.Client) -> None:
    page = pages.get("/en/good-practices/gp-cri-eri").text
    block = r'<script type="application/ld\+json">(.*?)</script>'
    found, trail = map(orjson.loads, re.findall(block, page))
    assert trail["@type"] == "BreadcrumbList"
    assert found["about"]["@id"] == f"{PUBLIC}{ERI}"
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {found['isPartOf']['version']}\n" in cited
    assert found["citation"]
    dataset, site = map(orjson.loads, re.findall(block, pages.get("/en").text))
    assert dataset["@type"] == "Dataset"
    assert site["potentialAction"]["target"] == f"{PUBLIC}/en/search?text={{search_term_string}}"


def test_the_host_of_a_request_plays_no_role(pages: httpx.Client) -> None:
    """Neither where a page is first read under another name, nor in its ETag."""
    other = pages.get("/es/about", headers={"Host": "other.example"})
    assert "other.example" not in other.text
    assert f'href="{PUBLIC}/es/about"' in other.text
    assert other.headers["etag"] == pages.get("/es/about").headers["etag"]


def test_an_error_is_reported_with_the_address_of_the_entry(pages: httpx.Client) -> None:
    page = pages.get("/en/topics/shelter").text
    (mail,) = re.findall(r'href="(mailto:[^"?]*\?[^"]*)"', page)
    parts = parse_qs(urlsplit(unescape(mail)).query)
    assert urlsplit(mail).path == "errors@catalogue.example"
    assert parts == {
        "subject": ["Error in: Shelter"],
        "body": [f"{PUBLIC}/en/topics/shelter\n\n"],
    }
    assert "seeds/topics" not in page
