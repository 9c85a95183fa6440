"""What an import changes in existing entries, as lines in the words of their tables.

~ exchange-visits/xv-uno
    + Países visitantes: hnd
    ~ Nombre (en): "Old" → "New"
    - Nota del editor: "…"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph_service.catalogue.document.field_changes import field_changes, path_of
from graph_service.catalogue.document.trees import tree_of
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.changed_entries import DocumentChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.model_messages import ModelText, entries_written
from graph_service.catalogue.plan.entry_lines import change_text
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.tables.cells import NO, YES
from graph_service.catalogue.tables.columns import Location, locate
from graph_service.i18n import Language, Wording, _, counted
from graph_service.model.declare import Kind, NodeType
from graph_service.model.ids import split_id
from graph_service.model.kinds import WRITTEN, by_kind
from graph_service.model.kinds.base import FieldChange


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
    def changes(self) -> tuple[FieldChange, ...]:
        """The fields of an existing entry that differ; a list has a change for each item."""
        if self.before is None:
            return ()
        found = field_changes(self.entry.type, tree_of(self.before), tree_of(self.entry))
        return tuple(item for change in found for item in _items(self.entry.type, change))

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


def _items(node_type: NodeType, change: FieldChange) -> Iterator[FieldChange]:
    found = locate(node_type, path_of(change))
    if found is None or found.value is None or not found.value.many:
        yield change
        return
    old, new = ((side or "").split("\n") if side else [] for side in (change.before, change.after))
    yield from (replace(change, before=None, after=item) for item in new if item not in old)
    yield from (replace(change, before=item, after=None) for item in old if item not in new)


def changed_lines(imported: Iterable[Imported], language: Language) -> Iterator[str]:
    """Yield the lines of all entries that an import changes; new ones are only counted."""
    for each in imported:
        if each.before is not None and each.changes:
            yield f"  ~ {each.entry.type.path_of(each.entry.slug)}"
            yield from (f"      {_line(each, change, language)}" for change in each.changes)


def removals(imported: Iterable[Imported]) -> int:
    """Return the number of values that an import removes."""
    return sum(change.after is None for each in imported for change in each.changes)


def not_confirmed(number: int) -> Wording:
    """Return the message for an import that would remove values, and was not confirmed."""
    return counted(
        "Nothing was written: {number} value would be removed, see the line with “-”."
        " To remove it, import again with --yes.",
        "Nothing was written: {number} values would be removed, see the lines with “-”."
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
    changes = [c for each in imported if each.before is not None for c in each.changes]
    if changes:
        removed = removals(imported)
        added = sum(change.before is None for change in changes)
        yield _(
            "Values of existing entries: {added} added, {changed} changed, {removed} removed.",
            added=added,
            changed=len(changes) - added - removed,
            removed=removed,
        )


def _line(each: Imported, change: FieldChange, language: Language) -> str:
    path = path_of(change)
    name = field_label(each.entry.type, path, language)
    found = locate(each.entry.type, path)
    old, new = (_shown(found, side, language) for side in (change.before, change.after))
    if change.before is None:
        return f"+ {name}: {new}"
    if change.after is None:
        return f"- {name}: {old}"
    if old.startswith('"') and new.startswith('"'):
        return f"~ {name}: {change_text(change.before, change.after, language)}"
    return f"~ {name}: {old} → {new}"


def _shown(found: Location | None, text: str | None, language: Language) -> str:
    """Return a value on one line: a text in quotes, a term by its label, an entry by its slug."""
    prop = found.value if found is not None else None
    if text is None:
        return ""
    if found is None or prop is None:
        return split_id(text)[1]
    terms = found.fact.enum if found.fact is not None else found.column.vocabulary
    if terms is not None:
        return ModelText(terms[text].value.label).render(language)
    return _SHOWN[prop.kind](text, language)


_SHOWN: Mapping[Kind, Callable[[str, Language], str]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL): lambda text, _language: quoted(text),
        (Kind.DATE, Kind.INT, Kind.ENUM): lambda text, _language: text,
        Kind.BOOLEAN: lambda text, language: ModelText(YES if text == "true" else NO).render(
            language
        ),
    },
    WRITTEN,
)


def field_label(node_type: NodeType, path: Sequence[str], language: Language) -> str:
    """Return the name of a statement's field, by the headers of the type's table.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> field_label(EXCHANGE_VISIT, ("visitorCountries", "hnd", "role"), Language.ES)
    'Países visitantes (hnd, papel)'
    """
    found = locate(node_type, path)
    if found is None:
        return ".".join(path)
    label = found.column.label.in_language(language)
    more = [found.part]
    if found.fact is not None:
        name = found.fact.label.in_language(language)
        more += [found.item, f"{name[0].lower()}{name[1:]}"]
    inside = ", ".join(filter(None, more))
    return f"{label} ({inside})" if inside else label
