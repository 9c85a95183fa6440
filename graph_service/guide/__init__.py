"""A guided Neo4j Browser: a style for the graph, and a walk through it in Spanish and English.

    texts        what a guide is made of
    questions    the questions that researchers ask
    walk         all slides: from one country to "what became of it?", then the questions
    page         slides → the HTML of a guide
    style        model → GraSS, Browser's language of styles
    cypher_file  the questions → one file of Cypher

Pure: no driver, no HTTP. `api` serves it, `publish` writes it.
"""

from __future__ import annotations

import json

from graph_service.guide.cypher_file import questions_cypher
from graph_service.guide.page import PAGES, page
from graph_service.guide.style import grass, rules

FOLDER, STYLE = "browser", "style.grass"
"""Where style and guide are served, and the style's file."""

__all__ = ["FOLDER", "PAGES", "STYLE", "commands", "grass", "page", "questions_cypher"]


def commands(service: str) -> tuple[str, ...]:
    """Give what Browser is to run once it has connected, so that style and guide are there.

    The style is in the command: fetched from an address, it would be shown after the stage is
    cleared, and be the first thing that a reader sees.

    Args:
        service: the address of the service, without a slash at the end.
    """
    guide = f"{service}/{FOLDER}/{next(iter(PAGES))}"
    return (f"style {json.dumps(rules())}", "clear", f"guide {guide}")
