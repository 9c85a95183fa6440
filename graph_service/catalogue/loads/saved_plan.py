"""A saved plan: `seeds load --plan` carries out exactly it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import LoadRefused
from graph_service.i18n import Wording, _
from graph_service.model.ids import split_id
from graph_service.os_errors import os_reason

from .changeset import Changeset

VERSION = 2
"""Of the JSON format of plans, see docs/plan.md."""


@dataclass(frozen=True, kw_only=True)
class SavedPlan:
    """The state of the graph before and after a planned load.

    Attributes:
        release: the id of the newest release; None before the first.
        before: the checksum of the graph.
        after: the checksum of the graph after the load.
        prune: whether entries that are not in the files are removed.
    """

    release: str | None
    before: str
    after: str
    prune: bool

    def check(self, changeset: Changeset) -> None:
        """Check that a load does what was planned.

        Raises:
            LoadRefused: when the graph or the files have changed since.
        """
        base = str(changeset.base["id"]) if changeset.base else None
        if (self.release, self.before) != (base, changeset.before):
            why = _(
                "The graph has changed since the plan was made: it was at {planned}, and is now at"
                " {now}.",
                planned=_name(self.release),
                now=_name(base),
            )
            if self.release == base or changeset.by_hand is not None:
                why = _("The graph has been changed by hand since the plan was made.")
        elif self.after != changeset.after:
            why = _("The files have changed since the plan was made.")
        else:
            return
        raise LoadRefused(_("{why} Nothing was written: make a new plan and review it.", why=why))


def read_saved_plan(file: Path) -> SavedPlan:
    """Read a plan that was saved as JSON.

    Raises:
        LoadRefused: when the file can't be read, or is not a plan of a load.
    """
    try:
        saved = json.loads(file.read_bytes())
        match saved:
            case {
                "version": int(version),
                "undoes": None,
                "prune": bool(prune),
                "base": {"release": (str() | None) as release, "checksum": str(before)},
                "checksum": str(after),
            } if version == VERSION:
                return SavedPlan(
                    release=release,
                    before=before,
                    after=after,
                    prune=prune,
                )
    except OSError as error:
        raise LoadRefused(
            _(
                "{file} can't be read: {reason}. Nothing was written.",
                file=str(file),
                reason=os_reason(error),
            )
        ) from None
    except ValueError:
        pass
    raise LoadRefused(
        _(
            "{file} is not a plan of a load: create one with `seeds plan --out {file}`. Nothing was"
            " written.",
            file=str(file),
        )
    )


def saved_fields(changeset: Changeset) -> Mapping[str, object]:
    """Return the fields of a plan's JSON that a load is checked against."""
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


def _name(release: str | None) -> Wording:
    if release is None:
        return _("no release")
    number = split_id(release)[1].removeprefix("release-")
    return _("Release {number}", number=number)
