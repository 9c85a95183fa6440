"""Runs exports for tests, and stores a graph of texts that are awkward to escape."""

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph_service.model.enums import InstitutionKind, Level
from graph_service.model.storage import STORAGE_VERSION, StoredValue, Value, stored_node
from graph_service.model.types import INSTITUTION
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import command
from tests.graphs import create, make_released, wipe

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
Package = dict[str, Any]
PARSERS: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
}
"""How to read a cell of a type of Table Schema."""
ILLEGAL = "a\x00b\x1fc\ufffe"
"""Characters that XML can't represent."""


def export(
    settings: DatabaseSettings,
    format_name: str,
    place: Path,
    *options: str,
) -> Path:
    """Export into a folder and return it."""
    command(settings, "export", "--format", format_name, *options, place)
    return place


def manifest(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((place / "manifest.json").read_text())
    return found


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV table as a spreadsheet does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def data_package(place: Path) -> Package:
    found: Package = json.loads((place / "datapackage.json").read_text())
    return found


def fields(package: Package, path: str) -> dict[str, dict[str, Any]]:
    """Return the columns of a table by their names."""
    (resource,) = [found for found in package["resources"] if found["path"] == path]
    return {field["name"]: field for field in resource["schema"]["fields"]}


def check_tables(place: Path, package: Package) -> None:
    """Assert that the package has all tables, and that every cell is as declared."""
    assert {r["path"] for r in package["resources"]} == {p.name for p in place.glob("*.csv")}
    for resource in package["resources"]:
        columns = fields(package, resource["path"])
        content = (place / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert content.decode("utf-8-sig").splitlines()[0].split(",") == list(columns)
        for row in table(place / resource["path"]):
            for name, cell in row.items():
                rules = columns[name].get("constraints", {})
                assert cell or not rules.get("required")
                if cell:
                    PARSERS[columns[name]["type"]](cell)
                    assert cell in rules.get("enum", [cell])


def store_awkward_texts(settings: DatabaseSettings) -> None:
    """Store a graph of institutions whose names, of each kind, are AWKWARD_TEXTS."""
    wipe(settings)
    rows = []
    for slug, text in {**AWKWARD_TEXTS, "illegal": ILLEGAL}.items():
        values: dict[str, Value] = {
            "name": {"es": text, "pt": text},
            "kind": InstitutionKind.PROSECUTION,
            "level": Level.NATIONAL,
            "formerNames": [text, "|", "b"],
            "otherNames": {"es": [text, "|"], "pt": [text, "b"]},
            "note": {"es": text},
        }
        rows.append(stored_node(INSTITUTION, slug, values))
    create(settings, "Institution", rows)
    release: dict[str, StoredValue] = {
        "id": "Release:r",
        "slug": "r",
        "name": "Made for a test",
        "number": 1,
        "storageVersion": STORAGE_VERSION,
        "checksum": "",
    }
    create(settings, "Release", [release])
    make_released(settings)
