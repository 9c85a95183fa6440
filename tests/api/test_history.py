"""The history over GraphQL, after five releases: loads, a rename, a removal and an undo.

1. The seeds.
2. A topic gets another English name, and a new topic is added.
3. The new topic is renamed and gets other names.
4. The new topic is removed.
5. Release 4 is undone, so the topic is added again.
"""

import asyncio
import datetime as dt
import io
import shutil
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from graph_service.api.assistants import Assistants
from graph_service.api.engine import Engine
from graph_service.catalogue.commands.load import load_seeds
from graph_service.catalogue.loads.load import undo
from graph_service.console import Console
from graph_service.settings import DatabaseSettings, ServiceSettings
from tests.api.asking import data_of
from tests.api.serving import HTML, PATIENT, served
from tests.conftest import ROOT
from tests.explorer.test_operations import OPERATIONS

NEW = "name: {es: Intérpretes, en: Interpreters}\nscheme: SUBJECT\n"
RENAMED = f"{NEW}otherNames: {{es: [Traducción]}}\nformerSlugs: [interpreters]\n"


@pytest.fixture(scope="module", autouse=True)
def releases(own_catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    seeds = tmp_path_factory.mktemp("history") / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    topics = seeds / "topics"

    def load(*, prune: bool = False) -> None:
        console = Console(io.StringIO())
        load_seeds(seeds, own_catalogue, console, prune=prune, loaded_by="ana", is_confirmed=prune)

    hotline = topics / "hotline.yaml"
    hotline.write_text(hotline.read_text().replace("Hotlines", "Helplines"), encoding="utf-8")
    (topics / "interpreters.yaml").write_text(NEW, encoding="utf-8")
    load()
    (topics / "interpreters.yaml").unlink()
    (topics / "interpreting.yaml").write_text(RENAMED, encoding="utf-8")
    load()
    (topics / "interpreting.yaml").unlink()
    load(prune=True)
    asyncio.run(undo(own_catalogue, 4, loaded_by="eva"))


@pytest.fixture
def data(engine: Engine) -> Callable[..., Any]:
    """Returns a function that runs an operation which must succeed."""

    async def ask(text: str, **variables: Any) -> Any:
        return await data_of(engine, text, variables)

    return ask


async def test_assistants_are_told_what_changed(engine: Engine) -> None:
    assistants = Assistants(ServiceSettings())
    assistants.engine = engine
    answer: Any = await assistants.tools.call("what_changed", {"from": 1, "language": "es"})
    assert [(hit["facts"]["Cambio"], hit["name"]) for hit in answer["hits"]] == [
        ("Agregada", "Intérpretes"),
        ("Eliminada", "Intérpretes"),
        ("Renombrada", "Intérpretes"),
        ("Modificada", "Líneas de denuncia"),
        ("Agregada", "Intérpretes"),
    ]
    assert answer["hits"][3]["changed"] == ["name"]
    assert answer["hits"][3]["address"].endswith("/es/topics/hotline")


async def test_releases_are_listed_with_what_they_did(
    data: Callable[..., Any],
) -> None:
    found = await data(
        """{ releases(first: 4) { totalCount pageInfo { hasNextPage } nodes {
             number undoes loadedBy changes { totalCount nodes { kind entryId } } } } }"""
    )
    listed = found["releases"]
    assert (listed["totalCount"], listed["pageInfo"]) == (5, {"hasNextPage": True})
    assert listed["nodes"] == [
        _release(5, 4, "eva", [("ADDED", "Topic:interpreting")]),
        _release(4, None, "ana", [("REMOVED", "Topic:interpreting")]),
        _release(3, None, "ana", [("RENAMED", "Topic:interpreting")]),
        _release(2, None, "ana", [("CHANGED", "Topic:hotline"), ("ADDED", "Topic:interpreters")]),
    ]


def _release(
    number: int, undoes: int | None, by: str, changes: list[tuple[str, str]]
) -> dict[str, Any]:
    nodes = [{"kind": kind, "entryId": identity} for kind, identity in changes]
    return {
        "number": number, "undoes": undoes, "loadedBy": by,
        "changes": {"totalCount": len(nodes), "nodes": nodes},
    }  # fmt: skip


async def test_one_release_is_found_by_its_number(data: Callable[..., Any]) -> None:
    found = await data("{ release(number: 4) { id } none: release(number: 6) { id } }")
    assert found == {"release": {"id": "Release:release-4"}, "none": None}


async def test_a_history_goes_on_after_renames_removals_and_undos(data: Callable[..., Any]) -> None:
    found = await data(
        """{ topic(by: {slug: "interpreting"}) { history { nodes {
             number kind entryId formerId name(lang: EN) entry { slug } release { number }
             fields { name language before after } } } } }"""
    )
    added, removed, renamed, first = found["topic"]["history"]["nodes"]
    assert (added["number"], added["kind"], removed["kind"]) == (5, "ADDED", "REMOVED")
    assert renamed == {
        "number": 3,
        "kind": "RENAMED",
        "entryId": "Topic:interpreting",
        "formerId": "Topic:interpreters",
        "name": "Interpreters",
        "entry": {"slug": "interpreting"},
        "release": {"number": 3},
        "fields": [
            {"name": "otherNames", "language": "ES", "before": None, "after": "Traducción"},
            {"name": "formerSlugs", "language": None, "before": None, "after": "interpreters"},
        ],
    }
    assert (first["number"], first["entryId"], first["formerId"]) == (2, "Topic:interpreters", None)
    assert first["entry"] == {"slug": "interpreting"}  # as it is called now


async def test_changes_between_two_releases(data: Callable[..., Any]) -> None:
    text = """query ($from: Int, $to: Int, $where: ChangeWhere) {
      changes(from: $from, to: $to, where: $where) { totalCount nodes { number kind }
        facets(by: [kind]) { values { value count } } } }"""
    found = (await data(text, **{"from": 1, "to": 3}))["changes"]
    assert found["nodes"] == [
        {"number": 3, "kind": "RENAMED"},
        {"number": 2, "kind": "CHANGED"},
        {"number": 2, "kind": "ADDED"},
    ]
    # A facet ignores its own filter, but not the bounds.
    added = (await data(text, **{"from": 2, "where": {"kind": {"eq": "ADDED"}}}))["changes"]
    assert added["nodes"] == [{"number": 5, "kind": "ADDED"}]
    assert added["facets"][0]["values"] == [
        {"value": value, "count": 1} for value in ("ADDED", "REMOVED", "RENAMED")
    ]
    all_of_them = (await data(text))["changes"]
    assert all_of_them["totalCount"] == len(all_of_them["nodes"]) == 5


async def test_changes_are_filtered_by_entry_and_type(data: Callable[..., Any]) -> None:
    found = await data(
        """{ one: changes(where: {entryId: {eq: "Topic:hotline"}}) {
               nodes { number entryType entryTypeLabel } }
             type: changes(where: {entryType: {in: [COUNTRY, SOURCE]}}) { totalCount } }"""
    )
    assert found == {
        "one": {"nodes": [{"number": 2, "entryType": "TOPIC", "entryTypeLabel": "Tema"}]},
        "type": {"totalCount": 0},
    }


async def test_the_feed_is_paged_in_both_directions(data: Callable[..., Any]) -> None:
    text = """query ($first: Int, $after: String, $last: Int, $before: String) {
      changes(first: $first, after: $after, last: $last, before: $before) {
        nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""
    whole = (await data(text))["changes"]["nodes"]
    forward: list[Any] = []
    place: dict[str, Any] = {}
    while not forward or place["after"]:
        page = (await data(text, first=2, **place))["changes"]
        forward += page["nodes"]
        place = {
            "after": page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        }
    assert forward == whole
    last = (await data(text, last=2))["changes"]
    assert last["nodes"] == whole[-2:]
    before = (await data(text, last=2, before=last["pageInfo"]["startCursor"]))["changes"]
    assert before["nodes"] == whole[-4:-2]
    assert before["pageInfo"]["hasPreviousPage"]


async def test_entries_say_when_they_were_added_and_changed(data: Callable[..., Any]) -> None:
    found = await data(
        """{ release(number: 2) { loadedAt } topics(
               where: {slug: {in: ["interpreting", "hotline", "data"]}}
               orderBy: [{updatedAt: DESC}, {slug: ASC}]
             ) { nodes { slug addedIn updatedIn updatedAt } } }"""
    )
    topics = found["topics"]["nodes"]
    assert [(t["slug"], t["addedIn"], t["updatedIn"]) for t in topics] == [
        ("interpreting", 5, 5),
        ("hotline", 1, 2),
        ("data", 1, 1),
    ]
    assert topics[1]["updatedAt"] == found["release"]["loadedAt"]


def test_only_an_entry_that_was_changed_has_a_page_of_its_history(
    own_catalogue: DatabaseSettings,
) -> None:
    with served(own_catalogue, **PATIENT) as pages:
        changed = pages.get("/en/topics/hotline", headers=HTML).text
        assert "Last changed on " in changed
        assert 'href="/en/topics/hotline/history"' in changed
        history = pages.get("/en/topics/hotline/history", headers=HTML)
        assert (history.status_code, "Helplines" in history.text) == (200, True)
        unchanged = pages.get("/en/topics/data", headers=HTML).text
        assert "Last changed on " not in unchanged
        assert "/en/topics/data/history" not in unchanged
        moved = pages.get("/en/topics/data/history", headers=HTML, follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (308, "/en/topics/data")


async def test_all_entries_can_be_listed_page_by_page(
    data: Callable[..., Any], own_catalogue: DatabaseSettings
) -> None:
    text = """query ($after: String) { catalogue { counts { count } }
      entries(first: 100, after: $after) { totalCount nodes { id }
        pageInfo { endCursor hasNextPage hasPreviousPage } } }"""
    ids: list[str] = []
    after = None
    while True:
        found = await data(text, after=after)
        page = found["entries"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        ids += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    total = sum(count["count"] for count in found["catalogue"]["counts"])
    assert total == page["totalCount"] == len(ids) > 400
    assert ids == sorted(set(ids))


async def test_entries_that_were_updated_since(data: Callable[..., Any]) -> None:
    text = """query ($since: DateTime, $types: [EntryType!]) {
      entries(updatedSince: $since, types: $types) { totalCount nodes { id } } }"""
    release = (await data("{ release(number: 2) { loadedAt } }"))["release"]
    found = (await data(text, since=release["loadedAt"]))["entries"]
    assert found == {
        "totalCount": 2,
        "nodes": [{"id": "Topic:hotline"}, {"id": "Topic:interpreting"}],
    }
    others = (await data(text, since=release["loadedAt"], types=["COUNTRY", "SOURCE"]))["entries"]
    assert others == {"totalCount": 0, "nodes": []}
    # The same moment, as a clock six hours behind UTC shows it.
    loaded_at = dt.datetime.fromisoformat(release["loadedAt"])
    west = loaded_at.astimezone(dt.timezone(dt.timedelta(hours=-6))).isoformat()
    assert (await data(text, since=west))["entries"] == found


async def test_changes_are_nodes(data: Callable[..., Any]) -> None:
    change = "Change:release-2/Topic:hotline"
    found = await data(
        """query ($id: ID!, $ids: [ID!]!) {
             node(id: $id) { id ... on Change { kind fields { name language before after } } }
             nodes(ids: $ids) { __typename id } }""",
        id=change,
        ids=[change, "Topic:hotline", "Change:none"],
    )
    assert found["node"] == {
        "id": change,
        "kind": "CHANGED",
        "fields": [{"name": "name", "language": "EN", "before": "Hotlines", "after": "Helplines"}],
    }
    assert found["nodes"] == [
        {"__typename": "Change", "id": change},
        {"__typename": "Topic", "id": "Topic:hotline"},
        None,
    ]


async def test_the_page_of_changes(data: Callable[..., Any]) -> None:
    """The operation of docs/pages.md, whose answer in tests/explorer/answers has no changes yet."""
    text = (OPERATIONS / "changes.graphql").read_text()
    given = {"from": 1, "first": 3, "lang": "PT"}
    first = (await data(text, **given))["changes"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (5, True)
    assert [(c["kindLabel"], c["entryId"], c["release"]["number"]) for c in first["nodes"]] == [
        ("Acrescentada", "Topic:interpreting", 5),
        ("Removida", "Topic:interpreting", 4),
        ("Renomeada", "Topic:interpreting", 3),
    ]
    after = first["pageInfo"]["endCursor"]
    changed, added = (await data(text, **given, after=after))["changes"]["nodes"]
    assert (changed["name"], changed["entry"]["id"]) == ("Disque-denúncia", "Topic:hotline")
    assert changed["fields"] == [
        {"name": "name", "language": "EN", "before": "Hotlines", "after": "Helplines"}
    ]
    assert (added["kind"], added["entry"]["id"]) == ("ADDED", "Topic:interpreting")


def test_a_page_says_which_release_removed_its_entry(own_catalogue: DatabaseSettings) -> None:
    """The undo of Release 5 is Release 6, which removes the topic once more."""
    with served(own_catalogue, WARM_UP="off", **PATIENT) as client:
        client.timeout = httpx.Timeout(60)
        assert client.get("/en/topics/interpreting", headers=HTML).status_code == 200
        asyncio.run(undo(own_catalogue, 5, loaded_by="eva"))
        page = client.get("/en/topics/interpreting", headers=HTML)
        assert page.status_code == 410
        assert "“Interpreters” was in the catalogue until Release 6" in page.text
        assert client.get("/en/countries/interpreting", headers=HTML).status_code == 404
