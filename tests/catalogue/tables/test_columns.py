"""Every field has a column with a name in three languages, and no name means two columns."""

from collections import Counter

import pytest

from graph_service.catalogue.files.read import field_names
from graph_service.catalogue.tables.columns import columns_of
from graph_service.catalogue.tables.headers import HEADERS
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, LISTED
from graph_service.model.text import fold


@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: t.name)
def test_every_field_of_files_has_a_column(node_type: NodeType) -> None:
    columns = columns_of(node_type)
    assert {c.path[0] for c in columns} == {"slug", *field_names(node_type)}


@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: t.name)
def test_a_name_in_any_language_means_one_column(node_type: NodeType) -> None:
    names = Counter(
        name for c in columns_of(node_type) for name in {fold(n) for n in (*c.header, c.name)}
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_no_name_is_for_a_field_that_is_not_there() -> None:
    assert set(HEADERS) == {name for t in LISTED for name in field_names(t)}
