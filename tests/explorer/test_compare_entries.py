"""Two entries side by side; no database."""

from graph_service.explorer.pages.compare import CompareEntriesPage, Row
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.site import Site
from graph_service.model.json import Json

HERE = Address("en", ("compare", "good-practices"), (("left", "gp-b"), ("right", "gp-a")))


def practice(slug: str, topics: tuple[str, ...], **more: Json) -> Node:
    nodes: Json = [{"id": f"Topic:{t}", "slug": t, "name": t} for t in topics]
    named = {"id": f"GoodPractice:{slug}", "slug": slug, "name": slug, "nameLanguage": "EN"}
    return {**named, "topics": {"totalCount": len(topics), "nodes": nodes}, **more}


DATA: Node = {
    "left": practice("gp-b", ("x", "y"), themesLabels=["Protection"], levelLabel="National"),
    "right": practice("gp-a", ("z", "y"), themesLabels=["Prevention", "Protection"]),
    "choices": {"nodes": [practice("gp-b", ()), practice("gp-c", ())]},
    "catalogue": {
        "release": {
            "number": 1,
            "version": "c0ffeec0ffeec0ff",
            "loadedAt": "2026-11-26T10:00:00Z",
            "checksum": "c",
        }
    },
}


def page() -> CompareEntriesPage:
    found = Site().find(HERE)
    assert isinstance(found, CompareEntriesPage)
    return found


def rows(data: Node) -> list[Row]:
    found = page().view(HERE, data).values["rows"]
    assert isinstance(found, list)
    return found


def test_what_both_have_is_named() -> None:
    by_name = {row.name: row for row in rows(DATA)}
    assert list(by_name) == ["themes", "level", "topics"]
    assert [node["slug"] for node in by_name["topics"].shared] == ["y"]
    assert by_name["themes"].common == ("Protection",)
    assert by_name["level"].cells[1] is None
    assert by_name["level"].common == ()


def test_what_is_not_known_is_said() -> None:
    rendered = Site().render(page(), HERE, DATA)
    assert rendered is not None
    assert '<td data-label="gp-a"><span class="muted">not known</span>' in rendered.content.decode()


def test_the_table_has_the_ids_of_both() -> None:
    table = page().table(HERE, DATA)
    assert table.columns == ("field", "label", "GoodPractice:gp-b", "GoodPractice:gp-a")
    assert table.rows[-1] == ("topics", "Topics", "Topic:x; Topic:y", "Topic:z; Topic:y")


def test_chosen_entries_are_offered_also_without_the_words() -> None:
    choices = page().view(HERE, DATA).values["choices"]
    assert isinstance(choices, list)
    assert [choice["slug"] for choice in choices] == ["gp-a", "gp-b", "gp-c"]


def test_one_entry_is_not_compared() -> None:
    assert rows({**DATA, "right": None}) == []
    assert page().variables(Address("en", ("compare", "good-practices"))) == {
        "left": "", "right": "", "text": None,
    }  # fmt: skip
