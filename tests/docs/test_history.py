"""The queries of docs/graphql.md on the history, on a catalogue with two releases.

The second one changes the English name of a topic, and adds a topic. Days and times in the answers
are those of the load.
"""

import json
import re
import shutil

import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import command
from tests.docs.test_examples import HISTORY, ROOT

TIME = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?")
NEW = "name: {es: Interpretación, en: Interpreting}\nscheme: SUBJECT\n"


@pytest.fixture(scope="module", autouse=True)
def two_releases(own_catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    seeds = tmp_path_factory.mktemp("two-releases") / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    hotline = seeds / "topics" / "hotline.yaml"
    text = hotline.read_text(encoding="utf-8").replace("Hotlines", "Helplines")
    hotline.write_text(text, encoding="utf-8")
    (seeds / "topics" / "interpreting.yaml").write_text(NEW, encoding="utf-8")
    done = command(own_catalogue, "seeds", "load", seeds, "--loaded-by", "secretariat")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(("query", "answer"), HISTORY)
async def test_history(query: str, answer: str, engine: Engine) -> None:
    outcome = await engine.answer(query)
    found = json.dumps(outcome.body, indent=2, ensure_ascii=False)
    assert TIME.sub("TIME", found) == TIME.sub("TIME", answer)
