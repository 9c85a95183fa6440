"""Every field has a column; headers are unique in all three languages together."""

from collections import Counter

import pytest

from graph_service.catalogue.suggest.names import labels_of
from graph_service.catalogue.tables.columns import columns_of
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.text import fold


@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: t.name)
def test_every_field_of_an_entry_file_has_a_column(node_type: NodeType) -> None:
    columns = columns_of(node_type)
    assert {c.path[0] for c in columns} == {"slug", *labels_of(node_type)}


@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: t.name)
def test_every_header_names_a_single_column(node_type: NodeType) -> None:
    names = Counter(
        name for c in columns_of(node_type) for name in {fold(n) for n in (*c.label, c.name)}
    )
    assert [name for name, times in names.items() if times > 1] == []
