"""The entries of seeds/, and the lists of records from which they were written."""

from pathlib import Path
from typing import Any

import yaml

from graph_service.model.types import NODE_TYPES

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
DATA = ROOT / "tests" / "data"


def read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


_FOLDERS = {t.name: t.folder for t in NODE_TYPES if t.folder}
ENTRIES: dict[str, Any] = {
    f"{name}:{file.stem}": read(file)
    for name, folder in _FOLDERS.items()
    for file in (SEEDS / folder).glob("*.yaml")
}
LISTS: dict[str, list[dict[str, Any]]] = {
    file.stem: read(file) or []
    for file in sorted((DATA / "records").glob("*.yaml"))
    if file.stem != "all"
}
RECORDS = [item for items in LISTS.values() for item in items]


def named(identity: str, field: str) -> list[str]:
    """What an entry names in a field: slugs, the stages of events, or the texts of a list."""
    value = ENTRIES[identity].get(field) or []
    if field in ("agenda", "otherNames") and isinstance(value, dict):  # by language
        return [text for texts in value.values() for text in texts]
    items = value if isinstance(value, list) else [value]
    return [
        item.get("slug") or item.get("stage", "") if isinstance(item, dict) else item
        for item in items
    ]


def names_changed(change: str, name: str, field: str) -> list[tuple[str, list[str]]]:
    """Entries of a type, and what records `added` to or `removed` from a field of each."""
    return [
        (identity, fields[field])
        for record in RECORDS
        for identity, fields in record.get(change, {}).items()
        if identity.startswith(f"{name}:") and field in fields
    ]
