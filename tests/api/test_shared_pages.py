"""Pages as other sites find them: absolute addresses, pictures, citations and redirects."""

import re
import struct

import httpx
import pytest

ERI = "/es/good-practices/gp-cri-eri"


def canonical(response: httpx.Response) -> str:
    found = re.search('rel="canonical" href="([^"]*)"', response.text)
    assert found
    return found[1]


def test_addresses_have_the_host_of_their_request(pages: httpx.Client) -> None:
    """Whoever asks second gets neither the page nor the ETag of another host."""
    hosts = ("one.example", "two.example:8443", "one.example")
    found = [pages.get(ERI, headers={"Host": host}) for host in hosts]
    assert [canonical(page) for page in found] == [f"http://{host}{ERI}" for host in hosts]
    first, second, third = (page.headers["etag"] for page in found)
    assert first == third != second
    known = {"Host": "two.example:8443", "If-None-Match": first}
    assert pages.get(ERI, headers=known).status_code == 200
    data = pages.get(f"{ERI}.json", headers={"Host": "two.example"}).json()
    assert data["address"] == f"http://two.example{ERI}"


def test_code_for_other_sites_leads_here(pages: httpx.Client) -> None:
    page = pages.get("/es/exchanges", headers={"Host": "one.example"}).text
    sources = re.findall(r"iframe src=(?:&#34;|&quot;)(.*?)(?:&amp;|\?)", page)
    assert sources == ["http://one.example/es/embed/exchanges"] * 3


@pytest.mark.parametrize("host", ['a"onload=x', "a b", "a/b", "a@b.example", "<b>"])
def test_a_host_that_is_none_is_refused(pages: httpx.Client, host: str) -> None:
    assert pages.get(ERI, headers={"Host": host}).status_code == 400


def test_a_host_cannot_leave_an_attribute(pages: httpx.Client) -> None:
    """These characters are valid in the name of a host."""
    page = pages.get(ERI, headers={"Host": "a'&;b.example"})
    assert "a'&;b" not in page.text.replace("a\\u0027\\u0026;b", "")


def test_forwarded_headers_are_not_trusted(pages: httpx.Client) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    page = pages.get(ERI, headers={"Host": "one.example", **forwarded})
    assert canonical(page) == f"http://one.example{ERI}"
    assert "evil.example" not in page.text


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        (ERI, f"{ERI}.png"),
        ("/pt/countries/cri/hnd", "/pt/countries/cri/hnd.png"),
        ("/en/exchanges?country=per", "/en/exchanges.png"),
        ("/en/topics?sort=name", "/en.png"),
    ],
)
def test_a_page_has_a_face(pages: httpx.Client, path: str, picture: str) -> None:
    page = pages.get(path)
    (image,) = re.findall('property="og:image" content="([^"]*)"', page.text)
    assert httpx.URL(image).path == picture
    assert re.search('<meta name="description" content="[^"]{20,}"', page.text)
    found = pages.get(picture)
    assert found.headers["content-type"] == "image/png"
    assert found.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", found.content[16:24]) == (1200, 630)
    known = {"If-None-Match": found.headers["etag"]}
    assert pages.get(picture, headers=known).status_code == 304


def test_the_letters_of_a_picture_are_drawn(pages: httpx.Client) -> None:
    """Without a font, words are left out, and both pictures would be the same."""
    one, other = (pages.get(f"/{code}/topics/shelter.png").content for code in ("es", "en"))
    assert one != other


def test_citations_are_files(pages: httpx.Client) -> None:
    for name, begin in (("bib", "@misc{"), ("ris", "TY  - DATA")):
        found = pages.get(f"{ERI}.{name}", headers={"Host": "one.example"})
        assert found.text.startswith(begin)
        assert f"http://one.example{ERI}" in found.text
        assert found.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/es/countries/HND", 308, "/es/countries/hnd"),
        ("/es/countries/HND.csv", 308, "/es/countries/hnd.csv"),
        ("/countries/hnd", 302, "/pt/countries/hnd"),
        ("/topics.csv?sort=name", 302, "/pt/topics.csv?sort=name"),
        ("/countries/HND", 302, "/pt/countries/HND"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_its_page(
    pages: httpx.Client, path: str, status: int, target: str
) -> None:
    found = pages.get(path, headers={"Accept-Language": "pt-BR, en;q=0.5"})
    assert (found.status_code, found.headers["location"]) == (status, target)
    assert ("Accept-Language" in found.headers.get("vary", "")) == (status == 302)


def test_errors_speak_the_language_of_the_reader(pages: httpx.Client) -> None:
    for language, title in (("pt", "Não há nenhuma página"), ("es", "No hay ninguna")):
        missing = pages.get("/none", headers={"Accept-Language": language})
        assert missing.status_code == 404
        assert title in missing.text
    assert 'lang="pt"' in pages.get("/pt/topics?sort=none", headers={"Accept-Language": "en"}).text


def test_icons_are_where_programs_look_for_them(pages: httpx.Client) -> None:
    assert pages.get("/favicon.ico").content[:4] == b"\0\0\1\0"
    assert pages.get("/apple-touch-icon.png").content[:4] == b"\x89PNG"
    assert pages.get("/favicon.ico").headers["cache-control"] == "public, max-age=86400"
