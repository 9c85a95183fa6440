"""Tables and links in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def link(name: str) -> str:
    """Return a link to the section of a name."""
    return f"[{name}](#{name.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")
