"""One folder a case: an operation, its Cypher, and the answer that was worked out by hand.

`answer.json` is never written from the service. `statement.cypher` is: after a change to the
compiler, look at what differs, and run with WRITE_STATEMENTS=1 to keep it.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph_service.api.engine import Engine
from graph_service.compiler.compiler import Compiler
from graph_service.compiler.execution import Execution
from graph_service.settings import DatabaseSettings

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
LISTS = {
    # Operations over all entries of a type: nothing in them picks entries by a key.
    "dates", "empty_page", "fragments", "logic", "order_by_enum", "order_nulls", "quantifiers",
    "question_02", "question_03", "question_05", "question_07", "question_08", "question_10",
    "text_folded", "to_one_filter",
}  # fmt: skip


def _variables(name: str) -> Mapping[str, Any]:
    file = CASES / name / "variables.json"
    variables: Mapping[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return variables


def _operation(name: str) -> str:
    return (CASES / name / "operation.graphql").read_text()


def _execution(compiler: Compiler, name: str) -> Execution:
    return compiler.execution(_operation(name), _variables(name))


@pytest.mark.parametrize("name", NAMES)
async def test_answer(name: str, engine: Engine, catalogue: DatabaseSettings) -> None:
    expected = (CASES / name / "answer.json").read_text()
    for _ in range(3):  # from the second time on, rows are shaped another way
        outcome = await engine.answer(_operation(name), _variables(name))
        # As text, so that the order of keys counts too.
        assert json.dumps(outcome.body, indent=2, ensure_ascii=False) == expected.strip()
        assert outcome.status == 200


@pytest.mark.parametrize("name", NAMES)
def test_statement(name: str, compiler: Compiler) -> None:
    text = _execution(compiler, name).text
    file = CASES / name / "statement.cypher"
    if os.environ.get("WRITE_STATEMENTS"):
        file.write_text(f"{text}\n")
    assert file.read_text() == f"{text}\n"


@pytest.mark.parametrize("name", NAMES)
def test_plan(name: str, compiler: Compiler, catalogue: DatabaseSettings) -> None:
    """The server has nothing to remark, and scans no label where a key is given."""
    execution = _execution(compiler, name)
    if not execution.text:
        return
    statements = [(execution.text, execution.parameters)]
    nothing: list[Any] = [[] for _ in range(100)]
    if thorough := execution.thorough(nothing):
        statements.append(thorough)
    for text, parameters in statements:
        _check_plan(name, text, parameters, catalogue)


def _check_plan(
    name: str, text: str, parameters: Mapping[str, Any], catalogue: DatabaseSettings
) -> None:
    with (
        GraphDatabase.driver(catalogue.uri, auth=(catalogue.user, catalogue.password)) as driver,
        driver.session(database=catalogue.database) as session,
    ):
        summary = session.run(f"EXPLAIN {text}", dict(parameters)).consume()
    remarks = [status.status_description for status in summary.gql_status_objects]
    assert [r for r in remarks if "success" not in r and "omitted" not in r] == []
    assert summary.plan is not None
    scans = {operator for operator in _operators(summary.plan) if "Scan" in operator}
    assert "AllNodesScan" not in scans
    if name not in LISTS:
        assert scans <= {"NodeIndexContainsScan"}


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)
