"""All that is to be said of a folder: errors, weak spots, and how many entries there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.problems import Problem, in_order
from graph_service.model.graph import ENTRY_TYPES

from .check import checked
from .lint import weak_spots


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found in a folder of seeds.

    Attributes:
        folder: which.
        counts: the number of entries of each type, those with errors included.
        errors: what keeps it from being loaded, sorted by file and line.
        warnings: weak spots, sorted likewise.
    """

    folder: Path
    counts: Mapping[str, int]
    errors: Sequence[Problem]
    warnings: Sequence[Problem]


def examine(seeds: Path) -> Findings:
    """Read all files of a folder, and find what is wrong and what is weak."""
    reading = read_folder(seeds)
    counts = Counter({node_type.name: 0 for node_type in ENTRY_TYPES})
    warnings: list[Problem] = []
    for entry in checked(reading):
        counts[entry.type.name] += 1
        warnings += weak_spots(entry)
    return Findings(
        folder=seeds,
        counts=counts,
        errors=in_order(reading.problems),
        warnings=in_order(warnings),
    )
