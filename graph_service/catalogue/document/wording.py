"""Conflicts and pending changes in words: entries by their files, fields as in the files."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.catalogue.problems import printable, quoted
from graph_service.i18n import Message, Shown, _, counted
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import DateQualifier
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.ids import split_id

from .field_changes import field_text
from .merge import MergedEntry
from .merge_trees import Conflict, Path
from .trees import SLUG, USUAL, Node, Tree, same, type_of

_NOTHING = _("nothing")


def entry_path(identity: str) -> str:
    """Return the file of an entry, without .yaml; of a type that no longer exists, its name.

    >>> entry_path("Topic:hotline")
    'topics/hotline'
    """
    label, slug = split_id(identity)
    node_type = TYPES.get(label)
    return node_type.path_of(slug) if node_type else f"{label}/{slug}"


def field_path(identity: str, path: Path) -> str:
    """Return a path as in the files.

    >>> field_path("Topic:hotline", ("name", "en"))
    'name.en'
    >>> field_path("GoodPractice:p", ("topics", "hotline", "note"))
    'topics[hotline].note'
    >>> field_path("KnowledgeTransfer:kt", ("events", "2", "takenBy", "i"))
    'events[2].takenBy[i]'
    """
    edges = {edge.forward: edge for edge in edges_of(type_of(identity))}
    if not path or path[0] not in edges:
        return ".".join(path)
    edge = edges[path[0]]
    if edge.one:
        return ".".join(name for name in path if name != SLUG)
    field = f"{path[0]}[{path[1]}]" if len(path) > 1 else path[0]
    rest = path[2:]
    if edge.owns and rest:
        return f"{field}.{field_path(f'{edge.target.name}:', rest)}"
    return ".".join((field, *rest))


def shown(node: Node) -> Shown:
    """Return a value in words.

    >>> shown(("a", "b"))
    '["a", "b"]'
    """
    match node:
        case None:
            return _NOTHING
        case PartialDate() if node.qualifier is not DateQualifier.AT:
            return f"{node.date.edtf} ({node.qualifier.name})"
        case str():  # whole, as two long texts may differ at their ends only
            return f'"{printable(node)}"'
        case Mapping():
            return _fields(node)
    return _plain(node)


def _fields(tree: Tree) -> str:
    """Return the fields of an edge or an event, without those that every edge has."""
    said = (item for item in tree.items() if item not in USUAL.items())
    fields = [f"{name}: {_plain(value)}" for name, value in said]
    return f"{{{', '.join(fields)}}}"


def _plain(node: Node) -> str:
    match node:
        case str():
            return quoted(node)
        case Mapping():
            return "{…}"
        case tuple() | list():
            return f"[{', '.join(_plain(item) for item in node)}]"
    return field_text(node) or ""


def how_to_settle(number: int) -> Message:
    """Return what to do about conflicts that comments in the files name."""
    return counted(
        "A comment with CONFLICT in its file says how. Keep one of the two there, and delete the"
        " comment.",
        "A comment with CONFLICT in each file says how. Keep one of the two there, and delete the"
        " comments.",
        number,
    )


def conflict_messages(entry: MergedEntry, by: Shown) -> list[Message]:
    """Return a message for each conflict of an entry; `by` says who changed it in the graph."""
    if entry.united_with is not None and entry.conflicts:
        if entry.graph is None and not same(entry.base, entry.folder):
            return [
                _(
                    "{entry}: united with {other} in the graph ({by}), and changed in the folder:"
                    " unite them there, too, with seeds merge {entry} {other}, and pull again",
                    entry=entry_path(entry.id),
                    other=entry_path(entry.united_with),
                    by=by,
                )
            ]
        if entry.folder is None:
            return [
                _(
                    "{entry}: changed in the graph ({by}), and united with {other} in the folder:"
                    " take its slug out of the formerSlugs of {other}, pull, and unite them again",
                    entry=entry_path(entry.id),
                    other=entry_path(entry.united_with),
                    by=by,
                )
            ]
    return [_conflict(entry, conflict, by) for conflict in entry.conflicts]


def _conflict(entry: MergedEntry, conflict: Conflict, by: Shown) -> Message:
    path = entry_path(entry.id)
    if conflict.other is not None:
        return _(
            "{entry}: the graph's {field} {value} ({by}) is that of {other} in the folder: change"
            " one of them",
            entry=path,
            field=conflict.path[0],
            value=shown(conflict.graph),
            other=entry_path(conflict.other),
            by=by,
        )
    if entry.names.is_disputed and conflict.path == (SLUG,):
        return _(
            "{entry}: renamed in the graph to {slug} ({by}), and in the folder to another name;"
            " where the graph is right: seeds rename {entry} {slug}",
            entry=path,
            slug=conflict.graph if isinstance(conflict.graph, str) else "",
            by=by,
        )
    if not conflict.path and conflict.graph is None and entry.users:
        return _(
            "{entry}: removed in the graph ({by}), and used in the folder by {users}; where the"
            " graph is right, remove it there",
            entry=path,
            by=by,
            users=[entry_path(user) for user in entry.users],
        )
    if not conflict.path and conflict.graph is None:
        return _("{entry}: removed in the graph ({by}), changed in the folder", entry=path, by=by)
    if not conflict.path and conflict.folder is None:
        return _("{entry}: changed in the graph ({by}), removed in the folder", entry=path, by=by)
    return _(
        "{entry}, {field}: {base} before; {graph} in the graph ({by}); {folder} in the folder",
        entry=path,
        field=field_path(entry.id, conflict.path),
        base=shown(conflict.base),
        graph=shown(conflict.graph),
        folder=shown(conflict.folder),
        by=by,
    )
