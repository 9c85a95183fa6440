"""A real Chromium, from the Debian package, and the explorer for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A first answer waits for Neo4j to plan its statement, which takes seconds on a busy machine.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def address(service_address: str) -> str:
    """Where the service is; it starts before the browser, which leaves no event loop for that."""
    return service_address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser per module: while it is open, nothing else can run an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(address: str, chromium: Browser) -> Iterator[Page]:
    """A page of a fresh context."""
    with chromium.new_context() as context:
        yield context.new_page()
