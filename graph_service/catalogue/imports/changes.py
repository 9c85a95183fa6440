"""What an import changes in existing entries, as lines.

~ exchange-visits/xv-uno
    Países visitantes: se agrega hnd
    Nombre (en): "Old" → "New"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph_service.catalogue.document.field_changes import field_changes
from graph_service.catalogue.document.trees import tree_of
from graph_service.catalogue.document.wording import Difference, differences
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.changed_entries import DocumentChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.model_messages import entries_written
from graph_service.i18n import Language, Wording, _, counted


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The entry of a row.

    Attributes:
        entry: as it will be.
        before: as it is in its file; None if it is new.
        file: its file; None if it is new.
    """

    entry: Entry
    before: Entry | None
    file: EntryFile | None

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """The fields of an existing entry that differ."""
        if self.before is None:
            return ()
        found = field_changes(self.entry.type, tree_of(self.before), tree_of(self.entry))
        return tuple(differences(self.entry.type, [*found]))

    @property
    def change(self) -> DocumentChange:
        """What it changes in the folder."""
        before = tree_of(self.before) if self.before is not None else None
        tree = tree_of(self.entry)
        return DocumentChange(id=self.entry.id, tree=tree, before=before, file=self.file)

    @property
    def is_written(self) -> bool:
        """Whether its file changes; files of unchanged entries are left alone."""
        return self.before != self.entry


def changed_lines(imported: Iterable[Imported], language: Language) -> Iterator[str]:
    """Yield the lines of all entries that an import changes; new ones are only counted."""
    for each in imported:
        if each.before is not None and each.changes:
            yield f"  ~ {each.entry.type.path_of(each.entry.slug)}"
            yield from (f"      {change.message().render(language)}" for change in each.changes)


def removals(imported: Iterable[Imported]) -> int:
    """Return the number of values that an import removes."""
    changes = (change for each in imported for change in each.changes)
    return sum(len(change.removed) for change in changes if not change.is_replaced)


def not_confirmed(number: int) -> Wording:
    """Return the message for an import that would remove values, and was not confirmed."""
    return counted(
        "Nothing was written: {number} value would be removed, as listed above."
        " To remove it, import again with --yes.",
        "Nothing was written: {number} values would be removed, as listed above."
        " To remove them, import again with --yes.",
        number,
    )


def summary(imported: Sequence[Imported], seeds: Path) -> Iterator[Wording]:
    """Yield how many entries an import wrote into each folder, and how many it left as they are."""
    written = Counter(each.entry.type.folder or "" for each in imported if each.is_written)
    for folder, number in written.items():
        yield entries_written(number, seeds / folder)
    unchanged = sum(not each.is_written for each in imported)
    if unchanged:
        yield counted(
            "{number} entry has all that the table says already; what a table leaves out stays.",
            "{number} entries have all that the table says already; what a table leaves out stays.",
            unchanged,
        )
    changes = [change for each in imported for change in each.changes]
    if changes:
        yield _(
            "Values of existing entries: {added} added, {changed} changed, {removed} removed.",
            added=sum(len(change.added) for change in changes if not change.is_replaced),
            changed=sum(change.is_replaced for change in changes),
            removed=removals(imported),
        )
