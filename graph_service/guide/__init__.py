"""The style and the guide, in Spanish and English, that Neo4j Browser loads.

    parts      the parts of a guide
    questions  the questions that researchers ask; as a Cypher file per language, too
    slides     all slides: from one country to "what became of it?", then the questions
    page       slides → HTML
    style      model → GraSS, Browser's style language

Pure: no driver, no HTTP. `api` serves it, `publish` writes it.
"""

from __future__ import annotations

import json

from graph_service.guide.page import PAGES, page
from graph_service.guide.parts import Language
from graph_service.guide.questions import QUESTION_FILES, questions_cypher
from graph_service.guide.style import grass, rules

FOLDER = "browser"
"""The path below which all of it is served."""
STYLES: dict[str, Language] = {"style.grass": "es", "style.en.grass": "en"}
"""The style's files: file name → language of the names in drawings."""

__all__ = [
    "FOLDER",
    "PAGES",
    "QUESTION_FILES",
    "STYLES",
    "commands",
    "grass",
    "page",
    "questions_cypher",
]


def commands(service: str) -> tuple[str, ...]:
    """Return the commands that Browser runs after connecting: it only reads, and has the guide.

    Args:
        service: the address of the service, without a trailing slash.
    """
    guide = f"{service}/{FOLDER}/{next(iter(PAGES))}"
    # Pass the style itself: Browser shows a style that it fetches in a frame, after `clear`, and
    # that would be the first thing that the reader sees.
    only_read = "config useReadTransactions: true"
    return (only_read, f"style {json.dumps(rules())}", "clear", f"guide {guide}")
