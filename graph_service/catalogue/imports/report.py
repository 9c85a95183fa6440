"""The changes of an import → lines: per entry, what is added (+), changed (~) and removed (-).

~ exchange-visits/xv-uno
    + Países visitantes: hnd
    ~ Nombre (en): "Old" → "New"
    - Nota del editor: "…"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as FilePath

from graph_service.catalogue.model_messages import entries_written
from graph_service.catalogue.plan.value_text import change_text
from graph_service.catalogue.tables.columns import locate
from graph_service.i18n import Language, Wording, _, counted
from graph_service.model.declare import NodeType

from .read_tables import Imported
from .statements import Change, Path


def changed_lines(imported: Iterable[Imported], language: Language) -> Iterator[str]:
    """Yield the lines of all entries that an import changes; new ones are only counted."""
    for each in imported:
        if each.before is not None and each.changes:
            yield f"  ~ {each.entry.type.path_of(each.entry.slug)}"
            yield from (f"      {_line(each, change, language)}" for change in each.changes)


def removals(imported: Iterable[Imported]) -> int:
    """Return the number of values that an import removes."""
    return sum(change.removes for each in imported for change in each.changes)


def not_confirmed(number: int) -> Wording:
    """Return the message for an import that would remove values, and was not confirmed."""
    return counted(
        "Nothing was written: {number} value would be removed, see the line with “-”."
        " To remove it, import again with --yes.",
        "Nothing was written: {number} values would be removed, see the lines with “-”."
        " To remove them, import again with --yes.",
        number,
    )


def summary(imported: Sequence[Imported], seeds: FilePath) -> Iterator[Wording]:
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
        removed = sum(change.removes for change in changes)
        added = sum(change.old is None for change in changes)
        yield _(
            "Values of existing entries: {added} added, {changed} changed, {removed} removed.",
            added=added,
            changed=len(changes) - added - removed,
            removed=removed,
        )


def _line(each: Imported, change: Change, language: Language) -> str:
    name = field_label(each.entry.type, change.path, language)
    old, new = change.old, change.new
    if old is None:
        return f"+ {name}: {new.render(language) if new else ''}"
    if new is None:
        return f"- {name}: {old.render(language)}"
    if old.is_text and new.is_text:
        return f"~ {name}: {change_text(old.value, new.value, language)}"
    return f"~ {name}: {old.render(language)} → {new.render(language)}"


def field_label(node_type: NodeType, path: Path, language: Language) -> str:
    """Return the name of a statement's field, by the headers of the type's table.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> field_label(EXCHANGE_VISIT, ("visitorCountries", "hnd", "role"), Language.ES)
    'Países visitantes (hnd, papel)'
    """
    found = locate(node_type, path)
    if found is None:
        return ".".join(path)
    label = found.column.label.in_language(language)
    more = [found.part] if found.part else []
    if found.fact is not None:
        name = found.fact.label.in_language(language)
        more += [found.item] if found.item else []
        more.append(f"{name[0].lower()}{name[1:]}")
    return f"{label} ({', '.join(more)})" if more else label
