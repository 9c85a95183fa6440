"""Mistakes get a message that says what to write instead.

Each message is read once: what it says to write is in the mended operation, which is accepted.
Nothing is executed, so no database is needed.
"""

from typing import Any

import httpx
import pytest

from graph_service.compiler.compiler import Compiler
from tests.api.mistakes import arguments, documents, filters, selections
from tests.api.mistakes.mistake import Mistake
from tests.api.serving import NO_DATABASE, served

GROUPS = (selections.MISTAKES, arguments.MISTAKES, filters.MISTAKES, documents.MISTAKES)
MISTAKES = {name: mistake for group in GROUPS for name, mistake in group.items()}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_mended_within_one_reading(
    mistake: Mistake, offline_service: httpx.Client, compiler: Compiler
) -> None:
    sent = {"query": mistake.wrong, "variables": mistake.variables}
    response = offline_service.post("/graphql", json=sent)
    error: Any = response.json()["errors"][0]
    assert error["message"].startswith(mistake.message)
    assert (response.status_code, error["extensions"]["code"]) == (400, mistake.code)
    mended = mistake.mended or mistake.wrong
    assert compiler.execution(mended, mistake.mended_variables) is not None


def test_the_mended_operations_are_others() -> None:
    for name, mistake in MISTAKES.items():
        mended = (mistake.mended or mistake.wrong, mistake.mended_variables)
        assert mended != (mistake.wrong, mistake.variables), name
    assert len(MISTAKES) == sum(map(len, GROUPS)) >= 30


def test_hidden_suggestions_say_nothing_about_the_schema() -> None:
    hints = ("Did you mean", " has: ", " accepts", "Select it", "There are", "Its label", "select ")
    with served(NO_DATABASE, SUGGESTIONS="off") as client:
        for name, mistake in MISTAKES.items():
            sent = {"query": mistake.wrong, "variables": mistake.variables}
            for error in client.post("/graphql", json=sent).json()["errors"]:
                for hint in hints:
                    assert hint not in error["message"], name
