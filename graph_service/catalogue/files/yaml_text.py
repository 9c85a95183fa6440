"""Edits of a YAML file that keep its comments, and its formatting everywhere else."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

_BOM = "\ufeff"
_BLANK_OR_COMMENT = re.compile(r"( *)(#.*)?\r?\n?")


class YamlText:
    """The text of a valid entry file, its nodes, and the edits to make.

    Attributes:
        root: the fields; the marks of all nodes count characters of the text.
    """

    def __init__(self, content: bytes) -> None:
        text = content.decode("utf-8")
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._text = text.removeprefix(_BOM)
        self._edits: list[tuple[int, int, str]] = []
        root = yaml.compose(self._text, Loader=yaml.CSafeLoader)
        if not isinstance(root, MappingNode):
            raise TypeError("not a mapping of fields to values")
        self.root = root
        self._lines = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self._text))]

    def content(self) -> bytes:
        """Return the edited file."""
        text, at = "", 0
        newline = "\r\n" if "\r\n" in self._text else "\n"
        for start, end, new in sorted(self._edits):
            if start < at:
                raise ValueError("two edits of the same text")
            text += self._text[at:start] + new.replace("\n", newline)
            at = end
        return (self._bom + text + self._text[at:]).encode()

    def fields(self) -> Iterator[tuple[str, Node]]:
        """Yield the names and values of the entry's fields."""
        for key, value in self.root.value:
            yield str(key.value), value

    def items(self, name: str) -> SequenceNode | None:
        """Return the value of a field that is a list; None for other fields."""
        value = next((value for field, value in self.fields() if field == name), None)
        return value if isinstance(value, SequenceNode) else None

    def replace(self, scalar: ScalarNode, text: str) -> None:
        """Replace a plain or quoted scalar."""
        self._edits.append((scalar.start_mark.index, scalar.end_mark.index, text))

    def replace_words(self, scalar: ScalarNode, words: re.Pattern[str], new: str) -> int:
        """Replace words in a scalar of any style; return their number."""
        found = [*words.finditer(self._text, scalar.start_mark.index, scalar.end_mark.index)]
        self._edits += [(match.start(), match.end(), new) for match in found]
        return len(found)

    def remove_item(self, items: SequenceNode, item: Node) -> None:
        """Remove one of several items of a list, with the comments in it."""
        at = items.value.index(item)
        if items.flow_style:
            if item is not items.value[-1]:
                start, end = item.start_mark.index, items.value[at + 1].start_mark.index
            else:
                start, end = items.value[at - 1].end_mark.index, item.end_mark.index
        else:
            start = self._dash(item)
            last = item is items.value[-1]
            after = items.end_mark.index if last else self._dash(items.value[at + 1])
            end = self._without_trailing(start, after, items.start_mark.column)
            start = self._line_start(start)
        self._edits.append((start, end, ""))

    def append_items(self, items: SequenceNode, new: Sequence[str]) -> bool:
        r"""Add items to a list that has some; False if they don't fit its style.

        Each item is a text without indentation, such as "cri" or "slug: cri\nrole: PEER".
        """
        if not items.value:
            return False
        if items.flow_style:
            if any("\n" in item for item in new):
                return False
            end = items.value[-1].end_mark.index
            self._edits.append((end, end, "".join(f", {item}" for item in new)))
            return True
        indent = " " * items.start_mark.column
        end = self._without_trailing(
            self._dash(items.value[-1]), items.end_mark.index, items.start_mark.column
        )
        lines = (f"{indent}- " + item.replace("\n", f"\n{indent}  ") + "\n" for item in new)
        self._insert_lines(end, "".join(lines))
        return True

    def put_field(self, name: str, text: str, order: Sequence[str]) -> None:
        """Write a field: in place of the present one, else where the order of fields has it."""
        regions = self._regions()
        if name in regions:
            start, end = regions[name]
            comments = re.findall(r"(?m)^ *(#.*)$", self._text[start:end])
            self._edits.append((start, end, "".join(f"{c}\n" for c in comments) + text))
            return
        before = order[: order.index(name)]
        after = [end for field, (_start, end) in regions.items() if field in before]
        end = max(after, default=self.root.start_mark.index)
        self._insert_lines(end, text)

    def remove_field(self, name: str) -> None:
        """Remove a field, with the comments in it."""
        self._edits.append((*self._regions()[name], ""))

    def _regions(self) -> dict[str, tuple[int, int]]:
        """Return where each field starts and ends: whole lines."""
        if self.root.flow_style:
            raise ValueError("the fields are in braces")
        starts = [key.start_mark.index for key, _value in self.root.value]
        ends = [*starts[1:], len(self._text)]
        return {
            str(key.value): (start, self._without_trailing(start, end, 0))
            for (key, _value), start, end in zip(self.root.value, starts, ends, strict=True)
        }

    def _insert_lines(self, at: int, lines: str) -> None:
        if at and self._text[at - 1] not in "\r\n":  # the last line of the file has no line end
            lines = "\n" + lines.removesuffix("\n")
        self._edits.append((at, at, lines))

    def _dash(self, item: Node) -> int:
        """Return where the hyphen of an item of a block list is."""
        return self._text.rindex("-", 0, item.start_mark.index)

    def _line_start(self, at: int) -> int:
        return self._lines[bisect(self._lines, at) - 1]

    def _without_trailing(self, start: int, end: int, indent: int) -> int:
        """Return the end without the blank lines and comments that belong to what follows."""
        first = bisect(self._lines, start)
        last = bisect(self._lines, end - 1)
        bounds = [*self._lines, len(self._text)]
        if end < bounds[last]:  # something follows in the same line: its own indentation
            last -= 1
        while last > first:
            line = self._text[bounds[last - 1] : bounds[last]]
            match = _BLANK_OR_COMMENT.fullmatch(line)
            if match is None or (match[2] and len(match[1]) > indent):
                break
            last -= 1
        return bounds[last]
