"""What a plan has said of a load, which is then done as it was said, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import LoadRefused
from graph_service.i18n import Wording, _
from graph_service.model.ids import split_id

from .changeset import Changeset

VERSION = 1
"""Of the form in which plans are written: docs/plan.md."""


@dataclass(frozen=True, kw_only=True)
class SavedPlan:
    """The graph on either side of a planned load; equal checksums mean equal graphs.

    Attributes:
        release: the id of the release that the graph stood at; None for none.
        before: the checksum of the graph.
        after: the checksum of the graph as it will be.
        prune: whether entries go that the files don't have.
    """

    release: str | None
    before: str
    after: str
    prune: bool

    def check(self, changeset: Changeset) -> None:
        """See that a load does what was planned.

        Raises:
            LoadRefused: when the graph or the files are others than those of the plan.
        """
        base = str(changeset.base["id"]) if changeset.base else None
        if (self.release, self.before) != (base, changeset.before):
            why = _(
                "The graph is no more what it was: the plan was made at {planned}, and it stands"
                " at {now}.",
                planned=_name(self.release),
                now=_name(base),
            )
            if self.release == base:
                why = _("The graph was changed by hand since the plan was made.")
        elif self.after != changeset.after:
            why = _("The files are others than those that were planned.")
        else:
            return
        raise LoadRefused(_("{why} Nothing was written: plan again, and look at it.", why=why))


def read_saved_plan(file: Path) -> SavedPlan:
    """Read what matters of a plan that was written as JSON.

    Raises:
        LoadRefused: when the file is no such plan.
    """
    try:
        match json.loads(file.read_bytes()):
            case {
                "version": int(version),
                "undoes": None,
                "prune": bool(prune),
                "base": {"release": (str() | None) as release, "checksum": str(before)},
                "checksum": str(after),
            } if version == VERSION:
                return SavedPlan(release=release, before=before, after=after, prune=prune)
    except (OSError, ValueError):
        pass
    raise LoadRefused(
        _(
            "{file} is no plan of a load: write one with `seeds plan --out {file}`. Nothing was"
            " written.",
            file=str(file),
        )
    )


def saved_fields(changeset: Changeset) -> Mapping[str, object]:
    """Give what a plan writes of a changeset, so that a load can be held to it."""
    return {
        "version": VERSION,
        "undoes": f"Release:release-{changeset.undoes}" if changeset.undoes is not None else None,
        "prune": changeset.prune,
        "base": {
            "release": changeset.base["id"] if changeset.base else None,
            "checksum": changeset.before,
        },
        "checksum": changeset.after,
    }


def _name(release: str | None) -> Wording | str:
    return split_id(release)[1] if release is not None else _("no release")
