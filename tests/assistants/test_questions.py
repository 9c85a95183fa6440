"""Questions of people, answered from the tools' answers alone; a long list is continued once."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.assistants.tools import Tools

QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text())


@pytest.mark.parametrize("asked", QUESTIONS, ids=[one["question"] for one in QUESTIONS])
async def test_a_question_is_answered_with_its_source(asked: dict[str, Any], tools: Tools) -> None:
    answers: list[dict[str, Any]] = []
    for call in asked["calls"]:
        for name, arguments in call.items():
            given = {**arguments, "language": asked["language"]}
            answers.append(await tools.call(name, given))
            if name.startswith("list_") and "after" in answers[-1]:
                answers.append(await tools.call(name, {**given, "after": answers[-1]["after"]}))
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    assert [words for words in asked["has"] if words not in text] == []
    assert [words for words in asked.get("lacks", ()) if words in text] == []
    listed = {source["url"] for answer in answers for source in answer.get("sources", ())}
    assert listed & {*asked["sources"]}
