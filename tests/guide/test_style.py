"""Every type has its own look, readable and distinguishable with any colour vision."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from graph_service.guide.style import (
    DARK,
    LIGHT,
    MIN_CONTRAST,
    STYLES,
    contrast,
    grass,
    rules,
    text_colour,
)
from graph_service.model.declare import NodeType
from graph_service.model.graph import PUBLIC_TYPES
from graph_service.model.types import NODE_TYPES

# Simulations of protanopia, deuteranopia and tritanopia in linear RGB at full severity (Machado,
# Oliveira and Fernandes 2009); the first matrix is the identity, for normal vision.
VISIONS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
MIN_DISTANCE = 15.0
"""Smallest distance (CIE76) between two looks; 2.3 is just noticeable side by side."""


def test_every_type_has_a_look_and_nothing_else() -> None:
    selectors = ["node", "relationship", *(f"node.{node_type.name}" for node_type in NODE_TYPES)]
    assert re.findall(r"^(\S+) \{$", grass(), re.MULTILINE) == selectors


def test_nodes_have_short_captions_in_the_readers_language() -> None:
    spanish, english = (
        dict(re.findall(r"^(\S+) \{[^}]*caption: \"(.*)\";", grass(language), re.MULTILINE))
        for language in STYLES.values()
    )
    assert spanish["relationship"] == english["relationship"] == "<type>"
    for name in ("ExchangeVisit", "KnowledgeTransfer", "Institution"):
        assert spanish[f"node.{name}"] == english[f"node.{name}"] == "{caption}"
    assert spanish["node.StageEvent"] == "{position}. {name} {date}"
    assert english["node.StageEvent"] == "{position}. {nameEn} {date}"
    for name in ("Country", "GoodPractice", "Topic", "Programme", "Agreement", "Evaluation"):
        assert (spanish[f"node.{name}"], english[f"node.{name}"]) == ("{name}", "{nameEn}")
    assert english["node.Source"] == "{name}"


@pytest.mark.parametrize("node_type", NODE_TYPES, ids=lambda t: t.name)
def test_a_caption_is_readable(node_type: NodeType) -> None:
    text = text_colour(node_type.colour)
    assert text in (LIGHT, DARK)
    assert contrast(text, node_type.colour) >= MIN_CONTRAST
    assert rules()[f"node.{node_type.name}"]["text-color-internal"] == text


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_are_distinguishable_with_any_colour_vision(vision: str) -> None:
    seen = {t.name: _lab(t.colour, vision) for t in PUBLIC_TYPES}
    distances = {
        (one, other): sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        for one, other in combinations(seen, 2)
    }
    assert min(distances.values()) > MIN_DISTANCE, min(distances, key=distances.__getitem__)


def _lab(colour: str, vision: str) -> tuple[float, float, float]:
    """Return a colour as perceived, in CIE L*a*b* (D65)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in bytes.fromhex(colour[1:]))
    ]
    r, g, b = (
        min(max(sum(w * c for w, c in zip(row, linear, strict=True)), 0), 1)
        for row in VISIONS[vision]
    )
    x, y, z = (
        f ** (1 / 3) if f > 216 / 24389 else (24389 / 27 * f + 16) / 116
        for f in (
            (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
            0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
            (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
