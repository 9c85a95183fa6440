"""What differs between versions of an entry, in words: fields by the labels of the model.

    Topics: Borders removed                 Temas: se quita Fronteras
    Event 2, Date: 2019 → 2020              Evento 2, Fecha: 2019 → 2020

Plans, loads, undos and logs say so, and so do pulls, merges and conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from graph_service.catalogue.model_messages import ModelText, shown_term
from graph_service.catalogue.problems import printable, quoted
from graph_service.i18n import Message, Shown, Wording, _, counted
from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import PROPERTIES, SLUG, TYPES, edges_of
from graph_service.model.ids import node_id, split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.labels import Labels
from graph_service.model.text import FALLBACK
from graph_service.model.text import shown as in_language
from graph_service.model.types import NODE_TYPES, SOURCE

from .field_changes import field_text, path_of
from .merge import MergedEntry
from .merge_trees import Conflict, Path
from .trees import USUAL, Documents, Node, same, type_of

_Words: TypeAlias = str | Message
NameOf: TypeAlias = Callable[[str], _Words]
"""Returns the name of an entry by its id, for the middle of a line."""

_NOTHING, _NONE = _("nothing"), _("“none”")
_REMOVED = counted("{values} removed", "{values} removed", 1)
_ADDED = counted("{values} added", "{values} added", 1)
_NAMES_OF_PARTS = {node_type.named_by for node_type in NODE_TYPES}
_TO_NAME = 3
"""The names on the way to what names a part: `events[2].stage`."""
_MAX_LENGTH = 60
_CONTEXT = 20


def entry_path(identity: str) -> str:
    """Return the file of an entry, without .yaml; of a type that no longer exists, its name.

    >>> entry_path("Topic:hotline")
    'topics/hotline'
    """
    label, slug = split_id(identity)
    node_type = TYPES.get(label)
    return node_type.path_of(slug) if node_type else f"{label}/{slug}"


def slug_of(identity: str) -> str:
    """Return the slug of an entry, which names it where nothing else is known of it."""
    return split_id(identity)[1]


def entry_name(name: object) -> Message:
    """Return the name of an entry, a text or one in several languages, on one short line."""
    texts = name if isinstance(name, Mapping) and name else {FALLBACK[0]: str(name or "")}
    return ModelText(Labels(*(quoted(in_language(texts, each))[1:-1] for each in FALLBACK)))


def names_in(documents: Documents) -> NameOf:
    """Return the names of the entries of a catalogue; of others, the slugs."""
    return lambda i: entry_name(documents[i]["name"]) if i in documents else slug_of(i)


class Field(NamedTuple):
    """A field: the names on the way to it, and what declares its values.

    Attributes:
        words: the names.
        of: its property; of links, the type of the other entries; None if the model has neither.
        is_list: whether it has a list of values.
    """

    words: list[_Words]
    of: Property | NodeType | None
    is_list: bool

    @property
    def name(self) -> Message:
        """The names in one message."""
        return Wording("{words}", {"words": self.words})

    def value(
        self, text: str, name_of: NameOf, *, is_written: bool = False, is_whole: bool = False
    ) -> _Words:
        """Return a value by its text.

        Args:
            text: the value.
            name_of: the names of other entries.
            is_written: whether somebody may have to write it: whole, and with its term.
            is_whole: whether a long text is not shortened.
        """
        of = SOURCE if self.of is SOURCES else self.of
        if isinstance(of, NodeType):
            return name_of(text if ":" in text else node_id(of.name, text)) if text else _NONE
        enum = of and (DateQualifier if of.kind.has_precision else of.enum)
        if enum and text in enum.__members__:
            return shown_term(enum[text]) if is_written else ModelText(enum[text].value.label)
        if of and of.kind.column_type == "boolean":
            return _("yes") if text == "true" else _("no")
        if of and (enum or of.names or of.kind.column_type == "int"):
            return text
        return f'"{printable(text)}"' if is_written or is_whole else quoted(text)


def _field(node_type: NodeType, path: Path, name_of: NameOf) -> Field:
    name, *rest = path
    edge = next((edge for edge in edges_of(node_type) if edge.forward == name), None)
    words: list[_Words] = []
    props = {BASIS.name: BASIS, **PROPERTIES[node_type.name]}
    if edge is not None and edge.owns and rest:
        part = ModelText(edge.label.with_each(f"{{}} {rest[0]}".format))
        if not rest[1:]:
            named_by = edge.target.property_of(str(edge.target.named_by))
            return Field([part], named_by, is_list=False)
        inner = _field(edge.target, tuple(rest[1:]), name_of)
        return inner._replace(words=[part, *inner.words])
    if edge is not None:
        links = Field([ModelText(edge.label)], edge.target, is_list=not edge.one)
        if rest and not edge.one:
            links.words.append(links.value(rest.pop(0), name_of))
        elif rest[1:]:  # the slug of the only link, which paths of conflicts don't have
            del rest[0]
        if not rest:
            return links
        name, *rest = rest
        words, props = links.words, {prop.name: prop for prop in (SLUG, *properties_of(edge))}
    prop = props.get(name)
    if prop is None:  # of a model that has it no more
        return Field([*words, name], None, is_list=False)
    ending = f" ({rest[0]})" if rest and prop.kind.has_languages else ""
    label = ModelText(prop.label.with_each(lambda text: f"{text}{ending}"))
    return Field([*words, label], prop, is_list=prop.many)


def field_name(node_type: NodeType, path: Path, name_of: NameOf = slug_of) -> Message:
    """Return the name of a field.

    >>> str(field_name(TYPES["Topic"], ("name", "en")))
    'Name (en)'
    >>> str(field_name(TYPES["GoodPractice"], ("topics", "hotline", "basis")))
    'Topics, hotline, Basis'
    >>> str(field_name(TYPES["KnowledgeTransfer"], ("events", "2", "takenBy", "i")))
    'Event 2, Taken by, i'
    """
    return _field(node_type, path, name_of).name


def changed_field(node_type: NodeType, change: FieldChange, name_of: NameOf) -> Message:
    """Return the name of a field that changed; of a link that is new or gone, with its target.

    >>> link = FieldChange(name="topics", before="Topic:x")
    >>> str(changed_field(TYPES["GoodPractice"], link, slug_of))
    'Topics, x'
    """
    return field_name(node_type, _part(node_type, change) or _path(change), name_of)


def _path(change: FieldChange) -> Path:
    """Return the path of a field; of an event that is new or gone, the path of the event."""
    path = path_of(change)
    is_part = len(path) == _TO_NAME and path[-1] in _NAMES_OF_PARTS
    is_part = is_part and None in (change.before, change.after)
    return path[:-1] if is_part or change.name.endswith((".order", ".empty")) else path


class Difference(NamedTuple):
    """What a field lost and gained, as texts; a field with one value gets another for it."""

    field: Field
    removed: Sequence[str]
    added: Sequence[str]

    @property
    def is_replaced(self) -> bool:
        """Whether it has one value, which is replaced."""
        return bool(self.removed and self.added and not self.field.is_list)

    def message(self, name_of: NameOf = slug_of, *, is_whole: bool = False) -> Message:
        """Return it in words; long texts are shortened if not `is_whole`."""
        name = self.field.name
        if self.is_replaced:
            sides = self.removed[0], self.added[0]
            if not is_whole and not isinstance(self.field.of, NodeType):
                sides = differing(*sides)
            before, after = (self.field.value(x, name_of, is_whole=is_whole) for x in sides)
            return _("{field}: {old} → {new}", field=name, old=before, new=after)
        said: list[_Words] = []
        for wording, texts in ((_REMOVED, self.removed), (_ADDED, self.added)):
            values = [self.field.value(text, name_of, is_whole=is_whole) for text in texts]
            said += (
                [replace(wording, values={"values": values}, number=len(values))] if values else []
            )
        return _("{field}: {value}", field=name, value=said or [_("another order")])


def differences(
    node_type: NodeType, changes: Sequence[FieldChange], name_of: NameOf = slug_of
) -> Iterator[Difference]:
    """Yield what changed in an entry, by field; a link or an event that is gone is one.

    >>> changes = [FieldChange(name="topics", after=f"Topic:{slug}") for slug in "ab"]
    >>> [str(found.message()) for found in differences(TYPES["GoodPractice"], changes)]
    ['Topics: a, b added']
    """
    found: dict[Path, tuple[Field, list[str], list[str]]] = {}
    for change in without_details(node_type, changes):
        path = _path(change)
        field, old, new = found.setdefault(path, (_field(node_type, path, name_of), [], []))
        for side, text in ((old, change.before), (new, change.after)):
            if text is not None:
                said = "" if change.name.endswith(".empty") else text
                side += said.split("\n") if field.is_list else [said]
    for field, old, new in found.values():
        if field.is_list:
            old, new = [x for x in old if x not in new], [x for x in new if x not in old]
        yield Difference(field, old, new)


def without_details(
    node_type: NodeType, changes: Sequence[FieldChange], *, also_of_new: bool = False
) -> list[FieldChange]:
    """Return changes without those inside links and events that are gone, or are new, too."""
    parts = {_part(node_type, each) for each in changes if also_of_new or each.after is None}
    paths = [(change, _path(change)) for change in changes]
    return [
        change
        for change, path in paths
        if not any(path[:length] in parts for length in range(1, len(path)))
    ]


def _part(node_type: NodeType, change: FieldChange) -> Path | None:
    """Return the path of the link or the event that a change adds or removes; else None."""
    path = _path(change)
    if path != path_of(change) and not change.name.endswith((".order", ".empty")):
        return path
    label, slug = split_id(change.before or change.after or "")
    is_link = _field(node_type, path, slug_of).of is TYPES.get(label, "")
    return (*path, slug) if is_link else None


def changed_fields(
    node_type: NodeType,
    changes: Sequence[FieldChange],
    name_of: NameOf = slug_of,
    *,
    is_whole: bool = False,
) -> Iterator[Message]:
    """Return what changed in an entry, in words; long texts are shortened if not `is_whole`."""
    found = differences(node_type, changes, name_of)
    return (each.message(name_of, is_whole=is_whole) for each in found)


def differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts, long ones from shortly before their first difference."""
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    start = len([*equal]) - _CONTEXT
    cut = [f"…{x[start:]}" if len(x) > _MAX_LENGTH and start > 0 else x for x in (old, new)]
    return cut[0], cut[1]


