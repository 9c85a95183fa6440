"""A plan → lines for a terminal: `+` added, `~` changed, `-` removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from graph_service.catalogue.document.field_changes import field_changes
from graph_service.catalogue.document.merge import MergedEntry
from graph_service.catalogue.document.wording import (
    NameOf,
    changed_fields,
    entry_name,
    entry_path,
    names_in,
)
from graph_service.catalogue.graph.diff import Comparison, former_ids, owners
from graph_service.catalogue.loads.bases import SinceRelease
from graph_service.catalogue.loads.changeset import Changeset
from graph_service.catalogue.loads.entry_changes import EntryChange, counts_by_kind
from graph_service.catalogue.loads.loaded_graph import ByHand
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.loads.reversals import reversal_line
from graph_service.catalogue.suggest.names import name_key
from graph_service.guide.questions import QUESTIONS
from graph_service.i18n import Message, _, counted
from graph_service.model.graph import FORMER_SLUGS, TYPES
from graph_service.model.ids import split_id
from graph_service.store.changes import Diff, NodeRow

from .display import MAX_LINES, Display
from .entry_lines import change_text, entry_lines, stage_lines, totals, value_text
from .make_plan import AnswerChange, Plan, Row

_MAX_ROWS = 3
_MOST_COMPARED = 1_000
_LIKENESS = 85
"""Of names whose words are in any order, of 100."""
_MOST_RENAMES = 5


def plan_lines(plan: Plan, display: Display) -> Iterator[str]:
    """Return the lines of a whole plan: changes, answers, then the summary."""
    yield from change_lines(plan.changeset, display)
    yield from reversal_lines(plan.changeset, display)
    yield from _answers(plan, display)
    yield from map(display.write, _summary(plan.changeset))


def change_lines(changeset: Changeset, display: Display) -> Iterator[str]:
    """Yield a line per change: entries with their fields, and stages that move.

    What was changed by hand before, and is recorded first, comes first.
    """
    if changeset.by_hand is not None:
        yield from _by_hand_lines(changeset.by_hand, changeset.name_of, display)
    yield from entry_lines(changeset.changes, display, changeset.name_of)
    if not changeset.changes:
        yield from derived_lines(changeset.diff, (), display)
    yield from stage_lines(changeset.diff, display)


def _by_hand_lines(by_hand: ByHand, name_of: NameOf, display: Display) -> Iterator[str]:
    if by_hand.release is not None:
        release = release_name(by_hand.release)
        yield display.write(_("{release} records what was changed by hand:", release=release))
        yield from (f"  {line}" for line in entry_lines(by_hand.changes, display, name_of))
    if by_hand.repaired:
        found = by_hand.repaired[:MAX_LINES]
        entries = [*found, *["…"] * (len(by_hand.repaired) > len(found))]
        yield display.write(
            _("Changed by hand to what no file can say, and put right: {entries}.", entries=entries)
        )


def reversal_lines(changeset: Changeset, display: Display) -> Iterator[str]:
    """Yield what a load takes back, and that it needs a confirmation."""
    if changeset.reversals:
        yield display.write(_("This takes back what has been loaded before, and needs --yes:"))
        found = (reversal_line(each, changeset.name_of) for each in changeset.reversals)
        yield from display.first([*map(display.write, found)], MAX_LINES, "")


def derived_lines(diff: Diff, changes: Sequence[EntryChange], display: Display) -> Iterator[str]:
    """Yield a line per entry that differs in nothing that a file says."""
    listed = {i for change in changes for i in (change.id, change.former_id)}
    for identity in sorted(owners(diff) - listed):
        what = _("only what loads derive, or what was written by hand")
        yield f"  ~ {entry_path(identity)}  {display.write(what)}"


def _summary(changeset: Changeset) -> Iterator[Message]:
    """Yield the totals, the kept entries, and why the changes would be refused."""
    diff, changes = changeset.diff, totals(counts_by_kind(changeset.changes))
    if changeset.undoes is not None:
        yield _("Undoing Release {undoes}: {changes}.", undoes=changeset.undoes, changes=changes)
    elif changeset.base is None:
        yield _("First load into this graph: {changes}.", changes=changes)
    elif diff.empty:
        yield _("No changes; the graph is at {release}.", release=release_name(changeset.base))
    else:
        release = release_name(changeset.base)
        yield _("Load onto {release}: {changes}.", release=release, changes=changes)
    yield from kept_messages(changeset)
    if changeset.refusal is not None:
        yield _("It would be refused: {why}", why=changeset.refusal.translatable)


def kept_messages(changeset: Changeset) -> Iterator[Message]:
    """Yield the messages about entries that are kept although they are not in the files."""
    diff = changeset.diff
    yield from rename_messages(diff)
    if not len(diff.kept):
        return
    names = [entry_path(row.id) for row in islice(diff.kept, 5)]
    yield counted(
        "{number} entry is in the graph but not in the files, and is kept: {names}.",
        "{number} entries are in the graph but not in the files, and are kept: {names}.",
        len(diff.kept),
        names=[*names, *["…"] * (len(diff.kept) > len(names))],
    )
    if not changeset.keeps_others:
        yield _("To remove entries that are not in the files, load with --prune.")


def rename_messages(diff: Comparison) -> Iterator[Message]:
    """Yield a message per entry that is gone while one of nearly the same name is new."""
    former = dict(former_ids(diff.result))
    gone = (r for r in (*diff.kept, *diff.nodes_removed) if TYPES[r.label].entry)
    new = {row.id: row for row in diff.nodes_added}
    found = 0
    for row in islice(gone, _MOST_COMPARED):
        names = {i: _name_key(n) for i, n in new.items() if n.label == row.label}
        near = process.extractOne(
            _name_key(row), names, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKENESS
        )
        if row.id in former or near is None or found == _MOST_RENAMES:
            continue
        found += 1
        del new[near[2]]
        yield _(
            "{old} is not in the files, and {new} is new with nearly the same name: if it was"
            " renamed, write formerSlugs: [{slug}] in its file.",
            old=entry_path(row.id),
            new=entry_path(near[2]),
            slug=split_id(row.id)[1],
        )


def _name_key(row: NodeRow) -> str:
    return name_key(str(row.properties.get("name", row.id)))


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
        yield from display.first([*_rows(answer, display)], _MAX_ROWS, "     ")


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


def change_line(entry: MergedEntry, since: SinceRelease, display: Display) -> str:
    """Return the line of an entry: what the folder lacks of it, and who loaded that."""
    changes = "; ".join(map(display.write, _changes(entry, since)))
    text = display.write(_("{changes} ({by})", changes=changes, by=since.by(entry)))
    return f"  {_sign(entry)} {entry_path(entry.id)}  {text}"


def _sign(entry: MergedEntry) -> str:
    """Return the sign of a change in the graph: + added, ~ changed, - removed."""
    if _is_removed(entry) and not entry.users:
        return "-"
    is_new = entry.folder is None and (entry.base is None or entry.result is not None)
    return "+" if is_new else "~"


def _changes(entry: MergedEntry, since: SinceRelease) -> Iterator[Message | str]:
    """Yield what the folder lacks of an entry: its fields in the folder, and as merged."""
    if _is_removed(entry):
        yield _("removed")
    elif entry.folder is None:
        yield _('"{name}"', name=entry_name((entry.graph or {}).get("name")))
        if entry.users:
            yield _("used by {users}", users=[*map(entry_path, entry.users)])
    else:
        label, slug = split_id(entry.names.folder or entry.id)
        found = [*field_changes(TYPES[label], entry.folder, entry.result or {})]
        if entry.names.folder != entry.id:
            yield _("renamed, formerly {slug}", slug=slug)
            found = [field for field in found if field.name != FORMER_SLUGS.name]
        elif not found:
            yield _("only new slugs of entries that it names")
        yield from changed_fields(TYPES[label], found, names_in(since.merge.documents))


def _is_removed(entry: MergedEntry) -> bool:
    """Whether somebody removed it; the graph lacks an entry that is new in the folder, too."""
    return entry.graph is None and entry.base is not None
