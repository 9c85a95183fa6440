"""Queries inside a transaction: a row has a cell for each column, also for a null."""

from graph_service.model.json import Json
from graph_service.store.driver import Database
from graph_service.store.run_query import Table, run_query
from graph_service.store.write import write_transaction


async def test_a_null_has_a_cell(database: Database) -> None:
    query = "UNWIND [1, null] AS n RETURN n, date('2018-10-09') AS day, [n] AS all"
    async with write_transaction(database) as writer:
        found = await run_query(writer, query)
    rows: list[tuple[Json, ...]] = [(1, "2018-10-09", [1]), (None, "2018-10-09", [None])]
    assert found == Table(columns=("n", "day", "all"), rows=rows)
