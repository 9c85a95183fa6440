"""docs/plan.md shows the plan of its change to the catalogue."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.catalogue.planning import run, undated

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plan.md").read_text()
(TOLD,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
KEYS = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) - {"fields"}


def changed_seeds(place: Path) -> Path:
    """Return a copy of the catalogue with the change that the pages show."""
    folder = place / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    file = folder / "good-practices/gp-blz-comites.yaml"
    old, new = "es: Tres comités", "es: Los tres comités"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_page_shows_a_plan_of_the_catalogue(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    folder = changed_seeds(tmp_path)
    with Live.open(catalogue) as live:
        assert undated(run(live, "plan", folder)) == TOLD.rstrip("\n")
        plan: Any = json.loads(run(live, "plan", folder, "--format", "json"))
        assert plan.keys() == KEYS
        assert [answer["question"] for answer in plan["answers"]] == ["text"]
        assert run(live, "plan", ROOT / "seeds").startswith("No changes; ")
