"""A plan → lines for a terminal: `+` added, `~` changed, `-` removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from graph_service.catalogue.loads.changeset import Changeset
from graph_service.guide.questions import QUESTIONS
from graph_service.i18n import Message, Wording, _, counted
from graph_service.store.changes import Diff

from .answers import AnswerChange, Row
from .changes import Mark, tally
from .display import Display
from .entry_lines import entry_lines, stage_lines
from .make_plan import Plan
from .shown_values import change, shown

_MOST_ROWS = 3


def plan_lines(plan: Plan, display: Display) -> Iterator[str]:
    """Return the lines of a whole plan: changes, answers, then the summary."""
    yield from change_lines(plan.changeset.diff, display)
    yield from _answers(plan, display)
    yield from map(display.write, _summary(plan.changeset))


def change_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Return a line per change: entries with their fields and edges, and stages that move."""
    yield from entry_lines(diff, display)
    yield from stage_lines(diff, display)


def _summary(changeset: Changeset) -> Iterator[Message]:
    """Tell what it comes to, what is kept, and why it would be refused."""
    diff = changeset.diff
    if changeset.undoes is not None:
        yield _(
            "To undo Release {undoes}: {changes}.", undoes=changeset.undoes, changes=numbers(diff)
        )
    elif changeset.base is None:
        yield _("A load, the first into this graph: {changes}.", changes=numbers(diff))
    elif diff.empty:
        yield _("No changes; the graph stands at {release}.", release=str(changeset.base["name"]))
    else:
        release = str(changeset.base["name"])
        yield _("A load onto {release}: {changes}.", release=release, changes=numbers(diff))
    if changeset.outdated:
        yield _("An earlier program wrote the graph; a load brings all of it forward.")
    yield from kept(diff)
    if changeset.refusal is not None:
        yield _("It would be refused: {why}", why=changeset.refusal.translatable)


def kept(diff: Diff) -> Iterator[Message]:
    """Tell which entries stay, though the files don't have them."""
    if not len(diff.kept):
        return
    yield counted(
        "{number} entry is in the graph, but not in the files, and kept: {names}.",
        "{number} entries are in the graph, but not in the files, and kept: {names}.",
        len(diff.kept),
        names=[*(row.id for row in islice(diff.kept, 5)), *(["…"] if len(diff.kept) > 5 else [])],
    )
    yield _("To remove what the files don't have, load with --prune.")


def numbers(diff: Diff) -> Wording:
    """Count what changes."""
    found = tally(diff)
    return _(
        "nodes {nodes}; edges {edges}", nodes=_each(found["nodes"]), edges=_each(found["edges"])
    )


def _each(found: Mapping[str, int]) -> Wording:
    if found.get(Mark.RENAMED):
        return _("{added} added, {changed} changed, {renamed} renamed, {removed} removed", **found)
    return _("{added} added, {changed} changed, {removed} removed", **found)


def _answers(plan: Plan, display: Display) -> Iterator[str]:
    if plan.answers is None:
        why = plan.why_not or ""
        yield display.write(_("Which answers change was not looked at: {why}", why=why))
        return
    if plan.changeset.diff.empty:
        return
    if not plan.answers:
        yield display.write(
            _("None of the {all} questions is answered otherwise.", all=len(QUESTIONS))
        )
        return
    yield display.write(
        counted(
            "{number} of the {all} questions is answered otherwise:",
            "{number} of the {all} questions are answered otherwise:",
            len(plan.answers),
            all=len(QUESTIONS),
        )
    )
    for answer in plan.answers:
        yield f"  {answer.number}. {answer.question.title.to(display.language.value)}"
        some, more = display.cut([*_rows(answer, display)], _MOST_ROWS)
        yield from (f"     {line}" for line in some)
        if more:
            yield f"     {display.more(more)}"


def _rows(answer: AnswerChange, display: Display) -> Iterator[str]:
    for old, new in answer.changed:
        same = [v for v, w in zip(old, new, strict=True) if v == w and v is not None]
        named = max(same, key=lambda value: (isinstance(value, str), len(str(value))))
        moved = [
            f"{name}: {change(v, w, display.language)}"
            for name, v, w in zip(answer.columns, old, new, strict=True)
            if v != w
        ]
        yield f"~ {shown(named, display.language)}  {', '.join(moved)}"
    for sign, rows in (("+", answer.added), ("-", answer.removed)):
        yield from (f"{sign} {_row(row, display)}" for row in rows)
    if answer.reordered:
        yield display.write(_("~ the same rows in another order"))


def _row(row: Row, display: Display) -> str:
    return ", ".join(shown(value, display.language) for value in row if value is not None)
