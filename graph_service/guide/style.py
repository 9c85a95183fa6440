"""The style of the graph in Neo4j Browser, in GraSS, Browser's style language.

The colours of the types (`colour` in model/types/) are Paul Tol's "muted" scheme, distinguishable
with any colour vision, plus a dark brown for Evaluation and two greys for Source and Release.
Release is dark grey: a medium grey and Agreement's wine look alike in deuteranopia. Changes look
like small releases.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.guide.questions import Language
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import NODE_TYPES, STAGE_EVENT
from graph_service.model.types.shared import CAPTION

LIGHT, DARK = "#FFFFFF", "#1A1A1A"
MIN_CONTRAST = 4.5
"""The minimum contrast of text to its background (WCAG 2, level AA)."""
EDGE_COLOUR = "#8A8F98"
STYLES: dict[str, Language] = {"style.grass": "es", "style.en.grass": "en"}
"""File name → language of the names in drawings."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as defined by WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rules(language: Language = "es") -> dict[str, dict[str, str]]:
    """Return the properties of each selector: nodes show a caption, edges their type."""
    return {
        "node": {"border-width": "2px", "font-size": "10px"},
        "relationship": {
            "color": EDGE_COLOUR,
            "shaft-width": "1px",
            "font-size": "9px",
            "padding": "3px",
            "text-color-external": DARK,
            "text-color-internal": LIGHT,
            "caption": "<type>",
        },
        **{f"node.{node_type.name}": _look(node_type, language) for node_type in NODE_TYPES},
    }


def _look(node_type: NodeType, language: Language) -> dict[str, str]:
    return {
        "color": node_type.colour,
        "border-color": border(node_type.colour),
        "text-color-internal": text_colour(node_type.colour),
        "diameter": f"{node_type.diameter}px",
        "caption": _caption(node_type, language),
    }


def _caption(node_type: NodeType, language: Language) -> str:
    """Return the caption of a type: a name in the reader's language, or something shorter."""
    properties = PROPERTIES[node_type.name]
    if CAPTION.name in properties:
        return f"{{{CAPTION.name}}}"
    is_english = language == "en" and properties["name"].kind.has_languages
    name = "{nameEn}" if is_english else "{name}"
    return f"{{position}}. {name} {{date}}" if node_type is STAGE_EVENT else name


def text_colour(colour: str) -> str:
    """Return the text colour that is readable on a background, light if both are."""
    return LIGHT if contrast(LIGHT, colour) >= MIN_CONTRAST else DARK


def border(colour: str) -> str:
    """Return a darker shade of a colour."""
    return "#" + "".join(f"{round(channel * 0.75):02X}" for channel in _channels(colour))


def grass(language: Language = "es") -> str:
    """Return the content of the GraSS file, a format without comments."""
    return "\n".join(_rule(selector, look) for selector, look in rules(language).items())


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    values = {
        name: f'"{value}"' if name == "caption" else value for name, value in properties.items()
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
