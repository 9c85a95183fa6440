"""A plan → lines for a terminal: `+` what comes, `~` what changes, `-` what goes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from graph_service.catalogue.draft import Draft
from graph_service.guide.questions import QUESTIONS
from graph_service.store.changes import Diff
from graph_service.wording import Message, _, counted

from .answers import AnswerChange, Row
from .changes import Mark, tally
from .entries import entry_lines, stage_lines
from .look import MOST, Look
from .make import Plan
from .values import change, shown

_MOST_ROWS = 3
_COLOURS = {"+": "green", "~": "yellow", "-": "red"}


def told(plan: Plan, look: Look) -> Iterator[Text]:
    """Tell all of a plan, what it comes to at the end."""
    yield from told_changes(plan.draft.diff, look)
    for line in _answers(plan, look):
        yield _coloured(line)
    yield from map(Text, summary(plan.draft, look))


def told_changes(diff: Diff, look: Look) -> Iterator[Text]:
    """Tell what changes: entries with their fields and edges, and stages that move."""
    for line in (*entry_lines(diff, look), *stage_lines(diff, look)):
        yield _coloured(line)


def summary(draft: Draft, look: Look) -> Iterator[str]:
    """Tell what it comes to, what is kept, and why it would be refused."""
    diff = draft.diff
    base = draft.base["name"] if draft.base else _("a graph that nothing was ever loaded into")
    if draft.undoes is not None:
        undoing = _(
            "To undo Release {undoes}: {changes}.", undoes=draft.undoes, changes=numbers(diff)
        )
        yield look.write(undoing)
    elif diff.empty:
        yield look.write(_("No changes; the graph stands at {release}.", release=str(base)))
    else:
        yield look.write(_("A load onto {base}: {changes}.", base=base, changes=numbers(diff)))
    if draft.outdated:
        yield look.write(_("An earlier program wrote the graph; a load brings all of it forward."))
    yield from kept(diff, look)
    if draft.refusal is not None:
        yield look.write(_("It would be refused: {why}", why=draft.refusal.worded))


def kept(diff: Diff, look: Look) -> Iterator[str]:
    """Tell which entries stay, though the files don't have them."""
    if not len(diff.kept):
        return
    names, more = look.cut([row.id for row in diff.kept], MOST // 2)
    yield look.write(
        counted(
            "{number} entry is in the graph, but not in the files, and kept: {entries}.",
            "{number} entries are in the graph, but not in the files, and kept: {entries}.",
            len(diff.kept),
            entries=", ".join([*names, *(["…"] if more else [])]),
        )
    )
    yield look.write(_("To remove what the files don't have, load with --prune."))


def numbers(diff: Diff) -> Message:
    """Count what changes."""
    found = tally(diff)
    nodes, edges = found["nodes"], found["edges"]
    values = {f"nodes_{mark}": number for mark, number in nodes.items()}
    values |= {f"edges_{mark}": number for mark, number in edges.items()}
    if nodes[Mark.RENAMED]:
        return _(
            "nodes {nodes_added} added, {nodes_changed} changed, {nodes_renamed} renamed,"
            " {nodes_removed} removed; edges {edges_added} added, {edges_changed} changed,"
            " {edges_removed} removed",
            **values,
        )
    return _(
        "nodes {nodes_added} added, {nodes_changed} changed, {nodes_removed} removed; edges"
        " {edges_added} added, {edges_changed} changed, {edges_removed} removed",
        **values,
    )


def _answers(plan: Plan, look: Look) -> Iterator[str]:
    if plan.answers is None:
        why = plan.why_not or ""
        yield look.write(_("Which answers change was not looked at: {why}.", why=why))
        return
    if plan.draft.diff.empty:
        return
    if not plan.answers:
        yield look.write(
            _("None of the {all} questions is answered otherwise.", all=len(QUESTIONS))
        )
        return
    yield look.write(
        counted(
            "{number} of the {all} questions is answered otherwise:",
            "{number} of the {all} questions are answered otherwise:",
            len(plan.answers),
            all=len(QUESTIONS),
        )
    )
    for answer in plan.answers:
        yield f"  {answer.number}. {getattr(answer.question.title, look.language)}"
        some, more = look.cut([*_rows(answer, look)], _MOST_ROWS)
        yield from (f"     {line}" for line in some)
        if more:
            yield f"     {look.more(more)}"


def _rows(answer: AnswerChange, look: Look) -> Iterator[str]:
    for old, new in answer.changed:
        same = [v for v, w in zip(old, new, strict=True) if v == w and v is not None]
        named = max(same, key=lambda value: (isinstance(value, str), len(str(value))))
        moved = [
            f"{name}: {change(v, w, look.language)}"
            for name, v, w in zip(answer.columns, old, new, strict=True)
            if v != w
        ]
        yield f"~ {shown(named, look.language)}  {', '.join(moved)}"
    for sign, rows in (("+", answer.added), ("-", answer.removed)):
        yield from (f"{sign} {_row(row, look)}" for row in rows)
    if answer.reordered:
        yield f"~ {look.write(_('the same rows in another order'))}"


def _row(row: Row, look: Look) -> str:
    return ", ".join(shown(value, look.language) for value in row if value is not None)


def _coloured(line: str) -> Text:
    """Colour a line by its sign, if it has one."""
    sign = line.lstrip()[:1]
    return Text(line, style=_COLOURS.get(sign, ""))
