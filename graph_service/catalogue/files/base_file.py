"""The file in a folder of seeds that says which releases the entries are based on.

Newest first, a line per release: its checksum, its name for people, and whether it was pulled into
the folder; the others were loaded from it. A load is refused if the graph's newest release is not
among them, so that it can't revert what others have loaded since. Several lines serve a folder that
is loaded into several graphs, and git may merge two versions of the file by keeping all lines of
both.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NAME = ".base"
_HEAD = (
    "# The releases that these entries are based on, newest first. The seeds commands write it.\n"
    "# Keep this file in git with the entries. If git reports a conflict in it, keep all lines.\n"
    "# Las cargas en que se basan estas entradas, la más nueva primero; la escribe seeds.\n"
    "# Guárdelo en git con las entradas. Si git informa un conflicto, deje todas las líneas.\n"
)
_LINE = re.compile(r"([0-9a-f]{64})(?: +(.*?))??(, pulled)?")
_PULLED = ", pulled"
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_MAX_BASES = 500
_MAX_BYTES = 100_000


@dataclass(frozen=True, kw_only=True)
class Base:
    """A state of the graph that a folder is based on.

    Attributes:
        checksum: identifies it, in every installation.
        name: for people, such as "Release 7 (2026-11-26)".
        is_pulled: whether it was written into the folder, not loaded from it.
    """

    checksum: str
    name: str = ""
    is_pulled: bool = False

    @property
    def date(self) -> str | None:
        """The day of its publication, if the name has one.

        >>> Base(checksum="0a", name="Release 7 (2026-11-26)").date
        '2026-11-26'
        """
        found = _DATE.search(self.name)
        return found[0] if found else None


def read_bases(seeds: Path) -> tuple[Base, ...]:
    """Return what a folder is based on, newest first; nothing if no file says so."""
    file = seeds / NAME
    try:
        if file.is_symlink() or not file.is_file():
            return ()
        with file.open(encoding="utf-8", errors="replace") as stream:
            text = stream.read(_MAX_BYTES)
    except OSError:
        return ()
    # Other lines are comments, or the markers of a conflict that git has left.
    found = filter(None, (_LINE.fullmatch(line.strip()) for line in text.splitlines()))
    unique: dict[str, Base] = {}
    for m in found:
        base = Base(checksum=m[1], name=m[2] or "", is_pulled=m[3] is not None)
        unique.setdefault(base.checksum, base)
    return tuple(unique.values())


def write_base(seeds: Path, base: Base) -> bool:
    """Record that a folder is based on a state; return whether it could be written.

    A file whose first line says so already stays as it is.
    """
    bases = read_bases(seeds)
    if bases[:1] and bases[0].checksum == base.checksum:
        return True
    others = [other for other in bases if other.checksum != base.checksum]
    text = _HEAD + "".join(f"{_line(each)}\n" for each in [base, *others][:_MAX_BASES])
    part = seeds / f"{NAME}.part"
    try:
        # Replaced as a whole: a full disk must not leave half of it.
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(seeds / NAME)
    except OSError:
        with suppress(OSError):
            part.unlink()
        return False
    return True


def _line(base: Base) -> str:
    return f"{base.checksum}  {base.name}".rstrip() + (_PULLED if base.is_pulled else "")
