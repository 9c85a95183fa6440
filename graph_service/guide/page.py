"""The guide as HTML for Neo4j Browser: a carousel of slides."""

from __future__ import annotations

import json
import re
from html import escape
from string import Template

from graph_service.guide.questions import Language, Query, Text
from graph_service.guide.slides import SLIDES, TITLE, Part, Placeholder, Slide
from graph_service.guide.style import border, rules, text_colour
from graph_service.model.graph import PUBLIC_TYPES

FOLDER = "browser"
"""The path below which the guide and its files are served."""
PAGES: dict[str, Language] = {"guia.html": "es", "guide.html": "en"}
"""File name → language."""

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head><meta charset="utf-8"><title>$title</title></head>
<body>
<article class="guide">
<carousel class="deck container-fluid">
$slides</carousel>
</article>
</body>
</html>
""")
_SLIDE = Template("""\
<slide class="row-fluid">
<div class="col-sm-12">
<h3>$title</h3>
$parts</div>
</slide>
""")
_MARKS = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
)
_LANGUAGE_LINKS: dict[Language, tuple[str, str]] = {
    "es": ("guide.html", "This guide in English"),
    "en": ("guia.html", "Esta guía en español"),
}
_STYLE_LINKS: dict[Language, str] = {
    "es": "Ver en español los nombres de los dibujos",
    "en": "Show the names in drawings in English",
}


def page(language: Language, folder: str) -> str:
    """Return the guide in a language.

    Args:
        language: of the texts.
        folder: the absolute address of the guide's folder, without a trailing slash; Browser
            cannot open a guide by a relative address.
    """
    return _PAGE.substitute(
        language=language,
        title=escape(TITLE.to(language)),
        slides="".join(_slide(slide, language, folder) for slide in SLIDES),
    )


def commands(service: str) -> tuple[str, ...]:
    """Return the commands that Browser runs after connecting.

    It then only reads, has the guide, and draws no edges beside those of a query: the derived ones
    between countries would be half of the third drawing.

    Args:
        service: the address of the service, without a trailing slash.
    """
    guide = f"{service}/{FOLDER}/{next(iter(PAGES))}"
    # Pass the style itself: Browser shows a style that it fetches in a frame, after `clear`, and
    # that would be the first thing that the reader sees.
    settings = "config useReadTransactions: true, autoComplete: false"
    return (settings, f"style {json.dumps(rules())}", "clear", f"guide {guide}")


def _slide(slide: Slide, language: Language, folder: str) -> str:
    return _SLIDE.substitute(
        title=escape(slide.title.to(language)),
        parts="".join(_part(part, language, folder) for part in slide.parts),
    )


def _part(part: Part, language: Language, folder: str) -> str:
    match part:
        case Text():
            return f"<p>{_html(part.to(language))}</p>\n"
        case Query():
            return f'<pre class="pre-scrollable code runnable">{escape(part.to(language))}</pre>\n'
        case Placeholder.LEGEND:
            return _legend(language)
        case Placeholder.LANGUAGE_LINK:
            file, label = _LANGUAGE_LINKS[language]
            return _link(f"guide {folder}/{file}", label)
        case Placeholder.STYLE_LINK:
            return _link(f"style {json.dumps(rules(language))}", _STYLE_LINKS[language])


def _link(command: str, label: str) -> str:
    """Return a link that runs a command of Browser."""
    return f'<p><a data-exec="{escape(command)}">{escape(label)}</a></p>\n'


def _html(text: str) -> str:
    """Return a text as HTML.

    >>> _html("**a < b** is `c`")
    '<b>a &lt; b</b> is <code>c</code>'
    """
    html = escape(text, quote=False)
    for pattern, replacement in _MARKS:
        html = pattern.sub(replacement, html)
    return html


def _legend(language: Language) -> str:
    rows = "".join(
        f'<p style="margin: 2px 0"><span style="color: {text_colour(t.colour)};'
        f" background: {t.colour}; border: 1px solid {border(t.colour)};"
        f' border-radius: 9px; padding: 1px 8px">{escape(t.name)}</span>'
        f" {escape(t.legend.in_language(language))}</p>\n"
        for t in PUBLIC_TYPES
    )
    return f'<div style="margin-bottom: 12px">\n{rows}</div>\n'
