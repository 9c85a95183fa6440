"""A plan → JSON, one line per node or edge, as described in docs/plan.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from graph_service.catalogue.loads.entry_changes import (
    ChangedValue,
    EdgeView,
    NodeView,
    StageMove,
    edge_views,
    node_views,
    stage_moves,
    tally,
)
from graph_service.catalogue.loads.saved_plan import saved_fields
from graph_service.store.changes import Diff

from .make_plan import AnswerChange, Plan

_Object: TypeAlias = Mapping[str, object]


def document(plan: Plan) -> Iterator[str]:
    """Yield the lines of the JSON document."""
    changeset = plan.changeset
    head = {
        **saved_fields(changeset),
        "counts": tally(changeset.diff),
        "refused": str(changeset.refusal.translatable) if changeset.refusal else None,
    }
    yield "{"
    for name, value in head.items():
        yield f"{as_json(name)}: {as_json(value)},"
    yield from diff_lists(changeset.diff)
    yield f'"answersCompared": {as_json(plan.answers is not None)},'
    yield f'"whyNot": {as_json(str(plan.why_not) if plan.why_not else None)},'
    yield from _list("answers", map(_answer, plan.answers or ()), last=True)
    yield "}"


def diff_lists(diff: Diff, *, last: bool = False) -> Iterator[str]:
    """Yield the lines of the nodes, edges and stages that a diff changes.

    Args:
        diff: the changes.
        last: whether the document ends after them.
    """
    yield from _list("nodes", map(_node, node_views(diff)))
    yield from _list("edges", map(_edge, edge_views(diff)))
    yield from _list("stages", map(_stage, stage_moves(diff)), last=last)


def _list(name: str, objects: Iterable[_Object], *, last: bool = False) -> Iterator[str]:
    yield f"{as_json(name)}: ["
    previous: str | None = None
    for item in objects:
        if previous is not None:
            yield f"{previous},"
        previous = as_json(item)
    if previous is not None:
        yield previous
    yield "]" if last else "],"


def _node(node: NodeView) -> _Object:
    return {
        "change": node.mark,
        "id": node.row.id,
        "formerly": node.formerly,
        "mergedInto": node.merged_into,
        "name": node.row.properties.get("name"),
        "fields": [_field(changed) for changed in node.fields],
        "derived": node.derived,
    }


def _edge(edge: EdgeView) -> _Object:
    return {
        "change": edge.mark,
        "field": edge.field,
        "type": edge.row.type,
        "source": edge.row.source,
        "target": edge.row.target,
        "basis": edge.row.properties.get("basis"),
        "fields": [_field(changed) for changed in edge.fields],
        "derived": edge.derived,
    }


def _field(changed: ChangedValue) -> _Object:
    return {
        "name": changed.name,
        "language": changed.language,
        "old": changed.old,
        "new": changed.new,
    }


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
