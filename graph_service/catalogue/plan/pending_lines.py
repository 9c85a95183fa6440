"""What others have changed in the graph since the folder's base, and a load keeps → lines.

~ topics/helpline  name.en: "Hotlines" → "Helplines" (Release 4 (2026-11-26), ana)
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.loads.load_merge import LoadMerge
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.three_way.merged_entry import MergedEntry
from graph_service.catalogue.three_way.wording import entry_path, field_path, shown
from graph_service.i18n import Message, Shown, _, counted
from graph_service.model.ids import split_id

from .display import MAX_LINES, Display


def pending_lines(found: LoadMerge, display: Display) -> Iterator[str]:
    """Return a line per entry that the folder lacks changes of, and what to do; none if it hasn't.

    A conflict that the user has decided for the folder is not among them.
    """
    pending = found.merge.pending
    if not pending:
        return
    yield display.write(
        counted(
            "{number} entry has changes in the graph that the folder lacks; a load keeps them:",
            "{number} entries have changes in the graph that the folder lacks; a load keeps them:",
            len(pending),
        )
    )
    first, more = display.cut(
        [change_line(entry, found.by(entry), display) for entry in pending], MAX_LINES
    )
    yield from first
    if more:
        yield f"  {display.more(more)}"
    yield display.write(
        _("`seeds pull` writes them into the folder. Review and commit the files, then go on.")
    )


def change_line(entry: MergedEntry, by: Shown, display: Display) -> str:
    """Return the line of an entry: what the folder lacks of it, and who loaded that."""
    changes = "; ".join(display.write(message) for message in _changes(entry))
    text = display.write(_("{changes} ({by})", changes=changes, by=by))
    return f"  {_sign(entry)} {entry_path(entry.id)}  {text}"


def _sign(entry: MergedEntry) -> str:
    """Return the sign of a change in the graph: + added, ~ changed, - removed."""
    if _is_removed(entry) and not entry.users:
        return "-"
    is_new = entry.folder is None and (entry.base is None or entry.result is not None)
    return "+" if is_new else "~"


def _changes(entry: MergedEntry) -> Iterator[Message | str]:
    """Yield what the folder lacks of an entry: its fields in the folder, and as merged."""
    if _is_removed(entry):
        yield _("removed")
        return
    if entry.folder is None:
        name = (entry.graph or {}).get("name")
        yield quoted(_any_language(name))
        if entry.users:
            yield _("used by {users}", users=[entry_path(user) for user in entry.users])
        return
    if entry.names.folder != entry.id and entry.names.folder is not None:
        yield _("renamed, formerly {slug}", slug=split_id(entry.names.folder)[1])
    for path, old, new in entry.changes:
        yield _(
            "{field}: {old} → {new}",
            field=field_path(entry.id, path),
            old=shown(old),
            new=shown(new),
        )


def _is_removed(entry: MergedEntry) -> bool:
    """Whether somebody removed it; the graph lacks an entry that is new in the folder, too."""
    return entry.graph is None and entry.base is not None


def _any_language(name: object) -> str:
    if isinstance(name, dict):
        return str(next(iter(name.values()), ""))
    return str(name)
