"""Runs exports for tests, and stores a graph of texts that are awkward to escape."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from graph_service.console import Console
from graph_service.export.command import Target, export_graph
from graph_service.export.formats import FORMATS
from graph_service.export.writer import BASE_IRI, selection
from graph_service.model.enums import InstitutionKind, Level
from graph_service.model.storage import STORAGE_VERSION, StoredValue, Value, stored_node
from graph_service.model.types import INSTITUTION
from graph_service.settings import DatabaseSettings
from tests.graphs import create, wipe

QUIET = Console(io.StringIO())
AWKWARD_TEXTS = {
    "formula": "=HYPERLINK(1)",
    "plus": "+1",
    "minus": "-1",
    "at": "@a",
    "tab": "\tx",
    "return": "\r=1",
    "quotes": "a \"b\" 'c' `d`",
    "lines": "a\nb\r\nc\rd",
    "backslashes": "\\ \\u0027 \\n \\",
    "markup": "<a & b> ]]>",
    "separators": "a;\nb, c | d",
    "wide": "\U0001f54a ñ \u2028 \u202e",
}
"""Texts by slug, each of which breaks some format if it isn't escaped."""
ILLEGAL = "a\x00b\x1fc\ufffe"
"""Characters that XML can't represent."""


def export(
    settings: DatabaseSettings,
    format_name: str,
    place: Path,
    *types: str,
    base_iri: str = BASE_IRI,
) -> Path:
    """Export into a folder and return it."""
    selected = selection(types, base_iri)
    target = Target(format=FORMATS[format_name], place=place)
    assert export_graph([target], selected, settings, QUIET) == 0
    return place


def manifest(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / "manifest.json").read_text())
    return found


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV table as a spreadsheet does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def store_awkward_texts(settings: DatabaseSettings) -> None:
    """Store a graph of institutions whose names and other names are AWKWARD_TEXTS."""
    wipe(settings)
    rows = []
    for slug, text in {**AWKWARD_TEXTS, "illegal": ILLEGAL}.items():
        values: dict[str, Value] = {
            "name": {"es": text, "pt": text},
            "kind": InstitutionKind.PROSECUTION,
            "level": Level.NATIONAL,
            "otherNames": [text, "|", "b"],
            "note": text,
        }
        rows.append(stored_node(INSTITUTION, slug, values))
    create(settings, "Institution", rows)
    release: dict[str, StoredValue] = {
        "id": "Release:r",
        "slug": "r",
        "name": "Made for a test",
        "number": 1,
        "storageVersion": STORAGE_VERSION,
        "checksum": "0",
    }
    create(settings, "Release", [release])
