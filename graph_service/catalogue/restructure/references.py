"""Where an entry names another: in links, in their sources, and in notes.

If two entries become one, it may name both and say different things of them: a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph_service.catalogue.document.trees import (
    Node,
    Tree,
    as_tree,
    entry_of,
    references,
    tree_of,
    with_names,
)
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.problems import quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import Lines, Message, _, verbatim
from graph_service.model.declare import NodeType
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis
from graph_service.model.graph import edges_of
from graph_service.model.ids import node_id
from graph_service.model.types.shared import DISPUTED, NOTE
from graph_service.model.vocabulary import Vocabulary

Choose: TypeAlias = Callable[[str, str, str], bool]
"""Called with the name of a conflict and its two values; whether to take the first."""

_REMARKS = (NOTE.name, DISPUTED.name)
_USUAL: Mapping[str, Node] = {"basis": Basis.STATED, "sources": ()}
"""What every link has if its file says nothing."""
ALL = "all"


def names(entry: Entry, target: NodeType, slug: str) -> bool:
    """Whether an entry, a part or a link of it names an entry of a type."""
    return node_id(target.name, slug) in {*references(entry.type, tree_of(entry))}


def mention_of(folder: str, slug: str) -> re.Pattern[str] | None:
    """Return the pattern of a slug in notes; None if it could be an ordinary word.

    It may follow its folder, as in "good-practices/gp-x", but not be a part of an address.
    """
    if "-" not in slug:
        return None
    return re.compile(rf"((?<![\w/.@-])|(?<=\b{folder}/)){slug}(?![\w@-]|\.\w)")


def mentions(entry: Entry, word: re.Pattern[str]) -> bool:
    """Whether a note of an entry, of a part or of a link has a word."""
    return any(map(word.search, _remarks(tree_of(entry))))


def _remarks(tree: Tree) -> Iterator[str]:
    for name, node in tree.items():
        if isinstance(node, Mapping):
            yield from _remarks(node)
        elif name in _REMARKS:
            yield from map(str, node if isinstance(node, tuple) else (node,))


@dataclass(frozen=True, kw_only=True)
class Retarget:
    """Replaces an entry by another of the same type wherever a third one names it.

    Attributes:
        old: the entry that is named now.
        new: the slug of the other.
        word: the pattern of the old slug in notes; None to leave notes as they are.
        choose: decides if a list has both, with different properties.
    """

    old: EntryFile
    new: str
    word: re.Pattern[str] | None = None
    choose: Choose = lambda _name, _going, _staying: True

    def entry(self, entry: Entry) -> Entry:
        """Return an entry that names the other."""
        tree = self._without_twins(entry.type, tree_of(entry), entry.type.path_of(entry.slug))
        label = self.old.type.name
        renamed = {node_id(label, self.old.slug): node_id(label, self.new)}
        return entry_of(
            entry.type, entry.slug, self._reworded(with_names(entry.type, tree, renamed))
        )

    def _without_twins(self, node_type: NodeType, tree: Tree, at: str) -> Tree:
        """Return a document in which each list has only one of the two entries."""
        found = dict(tree)
        for edge in edges_of(node_type):
            links = as_tree(tree.get(edge.forward))
            if edge.owns and links:
                found[edge.forward] = {
                    key: self._without_twins(edge.target, as_tree(part), at)
                    for key, part in links.items()
                }
            elif edge.target is self.old.type and {self.old.slug, self.new} <= links.keys():
                sides = (link_text(as_tree(links[slug])) for slug in (self.old.slug, self.new))
                name = f"{at}:{edge.forward}[{self.old.slug}]"
                gone = self.new if takes_first(self.choose, name, *sides) else self.old.slug
                found[edge.forward] = {slug: x for slug, x in links.items() if slug != gone}
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


def takes_first(choose: Choose, name: str, going: str, staying: str) -> bool:
    """Whether the link to the first of two entries stays: one that says nothing gives way."""
    if not going or going == staying:
        return False
    return not staying or choose(name, going, staying)


def link_text(link: Tree) -> str:
    """Return what a link says beside its target."""
    said = {n: v for n, v in link.items() if not (n in _USUAL and v == _USUAL[n])}
    return ", ".join(f"{name}={shown(value)}" for name, value in said.items())


@dataclass(kw_only=True)
class Conflicts:
    """Answers which of two values to use, and collects the questions without an answer.

    Attributes:
        take: the fields whose value is that of the entry that goes; "all" for all others.
        keep: the fields whose value is that of the entry that stays; likewise.
    """

    take: Collection[str] = ()
    keep: Collection[str] = ()
    _met: set[str] = field(default_factory=set)
    _open: list[Message] = field(default_factory=list)

    def choose(self, name: str, going: str, staying: str) -> bool:
        """Whether to use the value of the entry that goes."""
        for names, is_taken in ((self.take, True), (self.keep, False)):
            chosen = {n for n in names if name == n or name.startswith((f"{n}.", f"{n}["))}
            if chosen:
                self._met |= chosen
                return is_taken
        if ALL in self.take or ALL in self.keep:
            return ALL in self.take
        self._open.append(verbatim(f"  {name}: {going} | {staying}"))
        return False

    def finish(self, going: str, staying: str) -> None:
        """Raise ChangeRefused if a question has no answer, or an answer no question."""
        if self._open:
            intro = _(
                "{going} and {staying} say different things; nothing was written:",
                going=going,
                staying=staying,
            )
            remedy = _(
                "For each, choose --keep FIELD (as in {staying}) or --take FIELD (as in {going});"
                " --keep all or --take all for all others.",
                going=going,
                staying=staying,
            )
            raise ChangeRefused(Lines((intro, *self._open, remedy)))
        unknown = {*self.take, *self.keep} - self._met - {ALL}
        if unknown:
            raise ChangeRefused(
                _(
                    "the two entries don't differ in {fields}: leave out that --keep or --take",
                    fields=tuple(quoted(name) for name in sorted(unknown)),
                )
            )


def shown(value: object) -> str:
    """Return a value on one line."""
    match value:
        case Vocabulary():
            return value.name
        case PartialDate():
            return value.date.edtf
        case str():
            return quoted(value)
        case bool():
            return str(value).lower()
        case Sequence():
            return ", ".join(shown(item) for item in value)
    return str(value)
