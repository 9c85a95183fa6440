"""The Spanish pages say what the English ones say: the same commands, files, rules and keys."""

import re
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.catalogue.planning import run
from tests.docs.test_plan import changed_seeds

ROOT = Path(__file__).parents[2]
PAGES = {"seeds/README.md": "seeds/README.es.md", "docs/plan.md": "docs/plan.es.md"}
SAME_BLOCKS = r"```(?:sh|yaml)\n(.*?)```"


@pytest.mark.parametrize(("english", "spanish"), PAGES.items())
def test_commands_files_and_tables_are_the_same(english: str, spanish: str) -> None:
    pages = [(ROOT / page).read_text(encoding="utf-8") for page in (english, spanish)]
    blocks = [re.findall(SAME_BLOCKS, page, re.DOTALL) for page in pages]
    first, second = ([re.sub(r" *#.*", "", block) for block in of_page] for of_page in blocks)
    assert first == second
    keys = [re.findall(r"(?m)^\| (`[^|]*?`) \|", page) for page in pages]
    assert keys[0] == keys[1]
    sections = [len(re.findall(r"(?m)^## ", page)) for page in pages]
    assert sections[0] == sections[1]


@pytest.mark.parametrize("page", PAGES.values())
def test_links_lead_to_files(page: str) -> None:
    file = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


def test_the_page_on_plans_shows_the_plan_in_spanish(
    catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    page = (ROOT / "docs/plan.es.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    with Live.open(catalogue) as live:
        output = run(live, "plan", changed_seeds(tmp_path), "--lang", "es")
        assert re.sub(r" \(20\d\d-\d\d-\d\d\)", "", output).rstrip("\n") == shown.rstrip("\n")
