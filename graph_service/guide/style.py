"""How Neo4j Browser draws each type: a style in its language, GraSS.

The colours are Paul Tol's "muted" scheme, told apart with any colour vision, and two greys for what
stands behind the facts. Release's is dark, since a middle grey and Agreement's wine look alike to
those who see no green. GraSS has no comments.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model.declare import NodeType
from graph_service.model.types import NODE_TYPES

LIGHT, DARK = "#FFFFFF", "#1A1A1A"
READABLE = 4.5
"""The least contrast of text to its ground, as WCAG 2 asks (AA)."""
EDGE_COLOUR = "#8A8F98"


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 defines it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rules() -> dict[str, dict[str, str]]:
    """Give the style by selector: nodes are captioned by their name, edges by their type."""
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
        **{f"node.{node_type.name}": _look(node_type) for node_type in NODE_TYPES},
    }


def _look(node_type: NodeType) -> dict[str, str]:
    return {
        "color": node_type.colour,
        "border-color": border(node_type.colour),
        "text-color-internal": text_colour(node_type.colour),
        "diameter": f"{node_type.diameter}px",
        "caption": "{name}",
    }


def text_colour(colour: str) -> str:
    """Return the colour of a caption that is readable on a colour, light where both are."""
    return LIGHT if contrast(LIGHT, colour) >= READABLE else DARK


def border(colour: str) -> str:
    """Return a darker shade of a colour."""
    return "#" + "".join(f"{round(channel * 0.75):02X}" for channel in _channels(colour))


def grass() -> str:
    """Give the style as a GraSS file."""
    return "\n".join(_rule(selector, properties) for selector, properties in rules().items())


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
