"""The text of an entry's file, with its YAML nodes, and edits that leave the rest as it is."""

from __future__ import annotations

import re

import yaml
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

_BOM = "\ufeff"
_BLANK_OR_COMMENT = re.compile(r"( *)(#.*)?\n?")


class YamlText:
    """The text of a valid file, and the edits to make.

    Attributes:
        text: the text, with line breaks as on Unix.
        root: the fields; the marks of all nodes count characters of the text.
    """

    def __init__(self, content: bytes) -> None:
        text = content.decode("utf-8")
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text.removeprefix(_BOM).replace("\r\n", "\n")
        self._edits: list[tuple[int, int, str]] = []
        root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        if not isinstance(root, MappingNode):
            raise TypeError("not a mapping of fields to values")
        self.root = root

    def content(self) -> bytes:
        """Return the edited file.

        Raises:
            ValueError: when two edits concern the same text.
        """
        pieces, at = [self._bom], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < at:
                raise ValueError("two edits of the same text")
            pieces += [self.text[at:start], new]
            at = end
        return "".join([*pieces, self.text[at:]]).replace("\n", self._newline).encode()

    def put(self, start: int, end: int, new: str) -> None:
        """Replace a part of the text."""
        self._edits.append((start, end, new))

    def put_line(self, at: int, lines: str) -> None:
        """Insert lines at the start of a line, or after the last one."""
        if at == len(self.text) and not self.text.endswith("\n"):
            lines = "\n" + lines.removesuffix("\n")
        self.put(at, at, lines)

    def rewrite(self, text: str) -> None:
        """Replace the whole text."""
        self._edits = [(0, len(self.text), text)]

    def replace_words(self, scalar: ScalarNode, words: re.Pattern[str], new: str) -> int:
        """Replace words in a scalar of any style; return their number."""
        found = [*words.finditer(self.text, scalar.start_mark.index, scalar.end_mark.index)]
        self._edits += [(match.start(), match.end(), new) for match in found]
        return len(found)

    def remove_item(self, items: SequenceNode, item: Node) -> None:
        """Remove one of several items of a list, with the comments in it."""
        at = items.value.index(item)
        if not items.flow_style:
            self.put(*self.item_lines(items, at), "")
        elif at + 1 < len(items.value):
            self.put(item.start_mark.index, items.value[at + 1].start_mark.index, "")
        else:
            self.put(self.end(items.value[at - 1]), self.end(item), "")

    def remove_field(self, key: ScalarNode, value: Node) -> None:
        """Remove a field of a block mapping, with the comments in it."""
        start = self.line_start(key.start_mark.index)
        end = self.lines_end(max(self.end(value), self.end(key)), key.start_mark.column)
        if self.text[start : key.start_mark.index].strip():
            # The first field of an item leaves its hyphen to the next.
            start, end = key.start_mark.index, end + key.start_mark.column
        self.put(start, min(end, len(self.text)), "")

    def item_lines(self, items: SequenceNode, at: int) -> tuple[int, int]:
        """Return where the lines of an item of a block list start and end."""
        start = self.line_start(self.hyphen(items.value[at]))
        return start, self.lines_end(self.end(items.value[at]), items.start_mark.column)

    def end(self, node: Node) -> int:
        """Return where the content of a node ends, without comments and blanks after it."""
        if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
            start, end = node.start_mark.index, node.end_mark.index
            return int(start + len(self.text[start:end].rstrip()))
        last: Node | tuple[ScalarNode, Node] = node.value[-1]
        if isinstance(last, tuple):
            return max(map(self.end, last))
        return self.end(last)

    def lines_end(self, at: int, indent: int) -> int:
        """Return the start of the line after a place, and after comments that are indented more."""
        end = self._next_line(at)
        following = end
        while following < len(self.text):
            start, following = following, self._next_line(following)
            match = _BLANK_OR_COMMENT.fullmatch(self.text, start, following)
            if match is None:
                break
            if match[2] and len(match[1]) > indent:
                end = following
        return end

    def hyphen(self, item: Node) -> int:
        """Return where the hyphen of an item of a block list is."""
        return self.text.rindex("-", 0, item.start_mark.index)

    def line_start(self, at: int) -> int:
        """Return the start of the line of a place."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return the end of the line of a place, before its line break."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _next_line(self, at: int) -> int:
        return min(self.line_end(at) + 1, len(self.text))
