"""Change an entry in the text of its file; comments and formatting stay where nothing changes.

`sources: [iom]  # both` and one more source → `sources: [iom, icmpd]  # both`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml
from yaml import MappingNode, ScalarNode, SequenceNode

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import ProblemLog

from .read import read_node
from .writing import Node, document_of, entry_text, field_text, flow_text, item_text
from .yaml_files import read_document


def edited_text(text: str, before: Entry, after: Entry) -> str:
    """Return the text of a file after a change of its entry.

    The file holds `before`; what differs in `after` is changed, removed or added in its place.
    """
    unix = text.replace("\r\n", "\n")
    root = yaml.compose(unix, Loader=yaml.CSafeLoader)
    if not isinstance(root, MappingNode):
        return entry_text(after)
    edits = _Edits(unix)
    edits.mapping(root, document_of(before), document_of(after))
    edited = edits.applied()
    if not _holds(edited, after):  # an unusual form, such as a comment within a value
        edited = entry_text(after)
    return edited.replace("\n", "\r\n") if "\r\n" in text else edited


def _holds(text: str, entry: Entry) -> bool:
    """Whether a text is a file of an entry."""
    log = ProblemLog(file="")
    document = read_document(text.encode(), log)
    if document is None:
        return False
    read = read_node(entry.type, document, "", log, slug=entry.slug)
    return not log.problems and read == entry


@dataclass
class _Edits:
    """The replacements in a text, found by comparing three trees.

    In each method, `node` is the text's, `old` is how `writing` writes the same, and `new` is how
    it writes what shall stand there.
    """

    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def applied(self) -> str:
        """Return the text with all replacements."""
        pieces, at = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            pieces += [self.text[at:start], new]
            at = end
        return "".join([*pieces, self.text[at:]])

    def mapping(self, node: MappingNode, old: MappingNode, new: MappingNode) -> None:
        """Change the fields of a block mapping."""
        indent = node.start_mark.column
        here = {key.value: (key, value) for key, value in node.value}
        former = {key.value: value for key, value in old.value}
        previous: Node | None = None
        for key, value in new.value:
            name = key.value
            if name not in here:
                self._insert_field(node, previous, field_text(name, value, indent))
                continue
            at, present = here[name]
            if name not in former or not _same(former[name], value):
                self._field(at, present, former.get(name), value)
            previous = present if present.end_mark.index > at.end_mark.index else at
        kept = {key.value for key, _value in new.value}
        for name, (at, present) in here.items():
            if name not in kept and name in former:
                self._delete(at, present)

    def _field(self, key: ScalarNode, node: Node, old: Node | None, new: Node) -> None:
        match node, old, new:
            case MappingNode(flow_style=False), MappingNode(), MappingNode():
                self.mapping(node, old, new)
            case SequenceNode(), SequenceNode(), SequenceNode() if new.value:
                self._sequence(key, node, old, new)
            case _:
                self._replace_field(key, node, new)

    def _sequence(
        self, key: ScalarNode, node: SequenceNode, old: SequenceNode, new: SequenceNode
    ) -> None:
        """Change the items of a list, if those that stay keep their order."""
        keys = [_key(item) for item in old.value]
        places = [keys.index(_key(item)) for item in new.value if _key(item) in keys]
        aligned = len(node.value) == len(old.value) > 0 and places == sorted(set(places))
        if not aligned or (node.flow_style and len(places) < len(old.value)):
            self._replace_field(key, node, new)
            return
        previous: Node | None = None
        for item in new.value:
            if _key(item) not in keys:
                self._insert_item(node, previous, item)
                continue
            place = keys.index(_key(item))
            present = node.value[place]
            if not _same(old.value[place], item):
                self._item(node, present, old.value[place], item)
            previous = present
        for place, present in enumerate(node.value):
            if place not in places:
                self._delete(present, present)

    def _item(self, parent: SequenceNode, node: Node, old: Node, new: Node) -> None:
        if (
            isinstance(node, MappingNode)
            and isinstance(old, MappingNode)
            and isinstance(new, MappingNode)
            and not node.flow_style
        ):
            self.mapping(node, old, new)
        elif parent.flow_style or (_is_flow(node) and _is_flow(new)):
            self._put(node.start_mark.index, _end(node, self.text), flow_text(new))
        else:
            indent = parent.start_mark.column
            start = self.text.rindex("-", 0, node.start_mark.index)
            lines = item_text(new, indent)
            self._put(start, _end(node, self.text), lines.lstrip().removesuffix("\n"))

    def _insert_item(self, node: SequenceNode, previous: Node | None, item: Node) -> None:
        if node.flow_style:
            if previous is None:
                self._put(node.start_mark.index + 1, None, f"{flow_text(item)}, ")
            else:
                self._put(_end(previous, self.text), None, f", {flow_text(item)}")
            return
        lines = item_text(item, node.start_mark.column)
        if previous is None:
            self._put(self._line_start(node.start_mark.index), None, lines)
        else:
            self._put_line(_end(previous, self.text), lines)

    def _insert_field(self, node: MappingNode, previous: Node | None, lines: str) -> None:
        if previous is not None:
            self._put_line(_end(previous, self.text), lines)
        else:  # before the first field, which may stand after a hyphen
            indent = node.start_mark.column
            text = f"{lines.lstrip()}{' ' * indent}"
            self._put(node.start_mark.index, None, text)

    def _replace_field(self, key: ScalarNode, node: Node, new: Node) -> None:
        start, end = key.start_mark.index, _end(node, self.text)
        if _is_flow(node) and _is_plain_list(new):
            items = ", ".join(flow_text(item) for item in new.value)
            self._put(node.start_mark.index, end, f"[{items}]")
            return
        indent = key.start_mark.column
        lines = field_text(key.value, new, indent).lstrip().removesuffix("\n")
        rest = self.text[end : self._line_end(end)]
        if "\n" in lines and rest.strip():  # a comment after the value goes before the field
            lines = f"{rest.strip()}\n{' ' * indent}{lines}"
            end += len(rest)
        self._put(start, end, lines)

    def _delete(self, first: Node, last: Node) -> None:
        start = self._line_start(first.start_mark.index)
        end = self._line_end(max(_end(last, self.text), first.end_mark.index)) + 1
        if "-" in self.text[start : first.start_mark.index] and first is not last:
            # The first field of an item leaves its hyphen to the next.
            start, end = first.start_mark.index, end + first.start_mark.column
        self._put(start, min(end, len(self.text)), "")

    def _put_line(self, after: int, lines: str) -> None:
        """Insert lines after the line of a place."""
        at = self._line_end(after)
        if at == len(self.text) and not self.text.endswith("\n"):
            lines = f"\n{lines}"
        self._put(min(at + 1, len(self.text)), None, lines)

    def _put(self, start: int, end: int | None, new: str) -> None:
        self.edits.append((start, start if end is None else end, new))

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


def _end(node: Node, text: str) -> int:
    """Return where the content of a node ends, without comments and line breaks after it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(text[start:end].rstrip())
    last = node.value[-1]
    if isinstance(last, tuple):
        key, value = last
        return max(_end(key, text), _end(value, text))
    return _end(last, text)


def _is_flow(node: Node) -> bool:
    return not isinstance(node, ScalarNode) and bool(node.flow_style)


def _is_plain_list(node: Node) -> bool:
    if not isinstance(node, SequenceNode) or not node.value:
        return False
    return all(isinstance(item, ScalarNode) for item in node.value)


def _same(one: Node, other: Node) -> bool:
    return list(_events(one)) == list(_events(other))


def _events(node: Node) -> Iterator[str]:
    """Yield the structure and the values of a node."""
    yield type(node).__name__
    if isinstance(node, ScalarNode):
        yield node.value
        return
    yield str(len(node.value))
    children: Sequence[Node] = (
        node.value if isinstance(node, SequenceNode) else [x for pair in node.value for x in pair]
    )
    for child in children:
        yield from _events(child)


def _key(item: Node) -> str:
    """Return what identifies an item: its slug, its position, or its text."""
    if isinstance(item, ScalarNode):
        return str(item.value)
    fields = {key.value: value.value for key, value in item.value}
    return str(fields.get("slug", fields.get("position")))
