"""The conflicts of a load → JSON: the value of each side, and who changed it in the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph_service.catalogue.loads.load_merge import LoadMerge
from graph_service.catalogue.three_way.merge import Conflict
from graph_service.catalogue.three_way.merged_entry import MergedEntry
from graph_service.catalogue.three_way.trees import Node
from graph_service.catalogue.three_way.wording import field_path
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

_USUAL: Mapping[str, Node] = {"basis": Basis.STATED, "sources": ()}
"""What every edge has if its file says nothing."""


def conflict_objects(found: LoadMerge | None) -> Iterator[Mapping[str, Json]]:
    """Yield the conflicts that the user hasn't decided."""
    if found is not None:
        for entry in found.conflicts:
            yield from (_conflict(entry, conflict, found) for conflict in entry.conflicts)


def _conflict(entry: MergedEntry, conflict: Conflict, found: LoadMerge) -> Mapping[str, Json]:
    return {
        "entry": entry.id,
        "field": field_path(entry.id, conflict.path) or None,
        "base": as_in_files(conflict.base),
        "ours": as_in_files(conflict.folder),
        "theirs": as_in_files(conflict.graph),
        "other": conflict.other,
        "usedBy": list(entry.users),
        "by": [
            {"release": str(author.release["id"]), "loadedBy": author.loaded_by}
            for author in found.authors.get(entry.id, ())
        ],
    }


def as_in_files(node: Node) -> Json:
    """Return a value of an entry as JSON; links are objects by their slugs.

    >>> as_in_files({"hnd": {"role": Basis.INFERRED, "basis": Basis.STATED, "sources": ()}})
    {'hnd': {'role': 'INFERRED'}}
    """
    match node:
        case Vocabulary():
            return node.name
        case PartialDate(date=date, qualifier=DateQualifier.AT):
            return date.edtf
        case PartialDate(date=date, qualifier=qualifier):
            return {"edtf": date.edtf, "qualifier": qualifier.name}
        case Mapping():
            return {
                name: as_in_files(value)
                for name, value in node.items()
                if not (name in _USUAL and value == _USUAL[name])
            }
        case tuple() | list():
            return [item.name if isinstance(item, Vocabulary) else str(item) for item in node]
        case None | str() | int():
            return node
    raise TypeError(f"no JSON for {node!r}")
