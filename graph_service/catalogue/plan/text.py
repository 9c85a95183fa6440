"""A plan → lines for a terminal: `+` what comes, `~` what changes, `-` what goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from rich.text import Text

from graph_service.catalogue.loads.draft import Draft
from graph_service.guide.questions import QUESTIONS
from graph_service.i18n import Message, Wording, _, counted
from graph_service.store.changes import Diff

from .answers import AnswerChange, Row
from .changes import Mark, tally
from .entries import entry_lines, stage_lines
from .look import Look
from .make import Plan
from .values import change, shown

_MOST_ROWS = 3
_COLOURS = {"+": "green", "~": "yellow", "-": "red"}


def told(plan: Plan, look: Look) -> Iterator[Text]:
    """Tell all of a plan, what it comes to at the end."""
    yield from told_changes(plan.draft.diff, look)
    for line in _answers(plan, look):
        yield _coloured(line)
    for message in _summary(plan.draft):
        yield Text(look.write(message))


def told_changes(diff: Diff, look: Look) -> Iterator[Text]:
    """Tell what changes: entries with their fields and edges, and stages that move."""
    for line in (*entry_lines(diff, look), *stage_lines(diff, look)):
        yield _coloured(line)


def _summary(draft: Draft) -> Iterator[Message]:
    """Tell what it comes to, what is kept, and why it would be refused."""
    diff = draft.diff
    if draft.undoes is not None:
        yield _("To undo Release {undoes}: {changes}.", undoes=draft.undoes, changes=numbers(diff))
    elif draft.base is None:
        yield _("A load, the first into this graph: {changes}.", changes=numbers(diff))
    elif diff.empty:
        yield _("No changes; the graph stands at {release}.", release=str(draft.base["name"]))
    else:
        release = str(draft.base["name"])
        yield _("A load onto {release}: {changes}.", release=release, changes=numbers(diff))
    if draft.outdated:
        yield _("An earlier program wrote the graph; a load brings all of it forward.")
    yield from kept(diff)
    if draft.refusal is not None:
        yield _("It would be refused: {why}", why=draft.refusal.worded)


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


def _answers(plan: Plan, look: Look) -> Iterator[str]:
    if plan.answers is None:
        why = plan.why_not or ""
        yield look.write(_("Which answers change was not looked at: {why}", why=why))
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
        yield f"  {answer.number}. {answer.question.title.to(look.language.value)}"
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
        yield look.write(_("~ the same rows in another order"))


def _row(row: Row, look: Look) -> str:
    return ", ".join(shown(value, look.language) for value in row if value is not None)


def _coloured(line: str) -> Text:
    """Colour a line by its sign, if it has one."""
    sign = line.lstrip()[:1]
    return Text(line, style=_COLOURS.get(sign, ""))
