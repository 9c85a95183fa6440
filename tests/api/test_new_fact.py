"""A steward adds an event to a transfer of the pilot: the plan announces it, then pages tell it."""

import re
import shutil
from pathlib import Path

from graph_service.settings import DatabaseSettings
from tests.api.serving import HTML, PATIENT, served
from tests.catalogue.live import command
from tests.graphs import SEEDS

EVENT = """  - stage: IMPLEMENTED
    position: 2
    date: 2021-05-06
sources:
"""


def words(html: str) -> str:
    """Return the text of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_plan_and_pages_tell_a_new_fact(own_catalogue: DatabaseSettings, tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    file = folder / "knowledge-transfers/kt-cri-eri-hnd.yaml"
    file.write_text(file.read_text().replace("sources:\n", EVENT, 1))
    planned = command(own_catalogue, "seeds", "plan", folder)
    assert planned.exit_code == 0, planned.output
    # The guide's first question: what is known of what was shown, by the country.
    for told in ("IMPLEMENTED", "2021-05-06", "VISITED"):
        assert re.search(rf"answers? changes?:.*{told}", planned.output, re.DOTALL), planned.output
    loaded = command(own_catalogue, "seeds", "load", folder, "--yes")
    assert loaded.exit_code == 0, loaded.output
    with served(own_catalogue, WARM_UP="off", **PATIENT) as client:
        pages = {
            path: words(client.get(f"/en/{path}", headers=HTML, timeout=60).text)
            for path in (
                "good-practices/gp-cri-eri",
                "countries/hnd",
                "topics/immediate-response",
                "overview",
                "exchanges",
                "knowledge-transfers/kt-cri-eri-hnd",
            )
        }
    practice = pages["good-practices/gp-cri-eri"]
    known = "first: by 9 Oct 2018; last: 6 May 2021"  # the internship was the first
    assert f"Known to have been used in 1 other country: Honduras ({known})" in practice
    told = f"Implemented {known} 5 years ago or more"
    assert f"Honduras {told}" in practice
    assert told in pages["countries/hnd"]
    assert f"Used: Honduras {known}" in pages["topics/immediate-response"]
    overview = pages["overview"]
    assert "ERI of Costa Rica to Honduras Visited" not in overview
    assert "Internship 4 4 4 1 0" in overview  # 3 of the pilot, and one that led to a transfer
    # It was one of the cases before; now it is the fourth in use.
    assert "15 cases a government came to know the practice of another; in 4 it" in overview
    used = "4 of these known to have come into use; last known facts: 2019–2024"
    assert used in pages["exchanges"]
    assert "Implemented Implementation, 6 May 2021" in pages["knowledge-transfers/kt-cri-eri-hnd"]
