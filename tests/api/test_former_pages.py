"""Addresses of former pages redirect for good to what replaces them; no database."""

import httpx
import pytest

from graph_service.explorer.parts.languages import LANGUAGES
from tests.api.serving import NO_DATABASE, served

FORMER = {
    "good-practices/gp-cri-eri/around": "good-practices/gp-cri-eri",
    "good-practices/gp-cri-eri/around.csv?headings=api": "good-practices/gp-cri-eri.csv",
    "countries/hnd/around/": "countries/hnd",
    "topics/shelter/around": "topics/shelter",
    "countries/hnd/around.json": "countries/hnd.json",
    "compare/good-practices": "good-practices",
    "compare/good-practices?left=&right=gp-cri-eri&text=x": "good-practices",
    "compare/good-practices?left=gp-cri-eri&right=x": "good-practices/gp-cri-eri",
    "compare/good-practices.xlsx?left=gp-cri-eri": "good-practices/gp-cri-eri.xlsx",
    "changes.atom?from=1": "releases.atom",
    "embed/exchanges/visits?kind=training&show=map&country=&release=1":
        "embed/exchanges/visits?kind=training&release=1&show=matrix",
}  # fmt: skip


@pytest.mark.parametrize("former", FORMER)
def test_a_former_page_redirects(offline_service: httpx.Client, former: str) -> None:
    for language in LANGUAGES:
        response = offline_service.get(f"/{language}/{former}")
        present = f"/{language}/{FORMER[former]}"
        assert (response.status_code, response.headers["location"]) == (308, present)


def test_at_a_path_of_their_own_and_without_a_language() -> None:
    with served(NO_DATABASE, EXPLORER_PATH="/explorer") as client:
        for former, present in FORMER.items():
            location = client.get(f"/explorer/pt/{former}").headers["location"]
            assert location == f"/explorer/pt/{present}"
        moved = client.get("/explorer/countries/hnd/around", headers={"Accept-Language": "en"})
    assert (moved.status_code, moved.headers["location"]) == (302, "/explorer/en/countries/hnd")
