"""Addresses where somebody lives: "vive en la casa 14", "manzana 3, lote 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .matches import Match, Subject

_HOME = re.compile(
    r"(?<!\w)(?:domiciliad[ao] en|con domicilio en|residente en la (?:colonia|calle)"
    r"|(?:vive|reside) en (?:la|el|una?) (?:casa|colonia|calle|aldea|barrio|apartamento)"
    r"|mora n[ao] (?:rua|casa|bairro)|(?:lives|resides) (?:at|in) \d+)(?!\w)"
    r"|(?<!\w)casa (?:n[.º°o]{1,3}|no\.|número|#)\s?\d+"
    r"|(?<!\w)(?:manzana|mz|bloque|etapa)\.?\s+\w{1,3},?\s+(?:lote|lt|casa)\.?\s+\d+"
    r"|(?<!\w)(?:direcci[óo]n (?:de su casa|domiciliaria|particular|de habitaci[óo]n)"
    r"|endere[çc]o residencial|home address)(?!\w)",
    re.IGNORECASE,
)


def homes(text: str) -> Iterator[Match]:
    """Yield what seems to be the address of a home."""
    for found in _HOME.finditer(text):
        yield Match(found.start(), found.end(), Subject.VICTIM, is_certain=False)
