"""Pages of lists with other filters have the same statements, but for those of the lists."""

from itertools import combinations

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.explorer.pages.lists import PAGES, ListPage
from graph_service.explorer.visits import visits

FILTERED = [page for page in PAGES if len(page.filters) > 1]


def _texts(compiler: Compiler, page: ListPage, names: tuple[str, ...]) -> list[str]:
    """Return the statements of a page that is filtered by some fields."""
    addresses = [address for address, *_ in visits() if address.segments == page.path]
    values = {name: value for address in addresses for name, value in address.query}
    address = addresses[0]
    for name in names:
        address = address.with_values(name, (values[name],))
    variables = {**page.variables(address), "lang": "ES"}
    return compiler.execution(page.operation.text, variables).texts


@pytest.mark.parametrize("page", FILTERED, ids=lambda page: "/".join(page.path))
def test_what_is_beside_the_lists_does_not_depend_on_the_filters(
    page: ListPage, compiler: Compiler
) -> None:
    filters = [*((name,) for name in page.filters), *combinations(page.filters, 2)]
    found = [_texts(compiler, page, names) for names in filters]
    assert len({texts[-1] for texts in found}) == 1
    # The list of the page, and those of the facets by the fields that it is filtered by.
    # Where countries have a filter of their own, the subregions are one more.
    most = {3, 4, 5} if "subregion" in page.filters else {3, 4}
    assert {len(texts) for texts in found} <= most


def test_a_combination_of_two_filters_has_one_new_statement(compiler: Compiler) -> None:
    """Its facets have lists that are filtered by one of the fields, as other pages are."""
    page = next(page for page in PAGES if page.path == ("good-practices",))
    known = {text for name in page.filters for text in _texts(compiler, page, (name,))}
    for names in combinations(page.filters, 2):
        assert len(set(_texts(compiler, page, names)) - known) == 1


def test_a_list_without_filters_has_a_single_statement(compiler: Compiler) -> None:
    page = next(page for page in PAGES if page.path == ("agreements",))
    assert len(_texts(compiler, page, ())) == 1


def test_former_keys_are_looked_up_without_the_rest(compiler: Compiler) -> None:
    execution = compiler.execution(
        '{ topic(by: {slug: "old"}) { id } topics(first: 1) { nodes { id } } }'
    )
    steps = execution.steps()
    next(steps)
    second = steps.send([[["Topic:b"]], []])
    assert "former_slugs" in second.text
    assert "LIMIT $p" not in second.text
    with pytest.raises(StopIteration) as end:
        steps.send([[["Topic:new"]]])
    assert execution.response(end.value.value)["data"] == {
        "topic": {"id": "Topic:new"},
        "topics": {"nodes": [{"id": "Topic:b"}]},
    }


def test_a_page_and_its_count_share_the_nodes_of_a_filter(compiler: Compiler) -> None:
    selected = "totalCount nodes { id }"
    text = compiler.execution(
        f"{{ topics(where: {{scheme: {{eq: SUBJECT}}}}) {{ {selected} }} }}"
    ).text
    assert text.count("n1.scheme =") == 1


def test_only_filters_without_an_index_leave_the_order_to_one(compiler: Compiler) -> None:
    query = "{ goodPractices(where: {countries: {some: %s}}, first: 1) { nodes { id } } }"
    assert "n1.id IS NOT NULL" in compiler.execution(query % "{}").text
    assert "n1.id IS NOT NULL" not in compiler.execution(query % '{slug: {eq: "per"}}').text
