"""An entry that names another, in links, in their sources and in notes → the same with a third."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_service.catalogue.document.merge_trees import Conflict, Path, merge
from graph_service.catalogue.document.trees import Node, Tree, as_tree, type_of, with_names
from graph_service.catalogue.files.folder import EntryFile
from graph_service.model.declare import NodeType
from graph_service.model.enums import Basis
from graph_service.model.graph import edges_of
from graph_service.model.ids import node_id
from graph_service.model.types.shared import DISPUTED, NOTE

_REMARKS = (NOTE.name, DISPUTED.name)
_USUAL: Tree = {"basis": Basis.STATED, "sources": ()}
"""What every link has if its file says nothing."""


@dataclass(kw_only=True)
class Retarget:
    """Replaces an entry by another of the same type wherever documents name it.

    Attributes:
        old: the entry that is named now.
        new: the slug of the other.
        word: the pattern of the old slug in notes; None to leave notes as they are.
        conflicts: by the id of an entry whose list has both: what their links say differently;
            what that to the other says stays.
    """

    old: EntryFile
    new: str
    word: re.Pattern[str] | None = None
    conflicts: dict[str, list[Conflict]] = field(default_factory=dict)

    def document(self, identity: str, tree: Tree) -> Tree:
        """Return the document of an entry that names the other."""
        label = self.old.type.name
        renamed = {node_id(label, self.old.slug): node_id(label, self.new)}
        node_type = type_of(identity)
        found: list[Conflict] = []
        named = with_names(node_type, self._without_twins(node_type, tree, (), found), renamed)
        if found:
            self.conflicts[identity] = found
        return self._reworded(named)

    def _without_twins(
        self, node_type: NodeType, tree: Tree, at: Path, conflicts: list[Conflict]
    ) -> Tree:
        """Return a document in which each list has only one of the two entries."""
        found = dict(tree)
        for edge in edges_of(node_type):
            links = as_tree(tree.get(edge.forward))
            path = (*at, edge.forward)
            if edge.owns and links:
                found[edge.forward] = {
                    key: self._without_twins(edge.target, as_tree(part), (*path, key), conflicts)
                    for key, part in links.items()
                }
            elif edge.target is self.old.type and {self.old.slug, self.new} <= links.keys():
                going, staying = as_tree(links[self.old.slug]), as_tree(links[self.new])
                merged, more = merge(usual(staying), going, staying, (*path, self.new))
                conflicts += more
                rest = {slug: link for slug, link in links.items() if slug != self.old.slug}
                found[edge.forward] = {**rest, self.new: merged}
        return found

    def _reworded(self, tree: Tree) -> Tree:
        return {
            name: self._reworded(node)
            if isinstance(node, Mapping)
            else self._remark(node)
            if name in _REMARKS
            else node
            for name, node in tree.items()
        }

    def _remark(self, node: Node) -> Node:
        if self.word is None or node is None:
            return node
        if isinstance(node, tuple):
            return tuple(self.word.sub(self.new, str(text)) for text in node)
        return self.word.sub(self.new, str(node))


def usual(link: Tree) -> Tree:
    """Return what a link has that its file needn't say."""
    return {name: value for name, value in _USUAL.items() if name in link}


def mention_of(folder: str, slug: str) -> re.Pattern[str] | None:
    """Return the pattern of a slug in notes; None if it could be an ordinary word.

    It may follow its folder, as in "good-practices/gp-x", but not be a part of an address.
    """
    if "-" not in slug:
        return None
    return re.compile(rf"((?<![\w/.@-])|(?<=\b{folder}/)){slug}(?![\w@-]|\.\w)")
