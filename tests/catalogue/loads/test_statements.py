"""A load has few distinct statements, however many types of nodes and edges it writes.

Planning a statement takes a Neo4j that has just started 0.2 s of CPU: with a statement for each
label and each kind of edge, a first load of the seeds took 38 s of it.
"""

import ast
import logging
import re

import pytest

from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.load import load
from graph_service.model.indexes import constraint_statements
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT

FIRST = 25
CHANGING = 45
"""Statements, besides one for each constraint and index; two for each type that the graph has."""
_TEXT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")


def _sent(caplog: pytest.LogCaptureFixture) -> set[str]:
    """Return the statements that the driver sent by its log, without those of indexes."""
    runs = [record.args for record in caplog.records if "C: RUN" in record.msg]
    found = {_TEXT.match(str(args[1])) for args in runs if isinstance(args, tuple)}
    texts = {str(ast.literal_eval(text[0])) for text in found if text is not None}
    assert any("CREATE (a)-[r:" in text for text in texts)
    return texts.difference(constraint_statements().values())


async def test_a_first_load_of_the_seeds(live: Live, caplog: pytest.LogCaptureFixture) -> None:
    wanted = wanted_graph(ROOT / "seeds")
    with caplog.at_level(logging.DEBUG, logger="neo4j.io"):
        await load(wanted, live.settings)
    sent = _sent(caplog)
    assert len(sent) <= FIRST, "\n\n".join(sorted(sent))


async def test_a_load_that_changes_everything(
    loaded: Live, seeds: Seeds, caplog: pytest.LogCaptureFixture
) -> None:
    change_all_kinds(seeds)
    wanted = seeds.graph()
    with caplog.at_level(logging.DEBUG, logger="neo4j.io"):
        await load(wanted, loaded.settings, prune=True)
    sent = _sent(caplog)
    assert len(sent) <= CHANGING, "\n\n".join(sorted(sent))
