"""Where an entry names another: in links, in their sources, and in notes.

If two entries become one, it may name both and say different things of them: a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.problems import quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import Lines, Message, _, verbatim
from graph_service.model.declare import NodeType
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis
from graph_service.model.storage import Value
from graph_service.model.types import SOURCE
from graph_service.model.types.shared import DISPUTED, NOTE
from graph_service.model.vocabulary import Vocabulary

Choose: TypeAlias = Callable[[str, str, str], bool]
"""Called with the name of a conflict and its two values; whether to take the first."""

_REMARKS = (NOTE.name, DISPUTED.name)
ALL = "all"


def names(entry: Entry, target: NodeType, slug: str) -> bool:
    """Whether an entry, a part or a link of it names an entry of a type."""
    for link in entry.links:
        if link.edge.target is target and link.target == slug:
            return True
        if target is SOURCE and slug in link.sources:
            return True
    return any(names(part.entry, target, slug) for part in entry.parts)


def mention_of(folder: str, slug: str) -> re.Pattern[str] | None:
    """Return the pattern of a slug in notes; None if it could be an ordinary word.

    It may follow its folder, as in "good-practices/gp-x", but not be a part of an address.
    """
    if "-" not in slug:
        return None
    return re.compile(rf"((?<![\w/.@-])|(?<=\b{folder}/)){slug}(?![\w@-]|\.\w)")


def mentions(entry: Entry, word: re.Pattern[str]) -> bool:
    """Whether a note of an entry, of a part or of a link has a word."""
    texts = [str(entry.values.get(name, "")) for name in _REMARKS]
    texts += [str(link.facts.get(NOTE.name, "")) for link in entry.links]
    return any(map(word.search, texts)) or any(mentions(p.entry, word) for p in entry.parts)


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
    choose: Choose | None = None

    def entry(self, entry: Entry) -> tuple[Entry, list[str]]:
        """Return an entry that names the other, and the fields that changed."""
        fields: list[str] = []
        changed = self._with_links(entry, entry.type.path_of(entry.slug), fields)
        return self._with_notes(changed, "", fields), fields

    def _with_links(self, entry: Entry, name: str, fields: list[str]) -> Entry:
        links = [*entry.links]
        for link in entry.links:
            if (link.edge.target, link.target) == (self.old.type, self.old.slug):
                fields.append(link.path)
                twin = next((x for x in links if (x.edge, x.target) == (link.edge, self.new)), None)
                gone = twin if twin and self._is_taken(link, twin, name) else link if twin else None
                links = [
                    replace(x, target=self.new) if x is link else x for x in links if x is not gone
                ]
            elif self.old.type is SOURCE and self.old.slug in link.sources:
                fields.append(f"{link.path}.sources[{link.sources.index(self.old.slug) + 1}]")
                links[links.index(link)] = replace(link, sources=self._sources(link.sources))
        parts = (replace(p, entry=self._with_links(p.entry, name, fields)) for p in entry.parts)
        return replace(entry, links=tuple(links), parts=tuple(parts))

    def _is_taken(self, link: Link, twin: Link, name: str) -> bool:
        """Whether the link to the old entry stays, and that to the new one goes."""
        old, new = properties_text(link), properties_text(twin)
        if not old or old == new:
            return False
        if not new or self.choose is None:
            return True
        return self.choose(f"{name}:{link.path}", old, new)

    def _sources(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        rest = [slug for slug in slugs if slug != self.old.slug or self.new not in slugs]
        return tuple(self.new if slug == self.old.slug else slug for slug in rest)

    def _with_notes(self, entry: Entry, inside: str, fields: list[str]) -> Entry:
        values = self._with_remarks(entry.values, inside, fields)
        links = [
            replace(link, facts=self._with_remarks(link.facts, f"{link.path}.", fields))
            for link in entry.links
        ]
        parts = [
            replace(part, entry=self._with_notes(part.entry, f"{part.edge.forward}[{n}].", fields))
            for n, part in enumerate(entry.parts, start=1)
        ]
        return replace(entry, values=values, links=tuple(links), parts=tuple(parts))

    def _with_remarks(
        self, values: Mapping[str, Value], inside: str, fields: list[str]
    ) -> Mapping[str, Value]:
        return {
            name: self._reworded(value, f"{inside}{name}", fields) if name in _REMARKS else value
            for name, value in values.items()
        }

    def _reworded(self, value: Value, path: str, fields: list[str]) -> Value:
        if isinstance(value, list | tuple):
            items = (self._reworded(x, f"{path}[{n}]", fields) for n, x in enumerate(value, 1))
            return cast("Value", tuple(items))
        if self.word is None or not isinstance(value, str) or not self.word.search(value):
            return value
        fields.append(path)
        return self.word.sub(self.new, value)


def properties_text(link: Link) -> str:
    """Return what a link says beside its target."""
    facts = [f"{name}={shown(value)}" for name, value in link.facts.items()]
    facts += [] if link.basis is Basis.STATED else [f"basis={link.basis.name}"]
    facts += [f"sources={' '.join(link.sources)}"] if link.sources else []
    return ", ".join(facts)


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
