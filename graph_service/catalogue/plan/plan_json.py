"""A plan → JSON, one line per entry, as described in docs/plan.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from graph_service.catalogue.loads.entry_changes import (
    EntryChange,
    counts_by_kind,
    stage_moves,
)
from graph_service.catalogue.loads.reversals import Reversal
from graph_service.model.enums import ChangeKind

from .make_plan import AnswerChange, Plan

VERSION = 2
"""Of the JSON of plans, see docs/plan.md."""


def document(plan: Plan) -> str:
    """Return the JSON document."""
    changeset = plan.changeset
    return json_document(
        {
            "version": VERSION,
            "undoes": changeset.undone["id"] if changeset.undone else None,
            "prune": changeset.prune,
            "base": {
                "release": changeset.base["id"] if changeset.base else None,
                "checksum": changeset.before,
            },
            "checksum": changeset.after,
            "counts": {**counts_of(changeset.changes), "kept": len(changeset.diff.kept)},
            "refused": str(changeset.refusal.translatable) if changeset.refusal else None,
            "entries": map(entry_object, changeset.changes),
            "kept": [row.id for row in changeset.diff.kept],
            "takenBack": map(_reversal, changeset.reversals),
            "stages": (
                {"id": i, **{name: {"old": old, "new": new} for name, (old, new) in sides.items()}}
                for i, sides in stage_moves(changeset.diff)
            ),
            "answersCompared": plan.answers is not None,
            "whyNot": str(plan.why_not) if plan.why_not else None,
            "answers": map(_answer, plan.answers or ()),
        }
    )


def json_document(fields: Mapping[str, object]) -> str:
    """Return fields as a JSON object: a line for each, and for each item of an iterator."""
    lines = ",\n".join(f"{_as_json(name)}: {_as_json(value)}" for name, value in fields.items())
    return f"{{\n{lines}\n}}"


def _as_json(value: object) -> str:
    if isinstance(value, Iterator):
        items = ",\n".join(map(_as_json, value))
        return f"[\n{items}\n]" if items else "[\n]"
    return json.dumps(value, ensure_ascii=False)


def counts_of(changes: Iterable[EntryChange]) -> Mapping[str, int]:
    """Return the number of entries by the kind of change, in small letters."""
    counts = counts_by_kind(changes)
    return {kind.name.lower(): counts.get(kind.name, 0) for kind in ChangeKind}


def entry_object(change: EntryChange) -> Mapping[str, object]:
    """Return what happened to an entry."""
    return {
        "change": change.kind.name.lower(),
        "id": change.id,
        "formerly": change.former_id,
        "mergedInto": change.merged_into,
        "name": change.name,
        "fields": [
            {"name": each.name, "language": each.language, "old": each.before, "new": each.after}
            for each in change.fields
        ],
    }


def _reversal(reversal: Reversal) -> Mapping[str, object]:
    release, field = reversal.release, reversal.field
    return {
        "id": reversal.id,
        "change": reversal.kind.name.lower(),
        "field": field.name if field else None,
        "language": field.language if field else None,
        "release": release["id"] if release else None,
        "loadedBy": release.get("loadedBy") if release else None,
    }


def _answer(answer: AnswerChange) -> Mapping[str, object]:
    return {
        "question": answer.question.key,
        "title": {"es": answer.question.title.es, "en": answer.question.title.en},
        "columns": answer.columns,
        "added": answer.added,
        "removed": answer.removed,
        "changed": [{"old": old, "new": new} for old, new in answer.changed],
        "reordered": answer.is_reordered,
    }
