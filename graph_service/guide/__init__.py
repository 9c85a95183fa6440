"""The style and the guide, in Spanish and English, that Neo4j Browser loads.

    texts        the parts of a guide
    questions    the questions that researchers ask
    slides       all slides: from one country to "what became of it?", then the questions
    page         slides → HTML
    style        model → GraSS, Browser's style language
    cypher_file  questions → one Cypher file

Pure: no driver, no HTTP. `api` serves it, `publish` writes it.
"""

from __future__ import annotations

import json

from graph_service.guide.cypher_file import questions_cypher
from graph_service.guide.page import PAGES, page
from graph_service.guide.style import grass, rules

FOLDER, STYLE = "browser", "style.grass"
"""The path below which both are served, and the style's file name."""

__all__ = ["FOLDER", "PAGES", "STYLE", "commands", "grass", "page", "questions_cypher"]


def commands(service: str) -> tuple[str, ...]:
    """Return the commands that Browser runs after connecting, to load the style and the guide.

    Args:
        service: the address of the service, without a trailing slash.
    """
    guide = f"{service}/{FOLDER}/{next(iter(PAGES))}"
    # Pass the style itself: Browser shows a style that it fetches in a frame, after `clear`, and
    # that would be the first thing that the reader sees.
    return (f"style {json.dumps(rules())}", "clear", f"guide {guide}")
