"""Files that people and programs leave among the entries: copies, backups, tables."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import Wording, _
from graph_service.model.ids import slugify

_BACKUP = re.compile(
    r".*(?:~|\.(?:bak|backup|old|orig|rej|swp|tmp|save|crdownload))", re.IGNORECASE
)
_TABLES = (".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx")
_HIDDEN_EXTENSION = re.compile(r".+\.ya?ml\.txt", re.IGNORECASE)
"""What Windows makes of a file that is saved as .yaml in Notepad."""
_COPY = re.compile(
    r"(?:copia|c[oó]pia|copy)(?: \(?\d+\)?)? (?:de|of) (?P<before>.+)"
    r"|(?P<after>.+?)(?:[ _-]+(?:copia|c[oó]pia|copy)(?:[ _-]?\(?\d+\)?)?| ?\(\d+\)| \d+)",
    re.IGNORECASE,
)


def original_of(name: str, stems: Collection[str]) -> str | None:
    """Return the file that a file is a copy of, if it is there as well.

    >>> original_of("copia de hnd.yaml", {"hnd"}), original_of("hnd (1).yaml", {"hnd"})
    ('hnd.yaml', 'hnd.yaml')
    """
    match = _COPY.fullmatch(name.rpartition(".")[0] or name)
    stem = (match["before"] or match["after"]) if match else None
    return f"{stem}.yaml" if stem in stems else None


def copy(path: str, original: str) -> Problem:
    """Return the problem with a copy of a file."""
    message = _("a copy of {file}: delete it, or give it a slug of its own", file=quoted(original))
    return Problem(place=Place(file=path), rule=Rule.FILE_COPY, message=message)


def stray(path: str, name: str) -> Problem | None:
    """Return the problem with a file that is not an entry by its extension."""
    suffix = PurePath(name).suffix.lower()
    if _BACKUP.fullmatch(name):
        return _problem(path, name, _("a backup that another program left: delete it"))
    if suffix in _TABLES:
        message = _("a table among the entries: move it elsewhere, and run seeds import on it")
        return _problem(path, name, message)
    if _HIDDEN_EXTENSION.fullmatch(name):
        slug = slugify(name.split(".")[0])
        message = _("wrong file extension {extension}", extension=quoted(suffix))
        return _problem(path, name, message, suggestion=f"{slug}.yaml" if slug else None)
    return None


def _problem(path: str, name: str, message: Wording, *, suggestion: str | None = None) -> Problem:
    return Problem(
        place=Place(file=path),
        rule=Rule.FILE_UNKNOWN,
        message=message,
        value=name,
        suggestion=suggestion,
    )
