"""How soon pages are painted on a slow line with a slow processor, and that they stand still.

WHOLE_PROOFS=1 measures all pages and the largest entries, on a machine that does nothing else;
otherwise, two pages with four times as much time. test_every_page.py bounds the bytes of all.
"""

import httpx
import pytest
from playwright.sync_api import Browser

from graph_service.settings import DatabaseSettings
from tests.explorer.largest import largest_entries
from tests.explorer.views import VIEWS
from tests.sizes import IS_WHOLE

pytestmark = pytest.mark.browser

LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER_PROCESSOR = 4
MOST_SECONDS = 2.0 if IS_WHOLE else 8.0
MOST_SHIFT = 0.05
SAMPLE = ("countries-x", "exchanges")
PAINTED = """async () => {
  const entries = type => new Promise(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries())).observe({type, buffered: true});
    setTimeout(() => resolve([]), 500);
  });
  const paints = await entries("largest-contentful-paint");
  const shifts = await entries("layout-shift");
  return [
    paints.length ? paints.at(-1).startTime / 1000 : null,
    shifts.reduce((total, shift) => total + shift.value, 0),
  ];
}"""


@pytest.fixture(scope="module")
def paths(catalogue: DatabaseSettings) -> dict[str, str]:
    """The pages to measure; read before the browser starts."""
    if IS_WHOLE:
        return {**VIEWS, **largest_entries(catalogue, count=1)}
    return {name: VIEWS[name] for name in SAMPLE}


def test_pages_are_painted_soon_and_stand_still(
    paths: dict[str, str], address: str, chromium: Browser
) -> None:
    found: dict[str, tuple[float | None, float]] = {}
    for name, path in paths.items():
        url = f"{address}/en{path}"
        assert httpx.get(url, timeout=60).status_code == 200  # Neo4j has planned its statement
        with chromium.new_context(viewport={"width": 390, "height": 800}) as context:
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
            page.goto(url, wait_until="load")
            seconds, shift = page.evaluate(PAINTED)
            found[name] = seconds, shift
    slow = {
        name: (seconds, shift)
        for name, (seconds, shift) in found.items()
        if seconds is None or seconds > MOST_SECONDS or shift > MOST_SHIFT
    }
    assert slow == {}
    assert all(seconds and seconds > LINE["latency"] / 1000 for seconds, _ in found.values())
