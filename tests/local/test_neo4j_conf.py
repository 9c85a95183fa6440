"""neo4j.conf: the commands that Neo4j Browser runs at start, if there is a guide."""

from pathlib import Path

from graph_service.local.folder import config_text
from graph_service.local.ports import Ports
from graph_service.settings import BrowserSettings, LocalSettings

PORTS = Ports(bolt=7687, http=7474)


def _settings(browser: BrowserSettings | None) -> LocalSettings:
    return LocalSettings(data=Path("data"), cache=Path("cache"), heap_mib=600, browser=browser)


def test_browser_runs_its_commands_in_order_and_may_fetch_only_from_their_host() -> None:
    browser = BrowserSettings(commands=("style {}", "guide http://127.0.0.1:9/g"), host="127.0.0.1")
    lines = config_text(PORTS, _settings(browser)).splitlines()
    assert "browser.post_connect_cmd=style {}; guide http://127.0.0.1:9/g" in lines
    assert "browser.remote_content_hostname_whitelist=127.0.0.1" in lines


def test_without_a_guide_browser_keeps_its_defaults() -> None:
    assert "browser." not in config_text(PORTS, _settings(None))
    assert "server.memory.heap.max_size=600m" in config_text(PORTS, _settings(None))
