"""A file → the file after a change of its entry; comments and all other lines stay as they are.

`sources: [iom]  # both` and one more source → `sources: [iom, icmpd]  # both`

The YAML of the file is written twice, as it is and as it shall be, and the lines that differ are
carried over to the file. Libraries that write comments back, such as ruamel.yaml, keep them with
the line above: a removed field would take those of the next with it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml
from yaml import MappingNode, ScalarNode, SequenceNode

from graph_service.catalogue.document.field_changes import changed_names
from graph_service.catalogue.document.trees import tree_of
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import ProblemLog
from graph_service.errors import ChangeRefused
from graph_service.i18n import _

from .comments import comment_signs
from .entry_yaml import (
    STRING,
    WIDTH,
    Node,
    document_of,
    entry_text,
    same,
    serialized,
)
from .file_changes import FileChange
from .folder import EntryFile
from .read import read_entry

_BLANKS = " \t\n"
"""A line of other blanks is text."""


def edited(
    file: EntryFile, content: bytes | None, before: Entry | None, after: Entry
) -> FileChange:
    """Return the change of a file whose entry changes, or that is new.

    The content holds `before`; what differs in `after` is changed, removed or added in its place. A
    comment on a line of its own always stays; one at the end of a line stays unless the line goes.

    Raises:
        ChangeRefused: if the layout of the file is so unusual that a person has to change it.
    """
    if content is None or before is None:
        return FileChange(file=file, before=content, after=entry_text(after).encode())
    text, has_bom = content.decode("utf-8-sig"), content.startswith(BOM_UTF8)
    newline = "\r\n" if "\r\n" in text else "\n"
    text = re.sub("\r\n?", "\n", text)
    editor = _Editor()
    root = _composed(text)
    changed = editor.updated(root, document_of(before), document_of(after))
    wanted = _read(file, entry_text(after).encode())
    for is_reformatted in (False, True):
        patched = editor.patched(text, root, changed, is_reformatted=is_reformatted)
        done = patched.replace("\n", newline).encode("utf-8-sig" if has_bom else "utf-8")
        if _read(file, done) == wanted:
            return FileChange(file=file, before=content, after=done, is_reformatted=is_reformatted)
    raise ChangeRefused(
        _(
            "{file} can't be changed by a program: change {fields} there, and run the command"
            " again",
            file=file.path,
            fields=changed_names(after.type, tree_of(before), tree_of(after)),
        )
    )


def _read(file: EntryFile, content: bytes) -> tuple[str, int]:
    """Return the YAML of the entry that a content is read as, and the number of problems in it."""
    log = ProblemLog(file=file.path)
    entry = read_entry(file, content, log)
    return serialized(document_of(entry)) if entry is not None else "", log.number


class _Editor:
    """Changes the nodes of a file, and remembers what each new one replaces."""

    def __init__(self) -> None:
        self._replaced: dict[Node, Node] = {}

    def updated(self, node: Node, old: Node, new: Node) -> Node:
        """Return a node of a file with what differs from one version of it to another.

        What stays the same keeps its form, and what is new has that of new files.
        """
        if same(old, new):
            return node
        updated, first = self._updated(node, old, new), next(_values(node))
        if first is node or updated is new:  # else its names and values are those of the file
            self._replaced[next(_values(updated))] = first
        return updated

    def _updated(self, node: Node, old: Node, new: Node) -> Node:
        updated: MappingNode | SequenceNode
        match node, old, new:
            case ScalarNode(style="'" | '"' | ">" as style), _, ScalarNode() if not new.style:
                return ScalarNode(STRING, new.value, style=style)
            case MappingNode(), MappingNode(), MappingNode():
                updated = MappingNode(node.tag, self._fields(node, old, new))
            case SequenceNode(), SequenceNode(), SequenceNode() if new.value and len(
                node.value
            ) == len(old.value):
                updated = SequenceNode(node.tag, [*self._items(node, old, new)])
            case _:
                return new
        updated.flow_style = bool(node.flow_style) and _fits(updated)
        return updated

    def _fields(
        self, node: MappingNode, old: MappingNode, new: MappingNode
    ) -> list[tuple[ScalarNode, Node]]:
        """Return the fields of a mapping, in the order of the file."""
        former = {key.value: value for key, value in old.value}
        wanted = {key.value for key, _value in new.value}
        fields = [(k, v) for k, v in node.value if k.value in wanted or k.value not in former]
        names = [key.value for key, _value in fields]
        at = 0
        for key, value in new.value:
            name = key.value
            if name in names:
                place = names.index(name)
                present, written = fields[place]
                if name in former:
                    fields[place] = (present, self.updated(written, former[name], value))
                elif not same(written, value):
                    fields[place] = (present, value)
                at = max(at, place + 1)
            else:
                fields.insert(at, (key, value))
                names.insert(at, name)
                at += 1
        return fields

    def _items(self, node: SequenceNode, old: SequenceNode, new: SequenceNode) -> Iterator[Node]:
        """Yield the items of a list; one that names another entry now stays where it is."""
        before, after = [*map(_key, old.value)], [*map(_key, new.value)]
        for at, (key, item) in enumerate(zip(after, new.value, strict=True)):
            if key in before:
                at = before.index(key)
            elif len(before) != len(after) or before[at] in after:
                yield item
                continue
            yield self.updated(node.value[at], old.value[at], item)

    def patched(self, text: str, root: Node, changed: Node, *, is_reformatted: bool) -> str:
        """Return a file with the lines in which its nodes differ before and after the change.

        Args:
            text: the file.
            root: its nodes.
            changed: those afterwards.
            is_reformatted: write the other lines anew, too, as their indentation differs.
        """
        before, after = _written(root), _written(changed)
        blocks, end = _blocks(text, [node.start_mark.line for node in before])
        places = {node: at for at, node in enumerate(before)}
        sources = [places.get(self._replaced.get(node, node)) for node in after]
        gone = [at for at in places.values() if at not in sources]
        former = [*before.values()]
        lines = []
        for source, rewritten in zip(sources, after.values(), strict=True):
            if source is None:
                lines.append(rewritten)
                continue
            removed = [at for at in gone if at < source]
            gone = gone[len(removed) :]
            comments = "".join(blocks[at].above for at in (*removed, source))
            lines.append(_indented(comments, rewritten) if is_reformatted else comments)
            is_kept = rewritten == former[source] and not is_reformatted
            block = blocks[source]
            lines.append(block.lines if is_kept else block.replaced(rewritten))
        comments = "".join(blocks[at].above for at in gone)
        lines += [_indented(comments, "") if is_reformatted else comments, end]
        patched = "".join(lines)
        return patched if text.endswith("\n") else patched.removesuffix("\n")


def _fits(node: MappingNode | SequenceNode) -> bool:
    """Whether a mapping or a list fits in one line."""
    node.flow_style = True
    return len(serialized(node)) <= WIDTH


def _key(item: Node) -> str:
    """Return what identifies an item: its slug, its position, or its text."""
    if isinstance(item, ScalarNode):
        return str(item.value)
    fields = {key.value: value.value for key, value in item.value}
    return str(fields.get("slug", fields.get("position")))


@dataclass(frozen=True)
class _Block:
    """The lines of a file that are one line of its YAML, or one text.

    Attributes:
        above: comments and blank lines above them.
        lines: the lines.
        inside: comments in them.
        comment: the comment at their end, with the blanks before it.
    """

    above: str
    lines: str
    inside: str
    comment: str

    def replaced(self, lines: str) -> str:
        """Return other lines with the comments in these."""
        if self.lines.count("\n") == lines.count("\n") == 1:
            return f"{lines[:-1]}{self.comment}\n"
        return f"{_indented(self.inside + self.comment, lines)}{lines}"


def _indented(comments: str, lines: str) -> str:
    """Return the lines of comments, indented as the lines below them."""
    indent = " " * (len(lines) - len(lines.lstrip(" ")))
    stripped = (comment.strip(_BLANKS) for comment in comments.splitlines())
    return "".join(f"{indent}{comment}\n" if comment else "\n" for comment in stripped)


def _written(root: Node) -> Mapping[Node, str]:
    """Return the lines of a tree written anew, by the names and values that they start with."""
    text = serialized(root)
    lines = _lines(text)
    starts: dict[int, Node] = {}
    for node, again in zip(_values(root), _values(_composed(text)), strict=True):
        starts.setdefault(again.start_mark.line, node)
    stops = (*starts, len(lines))
    return {
        node: "".join(lines[start:stop])
        for node, (start, stop) in zip(starts.values(), pairwise(stops), strict=True)
    }


def _blocks(text: str, starts: Sequence[int]) -> tuple[list[_Block], str]:
    """Return the blocks of a file that start on these lines, and the lines after them."""
    lines, signs = _lines(text), comment_signs(text)
    blocks, end = [], 0
    for start, stop in pairwise((*starts, len(lines))):
        above, end = "".join(lines[end:start]), stop
        while end > start and not lines[end - 1][: signs.get(end - 1)].strip(_BLANKS):
            end -= 1
        inside = (lines[n][signs[n] :] for n in range(start, end - 1) if n in signs)
        last = lines[end - 1]
        content = last[: signs.get(end - 1)].rstrip(_BLANKS)
        comment = last[len(content) :].rstrip(_BLANKS)
        blocks.append(_Block(above, "".join(lines[start:end]), "".join(inside), comment))
    return blocks, "".join(lines[end:])


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _composed(text: str) -> MappingNode:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, MappingNode):
        raise TypeError("not a mapping of fields to values")
    return root


def _values(node: Node) -> Iterator[Node]:
    """Yield the names and values; a mapping or a list in one line is one value."""
    if isinstance(node, ScalarNode) or node.flow_style:
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield from _values(value)
    else:
        for item in node.value:
            yield from _values(item)
