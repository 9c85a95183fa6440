"""The findings about a folder of seeds: errors, weak spots, and the numbers of entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.problems import Problem, in_order
from graph_service.model.graph import ENTRY_TYPES

from .across import Across
from .check import check_entries
from .homes import Homes
from .lint import weak_spots


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The findings about a folder of seeds.

    Attributes:
        folder: the folder.
        counts: the number of entries of each type, including those with errors.
        errors: the problems that prevent a load, sorted by file and line.
        warnings: weak spots, sorted by file and line.
    """

    folder: Path
    counts: Mapping[str, int]
    errors: Sequence[Problem]
    warnings: Sequence[Problem]


def examine(seeds: Path) -> Findings:
    """Read all files of a folder, and return their errors and weak spots."""
    reading = read_folder(seeds)
    counts = Counter({node_type.name: 0 for node_type in ENTRY_TYPES})
    warnings: list[Problem] = []
    across, homes = Across(), Homes()
    for entry in check_entries(reading):
        counts[entry.type.name] += 1
        warnings += weak_spots(entry)
        warnings += (*across.check(entry), *homes.check(entry))
    warnings += (*across.rest(), *reading.weak_spots)
    wrong = {(p.place.file, _top(p.field)) for p in reading.problems if p.field}
    return Findings(
        folder=seeds,
        counts=counts,
        errors=in_order(reading.problems),
        warnings=in_order(p for p in warnings if (p.place.file, _top(p.field)) not in wrong),
    )


def _top(field: str) -> str:
    """Return the field of the file: an error in it makes its weak spots a consequence.

    >>> _top("events[2].date")
    'events'
    """
    return re.split(r"[.\[]", field, maxsplit=1)[0]
