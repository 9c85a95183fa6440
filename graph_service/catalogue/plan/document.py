"""A plan → JSON, as docs/plan.md describes it: a line a node or an edge, since it may be long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from graph_service.catalogue.loads.saved_plan import saved_fields

from .answers import AnswerChange
from .changes import EdgeView, NodeView, StageMove, edge_views, node_views, stage_moves, tally
from .fields import FieldChange
from .make_plan import Plan

_Object: TypeAlias = Mapping[str, object]


def document(plan: Plan) -> Iterator[str]:
    """Give the lines of the document."""
    changeset = plan.changeset
    head = {
        **saved_fields(changeset),
        "counts": tally(changeset.diff),
        "refused": str(changeset.refusal.translatable) if changeset.refusal else None,
    }
    yield "{"
    for name, value in head.items():
        yield f"{_json(name)}: {_json(value)},"
    yield from _list("nodes", map(_node, node_views(changeset.diff)))
    yield from _list("edges", map(_edge, edge_views(changeset.diff)))
    yield from _list("stages", map(_stage, stage_moves(changeset.diff)))
    yield f'"answersCompared": {_json(plan.answers is not None)},'
    yield f'"whyNot": {_json(str(plan.why_not) if plan.why_not else None)},'
    yield from _list("answers", map(_answer, plan.answers or ()), last=True)
    yield "}"


def _list(name: str, objects: Iterable[_Object], *, last: bool = False) -> Iterator[str]:
    yield f"{_json(name)}: ["
    before: str | None = None
    for item in objects:
        if before is not None:
            yield f"{before},"
        before = _json(item)
    if before is not None:
        yield before
    yield "]" if last else "],"


def _node(node: NodeView) -> _Object:
    return {
        "change": node.mark,
        "id": node.row.id,
        "formerly": node.formerly,
        "name": node.row.properties.get("name"),
        "fields": [_field(changed) for changed in node.fields],
        "derived": node.others,
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
        "derived": edge.others,
    }


def _field(changed: FieldChange) -> _Object:
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
        "reordered": answer.reordered,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
