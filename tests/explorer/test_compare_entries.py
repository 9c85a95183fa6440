"""Two entries side by side; no database."""

import re

import pytest

from graph_service.explorer.pages.compare import CompareEntriesPage, Row
from graph_service.explorer.parts.address import Address, parse_address
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
    assert [name for name, _, _ in rows(DATA)] == ["themes", "level", "topics"]
    rendered = Site().render(page(), HERE, DATA)
    assert rendered is not None
    html = rendered.content.decode()
    shared = re.findall(r'<td data-label="In both">(.*?)</td>', html, re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", text).strip() for text in shared] == ["Protection", "–", "y"]


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


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("/es/compare/institutions", "left=hnd-cicesct&right=x", "/es/institutions/hnd-cicesct"),
        ("/pt/compare/programmes.csv", "text=x", "/pt/programmes"),
    ],
)
def test_former_comparisons_lead_to_the_first_entry(path: str, query: str, target: str) -> None:
    address = parse_address(path, query)
    assert address is not None
    former = Site().find(address)
    assert former is not None
    rendered = Site().render(former, address, {})
    assert rendered is not None
    assert (rendered.status, str(rendered.moved_to)) == (308, target)
