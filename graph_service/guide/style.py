"""How Neo4j Browser draws each type: a style in its language, GraSS.

The colours are Paul Tol's "muted" scheme, told apart with any colour vision, and two greys for what
stands behind the facts. Release's is dark, since a middle grey and Agreement's wine look alike to
those who see no green. GraSS has no comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.guide.texts import Text
from graph_service.model.types import NODE_TYPES

LIGHT, DARK = "#FFFFFF", "#1A1A1A"
READABLE = 4.5
"""The least contrast of text to its ground, as WCAG 2 asks (AA)."""
EDGE_COLOUR = "#8A8F98"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How nodes of a type are drawn.

    Attributes:
        colour: as #RRGGBB.
        diameter: in pixels; the larger, the more they carry the story.
        label: what they are, for the legend.
    """

    colour: str
    diameter: int
    label: Text

    @property
    def text_colour(self) -> str:
        """Give the colour of a caption that is readable on it, light where both are."""
        return LIGHT if contrast(LIGHT, self.colour) >= READABLE else DARK

    @property
    def border(self) -> str:
        """Give a darker shade of its colour."""
        return "#" + "".join(f"{round(channel * 0.75):02X}" for channel in _channels(self.colour))


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "Country": Look(colour="#332288", diameter=80, label=Text(es="un país", en="a country")),
        "Institution": Look(
            colour="#88CCEE", diameter=65, label=Text(es="un organismo", en="a body")
        ),
        "Programme": Look(
            colour="#999933",
            diameter=80,
            label=Text(
                es="un programa que financia u organiza", en="a programme that pays or organises"
            ),
        ),
        "GoodPractice": Look(
            colour="#117733",
            diameter=80,
            label=Text(es="una buena práctica", en="a good practice"),
        ),
        "Topic": Look(colour="#44AA99", diameter=65, label=Text(es="un tema", en="a subject")),
        "ExchangeVisit": Look(
            colour="#DDCC77",
            diameter=80,
            label=Text(es="una visita o un encuentro", en="a visit or a meeting"),
        ),
        "KnowledgeTransfer": Look(
            colour="#CC6677",
            diameter=80,
            label=Text(
                es="una práctica en camino a un destinatario",
                en="a practice on its way to a recipient",
            ),
        ),
        "StageEvent": Look(
            colour="#AA4499",
            diameter=80,
            label=Text(es="un paso de ese camino", en="a step on that way"),
        ),
        "Agreement": Look(
            colour="#882255", diameter=65, label=Text(es="un acuerdo", en="an agreement")
        ),
        "Source": Look(
            colour="#DDDDDD", diameter=50, label=Text(es="una fuente leída", en="a source read")
        ),
        "Release": Look(
            colour="#222222",
            diameter=50,
            label=Text(es="una carga del catálogo", en="a load of the catalogue"),
        ),
    }
)
"""The look of every type, by its label."""


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
        **{f"node.{node_type.name}": _look(LOOKS[node_type.name]) for node_type in NODE_TYPES},
    }


def _look(look: Look) -> dict[str, str]:
    return {
        "color": look.colour,
        "border-color": look.border,
        "text-color-internal": look.text_colour,
        "diameter": f"{look.diameter}px",
        "caption": "{name}",
    }


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
