"""A model of a graph and of two folders of seeds, which says what commands must leave in them.

It knows nothing of the program: entries have numbers, their slug is a field like others, and all
fields are in one flat mapping. Every new value is one that was never there before.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
Fields: TypeAlias = dict[Key, str]
Entries: TypeAlias = dict[int, Fields]
FOLDERS = {
    "T": "topics",
    "S": "sources",
    "I": "institutions",
    "P": "good-practices",
    "K": "knowledge-transfers",
}
COUNTRIES = ("cri", "hnd", "pan")
STAGES = ("VISITED", "ADAPTED", "PILOTED", "IMPLEMENTED")


def references(fields: Fields) -> set[int]:
    """The numbers of the entries that an entry refers to."""
    found = {int(key[1]) for key in fields if key[0] in ("topics", "sources", "owners")}
    return found | {int(value) for key, value in fields.items() if key == ("practice",)}


EDGES = ("topics", "owners")


@dataclass
class Merge:
    """The expected result of a merge.

    Attributes:
        entries: the entries afterwards.
        conflicts: those that both sides changed differently.
        not_theirs: those of the conflicts of which the graph's side can't be chosen.
        in_use: those that stay only because others refer to them.
    """

    entries: Entries = field(default_factory=dict)
    conflicts: set[int] = field(default_factory=set)
    not_theirs: set[int] = field(default_factory=set)
    in_use: set[int] = field(default_factory=set)


def merged(
    base: Entries, graph: Entries, folder: Entries, *, prune: bool, theirs: Collection[int] = ()
) -> Merge:
    """Merge, with the folder's values in conflicts, or the graph's for `theirs`."""
    merge = Merge()
    for number in sorted({*base, *graph, *folder}):
        was, there, here = (side.get(number) for side in (base, graph, folder))
        kept = here
        is_kept = here is None and was is not None and not prune
        if is_kept or was == here:
            kept = there
        elif there not in (here, was):
            if there is None or here is None:
                merge.conflicts.add(number)
                kept = there if number in theirs else here or there
            else:
                kept = _merged_fields(number, was or {}, there, here, merge, number in theirs)
        if kept is not None:
            merge.entries[number] = kept
    waiting = [*merge.entries]
    while waiting:  # what is still used stays
        for used in references(merge.entries[waiting.pop()]) - {*merge.entries}:
            if used not in graph:
                merge.conflicts.add(used)
                merge.not_theirs.add(used)
            merge.in_use.add(used)
            merge.entries[used] = graph.get(used) or folder[used]
            waiting.append(used)
    return merge


def _merged_fields(
    number: int, was: Fields, there: Fields, here: Fields, merge: Merge, theirs: bool
) -> Fields:
    kept: Fields = {}
    for key in {*there, *here}:
        old, new, mine = (side.get(key) for side in (was, there, here))
        if not was and key == ("slug",):  # the older of the two names, if one was renamed since
            old = next(
                (n for n, o in ((new, here), (mine, there)) if ("former", n or "") in o), None
            )
        value = mine if new in (mine, old) else new
        if new not in (mine, old) and mine != old:
            merge.conflicts.add(number)
            value = new if theirs and key != ("slug",) else mine
            if key == ("slug",):
                merge.not_theirs.add(number)
                kept["former", there[key]] = there[key]
        if value is not None:
            kept[key] = value
    for name in EDGES:
        sides = [{k: v for k, v in side.items() if k[0] == name} for side in (there, here, kept)]
        if sides[0] and sides[1] and not sides[2]:  # each removed what the other left
            merge.conflicts.add(number)
            kept |= sides[0] if theirs else sides[1]
    return kept


@dataclass
class Folder:
    """A folder: its entries, and the states that its file names, newest first.

    Those in `pulled` were written into the folder, not loaded from it.
    """

    path: Path
    entries: Entries = field(default_factory=dict)
    bases: list[Entries] = field(default_factory=list)
    pulled: list[Entries] = field(default_factory=list)

    def based_on(self, state: Entries, *, is_pulled: bool = False) -> None:
        if self.bases[:1] == [state]:
            return
        self.bases = [state, *(base for base in self.bases if base != state)]
        self.pulled = [base for base in self.pulled if base != state]
        if is_pulled:
            self.pulled.append(state)

    def fits(self, graph: Entries) -> bool:
        """Whether it can be loaded: it has the graph, but for its own loads that were undone."""
        for base in self.bases:
            if base == graph:
                return True
            if base in self.pulled:
                return False
        return False

    def settle(self) -> None:
        """Delete the comments about conflicts."""
        for path in self.path.glob("*/*.yaml"):
            lines = path.read_text("utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not line.startswith("# CONFLICT ")]
            if kept != lines:
                path.write_text("".join(kept), encoding="utf-8")

    def write(self, entries: Entries) -> None:
        """Change the entries, and the files of those that differ."""
        before, after = dict(files(self.entries)), dict(files(entries))
        for name in before.keys() - after.keys():
            (self.path / name).unlink()
        for name, content in after.items():
            if before.get(name) != content:
                file = self.path / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
        self.entries = entries


def kind(fields: Fields) -> str:
    return fields["kind",]


def place(fields: Fields) -> str:
    """The file of an entry, without .yaml."""
    return f"{FOLDERS[kind(fields)]}/{fields['slug',]}"


def files(entries: Entries) -> Iterator[tuple[str, str]]:
    for fields in entries.values():
        yield f"{place(fields)}.yaml", text(fields, entries)


def text(fields: Fields, entries: Entries) -> str:
    def slug(number: str) -> str:
        return entries[int(number)]["slug",]

    def edges(name: str) -> list[str]:
        found = sorted((slug(key[1]), note) for key, note in fields.items() if key[0] == name)
        return [
            f"  - {{slug: {s}, note: {{en: {note}}}}}" if note else f"  - {s}" for s, note in found
        ]

    name = fields["name",]
    lines = [f"name: {name}" if kind(fields) == "S" else f"name:\n  es: {name}"]
    if ("name", "en") in fields:
        lines.append(f"  en: {fields['name', 'en']}")
    lines += {
        "T": ["scheme: SUBJECT"],
        "S": ["publisher: OIM", "language: ES", "readExtent: FULL"],
        "I": ["kind: AGENCY", "level: NATIONAL"],
        "P": ["themes: [PROTECTION]", "level: NATIONAL"],
        "K": ["basis: STATED"],
    }[kind(fields)]
    if ("country",) in fields:
        lines.append(f"country: {fields['country',]}")
    if ("practice",) in fields:
        lines.append(f"practice: {slug(fields['practice',])}")
        lines.append("targetCountries: [hnd]")
    for name in ("owners", "topics", "sources"):
        if found := edges(name):
            lines += [f"{name}:", *found]
    events = sorted({key[1] for key in fields if key[0] == "events"}, key=int)
    if events:
        lines.append("events:")
        lines += [
            f"  - {{stage: {fields['events', p, 'stage']}, position: {p},"
            f" note: {{en: {fields['events', p, 'note']}}}}}"
            for p in events
        ]
    lines += _last(fields)
    return "\n".join(lines) + "\n"


def _last(fields: Fields) -> list[str]:
    """The lines at the end of a file."""
    lines = [f"note: {{en: {fields['note',]}}}"] if ("note",) in fields else []
    former = [value for key, value in fields.items() if key[0] == "former"]
    if former:
        lines.append(f"formerSlugs: [{', '.join(sorted(former))}]")
    return lines


class Editor:
    """Edits that a steward makes, at random; each leaves the folder valid."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._number = 0

    def first(self) -> Entries:
        """A small catalogue."""
        entries: Entries = {}
        for each in "STTSIIPPK":
            self.add(entries, each)
        return entries

    def word(self) -> str:
        self._number += 1
        return f"w{self._number}"

    def edit(self, entries: Entries) -> None:
        actions = (
            self._rename, self._remove, self._add, self._link,
            self._text, self._text, self._text, self._move, self._event,
        )  # fmt: skip
        self._chance.choice(actions)(entries)

    def rows(self, entries: Entries) -> Entries:
        """Rows of a sheet: a new topic, and one that changes a name and leaves out the rest."""
        new = self._number = self._number + 1
        rows: Entries = {new: {("kind",): "T", ("slug",): f"t{new}", ("name",): self.word()}}
        if any(kind(fields) == "T" for fields in entries.values()):
            number = self._one(entries, "T")
            name = self._chance.choice((("name",), ("name", "en")))
            rows[number] = {**entries[number], name: self.word()}
        return rows

    def add(self, entries: Entries, kind: str) -> None:
        number = self._number = self._number + 1
        fields: Fields = {("kind",): kind, ("slug",): f"{kind.lower()}{number}"}
        fields["name",] = self.word()
        if kind not in "ST":
            fields["sources", str(self._one(entries, "S"))] = ""
        if kind == "I":
            fields["country",] = self._chance.choice(COUNTRIES)
        if kind == "P":
            fields["owners", str(self._one(entries, "I"))] = ""
        if kind == "K":
            fields["practice",] = str(self._one(entries, "P"))
            fields["events", "1", "stage"], fields["events", "1", "note"] = "VISITED", self.word()
        entries[number] = fields

    def _one(self, entries: Entries, kinds: str) -> int:
        return self._chance.choice([n for n, f in sorted(entries.items()) if f["kind",] in kinds])

    def _add(self, entries: Entries) -> None:
        self.add(entries, self._chance.choice("TSIP"))

    def _text(self, entries: Entries) -> None:
        fields = dict(entries[number := self._one(entries, "TSIPK")])
        keys: list[Key] = [("name",)]
        if kind(fields) != "S":
            keys.append(("name", "en"))
        if kind(fields) != "T":
            keys.append(("note",))
        fields[self._chance.choice(keys)] = self.word()
        entries[number] = fields

    def _rename(self, entries: Entries) -> None:
        fields = dict(entries[number := self._one(entries, "TSIP")])
        if any(key[0] == "former" for key in fields):
            return
        fields["former", fields["slug",]] = fields["slug",]
        fields["slug",] = f"{kind(fields).lower()}{self.word()}"
        entries[number] = fields

    def _remove(self, entries: Entries) -> None:
        used = {each for fields in entries.values() for each in references(fields)}
        free = [n for n, f in sorted(entries.items()) if n not in used and kind(f) in "TSIP"]
        if free:
            del entries[self._chance.choice(free)]

    def _link(self, entries: Entries) -> None:
        fields = dict(entries[number := self._one(entries, "P")])
        name, target = self._chance.choice((("topics", "T"), ("owners", "I")))
        if not any(kind(each) == target for each in entries.values()):
            return
        key = (name, str(self._one(entries, target)))
        others = sum(other[0] == name for other in fields)
        if key in fields and (name == "topics" or others > 1) and self._chance.random() < 0.5:
            del fields[key]
        else:
            fields[key] = self.word() if name == "topics" else fields.get(key, "")
        entries[number] = fields

    def _move(self, entries: Entries) -> None:
        fields = dict(entries[number := self._one(entries, "I")])
        fields["country",] = self._chance.choice(COUNTRIES)
        entries[number] = fields

    def _event(self, entries: Entries) -> None:
        fields = dict(entries[number := self._one(entries, "K")])
        position = str(1 + len({key[1] for key in fields if key[0] == "events"}))
        if self._chance.random() < 0.5 or int(position) > len(STAGES):
            fields["events", "1", "note"] = self.word()
        else:
            fields["events", position, "stage"] = STAGES[int(position) - 1]
            fields["events", position, "note"] = self.word()
        entries[number] = fields


def missing_events(entries: Entries) -> set[tuple[int, int]]:
    """Return the entries and positions without an event, though a later one exists."""
    found: set[tuple[int, int]] = set()
    for number, fields in entries.items():
        positions = {int(key[1]) for key in fields if key[0] == "events"}
        gaps = {*range(1, max(positions, default=0))} - positions
        found |= {(number, position) for position in gaps}
    return found
