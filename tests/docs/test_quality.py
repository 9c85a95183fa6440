"""docs/notes/quality.md has the figures that `seeds check` counts, and those of the sources."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from graph_service.model.graph import ENTRY_TYPES
from tests.catalogue.live import offline
from tests.catalogue.records import ENTRIES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "notes" / "quality.md"
FOLDERS = {t.folder: t.name for t in ENTRY_TYPES if t.folder}
SOURCED = sorted(FOLDERS.keys() - {"countries", "topics", "sources"})
OFFICIAL = ("OFFICIAL_PAGE", "LAW", "INTERGOVERNMENTAL")
SOURCES = {i.partition(":")[2]: entry for i, entry in ENTRIES.items() if i.startswith("Source:")}
Row = list[str]
Spot = tuple[str, str, str]
"""A weak spot: its rule, its folder and its field, such as "owners"."""


def _tables() -> tuple[list[Row], list[Row]]:
    """The rows of the two tables: sizes and weak spots."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line.startswith("|") and "`" in line
    ]
    return [row for row in rows if len(row) == 3], [row for row in rows if len(row) == 4]


@pytest.fixture(scope="module")
def counted() -> tuple[dict[str, int], list[Spot]]:
    """The numbers of entries by folder, and the weak spots of the catalogue."""
    found = json.loads(_checked("--format", "json"))
    sizes = {folder: found["entries"][name] for folder, name in FOLDERS.items()}
    spots = [
        (p["rule"], Path(p["file"]).parent.name, re.split(r"[.\[]", p["field"] or "")[0])
        for p in found["problems"]
    ]
    return sizes, spots


def _checked(*options: str) -> str:
    done = offline("seeds", "check", ROOT / "seeds", *options)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_sizes(counted: tuple[dict[str, int], list[Spot]]) -> None:
    sizes, _spots = counted
    rows, _ = _tables()
    assert len(rows) == 8
    assert [[name, now] for name, _before, now in rows] == [
        [name, f"{sizes[name.strip('`')]}"] for name, _before, _now in rows
    ]


def test_the_weak_spots(counted: tuple[dict[str, int], list[Spot]]) -> None:
    sizes, spots = counted
    _, rows = _tables()
    assert len(rows) > 20
    marked = [(re.findall(r"`(.+?)`", row[1]), row) for row in rows]
    ordered = sorted(marked, key=lambda pair: pair[1][1].endswith("the rest"))
    wrong, left = [], list(spots)
    for codes, (name, _by, _before, now) in ordered:
        here = [spot for spot in left if set(codes) <= set(spot)]
        left = [spot for spot in left if spot not in here]
        total = sum(sizes[code] for code in codes if code in sizes)
        expected = f"{len(here)} of {total}" if " of " in now else f"{len(here)}"
        if expected != now:
            wrong.append(f"{name}: {expected}, not {now}")
    assert wrong == []
    # What the command lists by itself are likely mistakes.
    assert len(left) == len(re.findall(r"\.yaml:\d+:\d+: ", _checked())), left


def _sourced(folder: str) -> str:
    """Return the row of a type, from its files alone."""
    entries = [e for i, e in ENTRIES.items() if i.startswith(f"{FOLDERS[folder]}:")]
    slugs = [[s["slug"] if isinstance(s, dict) else s for s in e["sources"]] for e in entries]
    cited = [[SOURCES[slug] for slug in each] for each in slugs]
    checked = sorted(str(e["checkedOn"]) for e in entries if "checkedOn" in e)
    counts = [
        sum(any(source.get("kind") in OFFICIAL for source in each) for each in cited),
        sum(len(each) > 1 for each in cited),
        sum(any(source["readExtent"] != "EXCERPT" for source in each) for each in cited),
        len(checked),
    ]
    shares = [f"{count} ({count / len(entries):.0%})" for count in counts]
    when = sorted({*checked[:1], *checked[-1:]})
    return f"| `{folder}` | {len(entries)} | {' | '.join(shares)} | {' to '.join(when) or '–'} |"


@pytest.mark.parametrize("folder", SOURCED)
def test_the_sources_of_a_type(folder: str) -> None:
    assert _sourced(folder) in PAGE.read_text().splitlines()


def test_the_sources() -> None:
    kinds = Counter(source.get("kind") for source in SOURCES.values())
    of_all = f"of {len(SOURCES)}"
    read = sum(source["readExtent"] != "EXCERPT" for source in SOURCES.values())
    text = " ".join(PAGE.read_text().split())
    assert f"{len(SOURCES) - kinds[None]} {of_all} sources have one" in text
    assert f"{read} {of_all} sources were read whole" in text
    rows = re.findall(r"^\| ([A-Z_]+) \| (\d+) \|", PAGE.read_text(), flags=re.MULTILINE)
    assert {kind: int(count) for kind, count in rows} | {None: kinds[None]} == kinds
