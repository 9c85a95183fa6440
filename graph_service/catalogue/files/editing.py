"""Change fields in the text of an entry's file, and leave everything else as people wrote it.

# Checked in 2025.                  # Checked in 2025.
name: {es: Líneas}   # as printed → name: {es: Líneas}   # as printed
scheme: SUBJECT                     scheme: CRITERION
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from yaml import MappingNode


@dataclass(frozen=True, kw_only=True)
class _Block:
    """A field of a document: the comments above it, and its lines."""

    name: str
    comments: tuple[str, ...]
    lines: tuple[str, ...]


def edited(text: str, new_text: str, fields: Collection[str]) -> str | None:
    """Return a file's text with the fields of another text; None if its form doesn't allow it.

    Args:
        text: the file as it is.
        new_text: the same entry as this program writes it.
        fields: the names of the fields to take from the new text; those that it lacks are removed.
    """
    is_windows = "\r\n" in text
    old = _document(text.replace("\r\n", "\n"))
    new = _document(new_text)
    if old is None or new is None:
        return None
    (old_blocks, end), (new_blocks, _) = old, new
    merged = [*_merged(old_blocks, {block.name: block for block in new_blocks}, fields)]
    lines = [line for block in merged for line in (*block.comments, *block.lines)]
    found = "".join(f"{line}\n" for line in (*lines, *end))
    return found.replace("\n", "\r\n") if is_windows else found


def _merged(
    old: Sequence[_Block], new: Mapping[str, _Block], fields: Collection[str]
) -> Iterator[_Block]:
    names = {block.name for block in old}
    added = [name for name in new if name in fields and name not in names]
    order = [*new]
    # A new field follows the one that it follows in the new text.
    after: dict[str | None, list[_Block]] = {}
    for name in added:
        earlier = (each for each in reversed(order[: order.index(name)]) if each in names)
        after.setdefault(next(earlier, None), []).append(new[name])
    first = [_Block(name=b.name, comments=(), lines=b.lines) for b in after.get(None, [])]
    for number, block in enumerate(old):
        if first and not number:
            yield _Block(name="", comments=block.comments, lines=())
            yield from first
            block = _Block(name=block.name, comments=(), lines=block.lines)
        if block.name not in fields:
            yield block
        else:
            lines = new[block.name].lines if block.name in new else ()
            yield _Block(name=block.name, comments=block.comments, lines=lines)
        for each in after.get(block.name, []):
            yield _Block(name=each.name, comments=(), lines=each.lines)


def _document(text: str) -> tuple[Sequence[_Block], Sequence[str]] | None:
    """Return the blocks of a document and the lines after the last; None in any other form."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, MappingNode) or root.flow_style or not root.value:
        return None
    lines = text.removeprefix("\ufeff").splitlines()
    starts = [key.start_mark.line for key, _ in root.value]
    if len({*starts}) < len(starts) or any(key.start_mark.column for key, _ in root.value):
        return None
    blocks: list[_Block] = []
    above = 0
    for (key, _value), following in zip(root.value, [*starts[1:], len(lines)], strict=True):
        start = key.start_mark.line
        end = _end(lines, start, following)
        blocks.append(
            _Block(
                name=key.value, comments=tuple(lines[above:start]), lines=tuple(lines[start:end])
            )
        )
        above = end
    return blocks, lines[above:]


def _end(lines: Sequence[str], start: int, following: int) -> int:
    """Return the end of a block: comments and empty lines before the next belong to that."""
    end = following
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end
