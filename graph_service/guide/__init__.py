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

from graph_service.guide.cypher_file import questions_cypher
from graph_service.guide.page import PAGES, page
from graph_service.guide.style import grass

FOLDER, STYLE = "browser", "style.grass"
"""Where style and guide are served, and the style's file."""

__all__ = ["FOLDER", "PAGES", "STYLE", "commands", "grass", "page", "questions_cypher"]


def commands(service: str) -> tuple[str, ...]:
    """Give what Browser is to run once it has connected, so that style and guide are there.

    Args:
        service: the address of the service, without a slash at the end.
    """
    folder = f"{service}/{FOLDER}"
    return (f"style {folder}/{STYLE}", f"guide {folder}/{next(iter(PAGES))}")