def value_words(node_type: NodeType, path: Path, node: Node) -> Message | list[_Words]:
    """Return what is at a path in a version of an entry, texts as long as they are.

    >>> link = {"basis": Basis.INFERRED, "sources": ("iom",)}
    >>> [*map(str, value_words(TYPES["GoodPractice"], ("topics", "borders"), link))]
    ['Basis: INFERRED', 'Sources: iom']
    """
    if node is None:
        return _NOTHING
    if isinstance(node, Mapping):
        found: list[_Words] = []
        said = {name: inner for name, inner in node.items() if (name, inner) not in USUAL.items()}
        for name, inner in (said or {BASIS.name: Basis.STATED}).items():
            inside = (*path, name)
            word = _field(node_type, inside, slug_of).words[-1]
            is_plain = isinstance(inner, Mapping) and inner.items() <= USUAL.items()
            value = value_words(node_type, inside, inner)
            if isinstance(value, list) and isinstance(inner, Mapping) and {*inner} <= {*FALLBACK}:
                found += value  # each names the field with its language
            else:
                found.append(word if is_plain else _("{field}: {value}", field=word, value=value))
        return found
    field, text = _field(node_type, path, slug_of), field_text(node) or ""
    if isinstance(node, PartialDate) and node.qualifier is not DateQualifier.AT:
        return [text, shown_term(node.qualifier)]
    items = text.split("\n") if field.is_list else [text]
    return [field.value(item, slug_of, is_written=True) for item in items]


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
    """Return a message for each conflict of an entry; `by` says who changed it in the graph.

    Other entries are named by their slugs, which the file has.
    """
    if entry.united_with is not None and entry.conflicts:
        values = {"entry": entry_path(entry.id), "other": entry_path(entry.united_with), "by": by}
        if entry.graph is None and not same(entry.base, entry.folder):
            return [
                _(
                    "{entry}: united with {other} in the graph ({by}), and changed in the folder:"
                    " unite them there, too, with seeds merge {entry} {other}, and pull again",
                    **values,
                )
            ]
        if entry.folder is None:
            return [
                _(
                    "{entry}: changed in the graph ({by}), and united with {other} in the folder:"
                    " take its slug out of the formerSlugs of {other}, pull, and unite them again",
                    **values,
                )
            ]
    return [_conflict(entry, conflict, by) for conflict in entry.conflicts]


