"""A cursor belongs to a list of nodes of a type in an order."""

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.compiler.ir.pages import encode_cursor
from graph_service.errors import BadUserInput

CURSOR = encode_cursor("GoodPractice", (), ["GoodPractice:a"])


@pytest.mark.parametrize(
    "field",
    [
        'goodPractices(after: "%s") { nodes { id } }',
        'topic(by: {slug: "a"}) { practices(before: "%s") { nodes { id } } }',
    ],
)
def test_a_cursor_is_valid_in_lists_of_its_type(field: str, compiler: Compiler) -> None:
    assert compiler.execution(f"{{ {field % CURSOR} }}").text


@pytest.mark.parametrize("field", ["countries", "entries", "changes", "releases", "visitFlows"])
def test_a_cursor_is_refused_in_other_lists(field: str, compiler: Compiler) -> None:
    with pytest.raises(BadUserInput, match="belongs to the list 'GoodPractice by id', not to"):
        compiler.execution(f'{{ {field}(after: "{CURSOR}") {{ totalCount }} }}')
