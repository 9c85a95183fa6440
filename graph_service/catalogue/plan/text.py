"""A plan → lines for a terminal: `+` added, `~` changed, `-` removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from graph_service.catalogue.loads.changeset import Changeset
from graph_service.catalogue.loads.entry_changes import Mark, tally
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.loads.renames import rename_messages
from graph_service.guide.questions import QUESTIONS
from graph_service.i18n import Message, Wording, _, counted
from graph_service.store.changes import Diff

from .answer_changes import AnswerChange, Row
from .display import Display
from .entry_lines import entry_lines, stage_lines
from .make_plan import Plan
from .pending_lines import pending_lines
from .value_text import change_text, value_text

_MAX_ROWS = 3


def plan_lines(plan: Plan, display: Display) -> Iterator[str]:
    """Return the lines of a whole plan: changes, answers, then the summary."""
    yield from change_lines(plan.changeset.diff, display)
    yield from _answers(plan, display)
    if plan.changeset.merge is not None:
        yield from pending_lines(plan.changeset.merge, display)
    yield from map(display.write, _summary(plan.changeset))


def change_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Return a line per change: entries with their fields and edges, and stages that move."""
    yield from entry_lines(diff, display)
    yield from stage_lines(diff, display)


def _summary(changeset: Changeset) -> Iterator[Message]:
    """Yield the totals, the kept entries, and why the changes would be refused."""
    diff = changeset.diff
    if changeset.undoes is not None:
        yield _(
            "Undoing Release {undoes}: {changes}.", undoes=changeset.undoes, changes=totals(diff)
        )
    elif changeset.base is None:
        yield _("First load into this graph: {changes}.", changes=totals(diff))
    elif diff.empty:
        yield _("No changes; the graph is at {release}.", release=release_name(changeset.base))
    else:
        release = release_name(changeset.base)
        yield _("Load onto {release}: {changes}.", release=release, changes=totals(diff))
    if changeset.is_outdated:
        yield _("An earlier version of this program wrote the graph; a load upgrades all of it.")
    yield from kept_messages(diff)
    if changeset.refusal is not None:
        yield _("It would be refused: {why}", why=changeset.refusal.translatable)


def kept_messages(diff: Diff) -> Iterator[Message]:
    """Yield the messages about entries that are kept although they are not in the files."""
    yield from rename_messages(diff)
    if not len(diff.kept):
        return
    yield counted(
        "{number} entry is in the graph but not in the files, and is kept: {names}.",
        "{number} entries are in the graph but not in the files, and are kept: {names}.",
        len(diff.kept),
        names=[*(row.id for row in islice(diff.kept, 5)), *(["…"] if len(diff.kept) > 5 else [])],
    )
    yield _("To remove entries that are not in the files, load with --prune.")


def totals(diff: Diff) -> Wording:
    """Return the numbers of changes."""
    counts = tally(diff)
    return _(
        "nodes {nodes}; edges {edges}", nodes=_each(counts["nodes"]), edges=_each(counts["edges"])
    )


def _each(counts: Mapping[str, int]) -> Wording:
    if counts.get(Mark.RENAMED):
        return _("{added} added, {changed} changed, {renamed} renamed, {removed} removed", **counts)
    return _("{added} added, {changed} changed, {removed} removed", **counts)


def _answers(plan: Plan, display: Display) -> Iterator[str]:
    if plan.answers is None:
        why = plan.why_not or ""
        yield display.write(_("The answers were not compared: {why}", why=why))
        return
    if plan.changeset.diff.empty:
        return
    if not plan.answers:
        yield display.write(_("None of the {all} answers changes.", all=len(QUESTIONS)))
        return
    yield display.write(
        counted(
            "{number} of the {all} answers changes:",
            "{number} of the {all} answers change:",
            len(plan.answers),
            all=len(QUESTIONS),
        )
    )
    for answer in plan.answers:
        yield f"  {answer.number}. {answer.question.title.to(display.language.value)}"
        first, more = display.cut([*_rows(answer, display)], _MAX_ROWS)
        yield from (f"     {line}" for line in first)
        if more:
            yield f"     {display.more(more)}"


def _rows(answer: AnswerChange, display: Display) -> Iterator[str]:
    for old, new in answer.changed:
        # The longest text that stays the same identifies the row.
        same = [v for v, w in zip(old, new, strict=True) if v == w and v is not None]
        title = max(same, key=lambda value: (isinstance(value, str), len(str(value))))
        changes = [
            f"{name}: {change_text(v, w, display.language)}"
            for name, v, w in zip(answer.columns, old, new, strict=True)
            if v != w
        ]
        yield f"~ {value_text(title, display.language)}  {', '.join(changes)}"
    for sign, rows in (("+", answer.added), ("-", answer.removed)):
        yield from (f"{sign} {_row(row, display)}" for row in rows)
    if answer.is_reordered:
        yield display.write(_("~ the same rows in a different order"))


def _row(row: Row, display: Display) -> str:
    return ", ".join(value_text(value, display.language) for value in row if value is not None)