def _conflict(entry: MergedEntry, conflict: Conflict, by: Shown) -> Message:
    base, graph, folder = _versions(entry.id, conflict)
    values: dict[str, Shown] = {"entry": entry_path(entry.id), "by": by}
    if not conflict.path:
        if conflict.folder is None and conflict.graph is not None:
            return _("{entry}: changed in the graph ({by}), removed in the folder", **values)
        if not entry.users:
            return _("{entry}: removed in the graph ({by}), changed in the folder", **values)
        return _(
            "{entry}: removed in the graph ({by}), and used in the folder by {users}; where the"
            " graph is right, remove it there",
            users=[entry_path(user) for user in entry.users],
            **values,
        )
    values |= {"field": field_name(type_of(entry.id), conflict.path), "graph": graph}
    if conflict.other is not None:
        return _(
            "{entry}: the graph's {field} {graph} ({by}) is that of {other} in the folder: change"
            " one of them",
            other=entry_path(conflict.other),
            **values,
        )
    if entry.names.is_disputed and conflict.path == (SLUG.name,):
        return _(
            "{entry}: renamed in the graph to {slug} ({by}), and in the folder to another name;"
            " where the graph is right: seeds rename {entry} {slug}",
            slug=conflict.graph if isinstance(conflict.graph, str) else "",
            **values,
        )
    return _(
        "{entry}, {field}: {base} before; {graph} in the graph ({by}); {folder} in the folder",
        base=base,
        folder=folder,
        **values,
    )


def merge_conflict(identity: str, conflict: Conflict, going: str, staying: str) -> Message:
    """Return the message for what two entries that become one say differently."""
    _base, value, kept = _versions(identity, conflict)
    return _(
        "{entry}, {field}: {value} in {going}; {kept} in {staying}, which stays",
        entry=entry_path(identity),
        field=field_name(type_of(identity), conflict.path),
        value=value,
        going=entry_path(going),
        kept=kept,
        staying=entry_path(staying),
    )


def _versions(identity: str, conflict: Conflict) -> list[Message | list[_Words]]:
    """Return what the base, the graph and the folder say, in words."""
    versions = (conflict.base, conflict.graph, conflict.folder) if conflict.path else (None,) * 3
    return [value_words(type_of(identity), conflict.path, each) for each in versions]
