"""Change an entry in the text of its file; comments and formatting stay where nothing changes.

`sources: [iom]  # both` and one more source → `sources: [iom, icmpd]  # both`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from yaml import MappingNode, ScalarNode, SequenceNode

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import ProblemLog, TooMany

from .block_yaml import WIDTH
from .read import read_node
from .writing import Node, document_of, entry_text, field_text, flow_text, item_text
from .yaml_files import read_document
from .yaml_text import YamlText


def edited(content: bytes, before: Entry, after: Entry) -> bytes:
    """Return a file after a change of its entry.

    The file holds `before`; what differs in `after` is changed, removed or added in its place.
    """
    text = YamlText(content)
    if not text.root.flow_style:
        _Editor(text).mapping(text.root, document_of(before), document_of(after))
        found = text.content()
        if _holds(found, after):
            return found
    text.rewrite(entry_text(after))  # an unusual form, such as all fields in braces
    return text.content()


def _holds(content: bytes, entry: Entry) -> bool:
    """Whether a content is a file of an entry."""
    log = ProblemLog(file="")
    try:
        document = read_document(content, log)
        read = read_node(entry.type, document, "", log, slug=entry.slug) if document else None
    except TooMany:
        return False
    return read is not None and _same(document_of(read), document_of(entry))


@dataclass(frozen=True)
class _Editor:
    """Edits a text where two trees differ.

    In each method, `node` is the text's, `old` is how `writing` writes the same, and `new` is how
    it writes what shall be there.
    """

    text: YamlText

    def mapping(self, node: MappingNode, old: MappingNode, new: MappingNode) -> None:
        """Change the fields of a block mapping."""
        indent = node.start_mark.column
        here = {key.value: (key, value) for key, value in node.value}
        former = {key.value: value for key, value in old.value}
        kept = {key.value for key, _value in new.value}
        for name, field in here.items():
            if name not in kept and name in former:
                self.text.remove_field(*field)
        previous: Node | None = None  # the last in the text of the fields before
        for key, value in new.value:
            name = key.value
            if name not in here:
                self._insert_field(node, previous, field_text(name, value, indent))
                continue
            at, present = here[name]
            if name not in former or not _same(former[name], value):
                self._field(at, present, former.get(name), value)
            previous = max(filter(None, (previous, at, present)), key=self.text.end)

    def _field(self, key: ScalarNode, node: Node, old: Node | None, new: Node) -> None:
        match node, old, new:
            case MappingNode(flow_style=False), MappingNode(), MappingNode():
                self.mapping(node, old, new)
            case SequenceNode(), SequenceNode(), SequenceNode() if (
                new.value and len(node.value) == len(old.value) > 0
            ):
                self._sequence(node, old, new)
            case _:
                self._replace_field(key, node, new)

    def _sequence(self, node: SequenceNode, old: SequenceNode, new: SequenceNode) -> None:
        """Change the items of a list."""
        keys = [_key(item) for item in old.value]
        places = [keys.index(_key(item)) for item in new.value if _key(item) in keys]
        in_order = places == sorted(set(places))
        if not in_order or (node.flow_style and len(places) < len(keys)):
            self._rearrange(node, old, new)
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
                self.text.remove_item(node, present)

    def _rearrange(self, node: SequenceNode, old: SequenceNode, new: SequenceNode) -> None:
        """Write a list anew, with the text of the items that stay the same."""
        text = self.text
        if node.flow_style:
            regions = [(item.start_mark.index, text.end(item)) for item in node.value]
        else:  # with the comments above an item; those above the first one stay there
            lines = [text.item_lines(node, at) for at in range(len(node.value))]
            starts = [lines[0][0], *(end for _start, end in lines)]
            regions = [*pairwise(starts)]
        pieces = []
        for item in new.value:
            at = next((n for n, former in enumerate(old.value) if _same(former, item)), None)
            if at is not None:
                pieces.append(text.text[slice(*regions[at])])
            elif node.flow_style:
                pieces.append(flow_text(item))
            else:
                pieces.append(item_text(item, node.start_mark.column))
        if node.flow_style:
            text.put(node.start_mark.index, text.end(node), f"[{', '.join(pieces)}]")
        else:
            lines_now = (piece.removesuffix("\n") + "\n" for piece in pieces)
            text.put(regions[0][0], regions[-1][1], "".join(lines_now))

    def _item(self, parent: SequenceNode, node: Node, old: Node, new: Node) -> None:
        if (
            isinstance(node, MappingNode)
            and isinstance(old, MappingNode)
            and isinstance(new, MappingNode)
            and not node.flow_style
        ):
            self.mapping(node, old, new)
        elif parent.flow_style or (_is_flow(node) and _is_flow(new)):
            self.text.put(node.start_mark.index, self.text.end(node), flow_text(new))
        else:
            lines = item_text(new, parent.start_mark.column)
            self.text.put(
                self.text.hyphen(node), self.text.end(node), lines.lstrip().removesuffix("\n")
            )

    def _insert_item(self, node: SequenceNode, previous: Node | None, item: Node) -> None:
        text = self.text
        if node.flow_style and previous is None:
            at = node.start_mark.index + 1
            text.put(at, at, f"{flow_text(item)}, ")
        elif node.flow_style and previous is not None:
            at = text.end(previous)
            text.put(at, at, f", {flow_text(item)}")
        else:
            indent = node.start_mark.column
            at = (
                text.lines_end(text.end(previous), indent)
                if previous is not None
                else text.line_start(text.hyphen(node.value[0]))
            )
            text.put_line(at, item_text(item, indent))

    def _insert_field(self, node: MappingNode, previous: Node | None, lines: str) -> None:
        indent = node.start_mark.column
        if previous is not None:
            self.text.put_line(self.text.lines_end(self.text.end(previous), indent), lines)
        else:  # before the first field, which may follow a hyphen
            at = node.start_mark.index
            self.text.put(at, at, f"{lines.lstrip()}{' ' * indent}")

    def _replace_field(self, key: ScalarNode, node: Node, new: Node) -> None:
        start, end = key.start_mark.index, self.text.end(node)
        indent = key.start_mark.column
        rest = self.text.text[end : self.text.line_end(end)]
        if _is_flow(node) and not isinstance(new, ScalarNode):
            flow = flow_text(new)
            if indent + len(f"{key.value}: {flow}{rest}") <= WIDTH:
                self.text.put(node.start_mark.index, end, flow)
                return
        lines = field_text(key.value, new, indent).lstrip().removesuffix("\n")
        if "\n" in lines and rest.strip():  # a comment after the value goes before the field
            lines = f"{rest.strip()}\n{' ' * indent}{lines}"
            end += len(rest)
        self.text.put(start, end, lines)


def _is_flow(node: Node) -> bool:
    return not isinstance(node, ScalarNode) and bool(node.flow_style)


def _same(one: Node, other: Node) -> bool:
    return list(_events(one)) == list(_events(other))


def _events(node: Node) -> Iterator[str]:
    """Yield the structure and the values of a node."""
    yield type(node).__name__
    if isinstance(node, ScalarNode):
        yield node.value
        return
    yield str(len(node.value))
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _events(part)


def _key(item: Node) -> str:
    """Return what identifies an item: its slug, its position, or its text."""
    if isinstance(item, ScalarNode):
        return str(item.value)
    fields = {key.value: value.value for key, value in item.value}
    return str(fields.get("slug", fields.get("position")))
