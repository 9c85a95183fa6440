"""A plan → JSON, one line per entry, as described in docs/plan.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from graph_service.catalogue.loads.entry_changes import (
    EntryChange,
    StageMove,
    counts_by_kind,
    stage_moves,
)
from graph_service.catalogue.loads.saved_plan import saved_fields
from graph_service.model.enums import ChangeKind

from .make_plan import AnswerChange, Plan

_Object: TypeAlias = Mapping[str, object]


def document(plan: Plan) -> Iterator[str]:
    """Yield the lines of the JSON document."""
    changeset = plan.changeset
    head = {
        **saved_fields(changeset),
        "counts": {**counts_of(changeset.changes), "kept": len(changeset.diff.kept)},
        "refused": str(changeset.refusal.translatable) if changeset.refusal else None,
    }
    yield "{"
    for name, value in head.items():
        yield f"{as_json(name)}: {as_json(value)},"
    yield from list_lines("entries", map(entry_object, changeset.changes))
    yield f'"kept": {as_json([row.id for row in changeset.diff.kept])},'
    yield from list_lines("stages", map(_stage, stage_moves(changeset.diff)))
    yield f'"answersCompared": {as_json(plan.answers is not None)},'
    yield f'"whyNot": {as_json(str(plan.why_not) if plan.why_not else None)},'
    yield from list_lines("answers", map(_answer, plan.answers or ()), last=True)
    yield "}"


def counts_of(changes: Iterable[EntryChange]) -> Mapping[str, int]:
    """Return the number of entries by the kind of change, in small letters."""
    counts = counts_by_kind(changes)
    return {kind.name.lower(): counts.get(kind.name, 0) for kind in ChangeKind}


def entry_object(change: EntryChange) -> _Object:
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


def list_lines(name: str, objects: Iterable[_Object], *, last: bool = False) -> Iterator[str]:
    """Yield the lines of a list of objects; `last` if the document ends after it."""
    yield f"{as_json(name)}: ["
    previous: str | None = None
    for item in objects:
        if previous is not None:
            yield f"{previous},"
        previous = as_json(item)
    if previous is not None:
        yield previous
    yield "]" if last else "],"


def _stage(move: StageMove) -> _Object:
    return {
        "id": move.id,
        "stage": dict(zip(("old", "new"), move.stages, strict=True)),
        "phase": dict(zip(("old", "new"), move.phases, strict=True)),
    }


def _answer(answer: AnswerChange) -> _Object:
    return {
        "question": answer.question.key,
        "title": {"es": answer.question.title.es, "en": answer.question.title.en},
        "columns": answer.columns,
        "added": answer.added,
        "removed": answer.removed,
        "changed": [{"old": old, "new": new} for old, new in answer.changed],
        "reordered": answer.is_reordered,
    }


def as_json(value: object) -> str:
    """Return a value as JSON, with letters as they are."""
    return json.dumps(value, ensure_ascii=False)
