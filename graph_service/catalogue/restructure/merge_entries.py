"""Two entries that are one: the first goes, and everything that names it names the second."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from pathlib import Path

from graph_service.catalogue.document.trees import (
    SLUG,
    Node,
    Tree,
    as_tree,
    entry_of,
    former_slugs,
    tree_of,
)
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.entry_yaml import differing_fields
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.errors import ChangeRefused
from graph_service.i18n import Message, _, verbatim
from graph_service.model.declare import Edge
from graph_service.model.graph import FORMER_SLUGS, edges_of

from .changed_folder import Change, Opened, SeedsFolder
from .references import Conflicts, Retarget, link_text, shown, takes_first
from .rename_entry import find_entry


def merge(
    seeds: Path, going: str, staying: str, *, take: Collection[str] = (), keep: Collection[str] = ()
) -> Change:
    """Return what changes if one entry is merged into another of its type.

    The other keeps its fields and gets those that it lacks; lists are united. The slug of the first
    becomes a former slug of the other.

    Raises:
        ChangeRefused: when both have a field with different values, and neither was chosen; when a
            name is unknown or ambiguous, or the two can't be merged.
        CatalogueInvalid: with every problem of the folder.
    """
    folder = SeedsFolder(seeds)
    files = [find_entry(name, folder.reading) for name in (going, staying)]
    first, second = files
    if first.type is not second.type or first.slug == second.slug:
        raise ChangeRefused(_("only two different entries of one type can be merged"))
    a, b, *others = folder.open(files, citing=first)
    conflicts = Conflicts(take=take, keep=keep)
    retarget = Retarget(
        old=first, new=second.slug, word=folder.mention(first), choose=conflicts.choose
    )
    entry = _united(a.entry, b.entry, conflicts)
    citing = [other.retargeted(retarget) for other in others]
    conflicts.finish(a.name, b.name)
    lines: list[Message] = [
        _("  - {going}, now a former slug of {staying}", going=a.name, staying=b.name),
        verbatim(f"  ~ {b.name}  {', '.join(differing_fields(b.entry, entry))}"),
        *(line for _change, line in citing),
    ]
    if _has_comments(a):
        lines.append(_("  The comments in {file} are not kept.", file=first.path))
    change = Change(
        files=[
            b.edited(entry),
            *(change for change, _line in citing),
            FileChange(file=first, before=a.content, after=None),
        ],
        lines=lines,
    )
    folder.check(change)
    return change


def _united(a: Entry, b: Entry, conflicts: Conflicts) -> Entry:
    """Return the second entry with what it lacks of the first."""
    going, staying = (_without_own(entry, {a.slug, b.slug}) for entry in (a, b))
    slugs = (*former_slugs(staying), *former_slugs(going), a.slug)
    former = tuple(dict.fromkeys(slug for slug in slugs if slug != b.slug))
    edges = {edge.forward: edge for edge in edges_of(b.type)}
    tree = {
        name: _one(name, going.get(name), staying.get(name), edges.get(name), conflicts)
        for name in {**staying, **going}
    }
    return entry_of(b.type, b.slug, {**tree, FORMER_SLUGS.name: former})


def _without_own(entry: Entry, own: Set[str]) -> Tree:
    """Return the document of an entry without the links between the two entries."""
    tree = dict(tree_of(entry))
    for edge in edges_of(entry.type):
        links = as_tree(tree.get(edge.forward))
        if edge.target is entry.type and edge.one and links.get(SLUG) in own:
            del tree[edge.forward]
        elif edge.target is entry.type and not edge.one and links:
            tree[edge.forward] = {slug: link for slug, link in links.items() if slug not in own}
    return tree


def _one(name: str, a: Node, b: Node, edge: Edge | None, conflicts: Conflicts) -> Node:
    """Return a field of both entries as one."""
    if a is None or a == b:
        return b
    if b is None:
        return a
    if isinstance(a, tuple) and isinstance(b, tuple):
        return tuple(dict.fromkeys([*b, *a]))
    if edge is not None and edge.owns:
        numbers = (str(len(as_tree(each))) for each in (a, b))
        return a if conflicts.choose(name, *numbers) else b
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        if edge is not None and edge.one:
            return a if conflicts.choose(name, *map(_target_text, (a, b))) else b
        shared = a.keys() & b.keys()
        rest = {**b, **{key: a[key] for key in a if key not in shared}}
        if edge is None:
            texts = {key: _one(f"{name}.{key}", a[key], b[key], None, conflicts) for key in shared}
            return {**rest, **texts}
        links = {key: (link_text(as_tree(a[key])), link_text(as_tree(b[key]))) for key in shared}
        taken = {
            key: a[key]
            for key, texts in links.items()
            if takes_first(conflicts.choose, f"{name}[{key}]", *texts)
        }
        return {**rest, **taken}
    return a if conflicts.choose(name, shown(a), shown(b)) else b


def _target_text(link: Tree) -> str:
    said = link_text({name: value for name, value in link.items() if name != SLUG})
    return f"{link[SLUG]} ({said})" if said else str(link[SLUG])


def _has_comments(opened: Opened) -> bool:
    lines = opened.content.decode().splitlines()
    return any(line.lstrip().startswith("#") or " #" in line for line in lines[1:])
