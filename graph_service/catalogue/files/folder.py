"""A folder of seeds → its entry files; a file or folder that is not an entry is a problem."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from graph_service.catalogue.problems import Place, Problem, Rule, printable, quoted
from graph_service.catalogue.suggest.names import likely_folder
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPE_FOLDERS
from graph_service.model.ids import RESERVED_SLUG, SLUG, slugify
from graph_service.os_errors import os_reason

SLUG_ALLOWED = _("a-z, 0-9 and hyphens, at most 200 characters")
SYMBOLIC_LINK = _("a symbolic link; links are not followed")
# Windows adds Thumbs.db and desktop.ini when someone looks at a folder, and Office adds ~$… while a
# document is open.
_IGNORED = re.compile(
    r"\..*|README(\.[a-z]{2})?\.md|LICEN[CS]E(\..*)?|Thumbs\.db|desktop\.ini|~\$.*", re.IGNORECASE
)
UNFINISHED_CHANGE = Path(".change/journal.json")
"""In a folder of seeds: what an interrupted command has yet to write."""
_EXTENSIONS = (".yaml", ".yml")
_TABLES = (".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx")


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryFile:
    """The file of an entry.

    Attributes:
        type: the type of its folder.
        slug: the slug, from its name.
        path: its path, as problems report it.
    """

    type: NodeType
    slug: str
    path: str


def entry_files(seeds: Path) -> tuple[list[EntryFile], list[Problem]]:
    """Return the entry files of a folder, sorted, and the problems with its files and folders."""
    if not seeds.is_dir():
        message = _("the seeds folder does not exist")
        if seeds.is_file():
            message = _("this is not a folder: name the one that has the folders of the types")
        return [], [Problem(Place(str(seeds)), Rule.NO_ENTRIES, message)]
    files: list[EntryFile] = []
    problems: list[Problem] = []
    for item in _scan(seeds.as_posix(), problems):
        node_type = TYPE_FOLDERS.get(item.name)
        if item.is_symlink():
            problems.append(Problem(Place(_path(item)), Rule.FILE_UNREADABLE, SYMBOLIC_LINK))
        elif node_type is not None and item.is_dir():
            files += _type_files(_path(item), node_type, problems)
        else:
            allowed = _(
                "the folders {folders}, README.md, LICENSE and files whose names start with a dot",
                folders=tuple(TYPE_FOLDERS),
            )
            problems.append(_unknown(item, allowed))
    if (seeds / UNFINISHED_CHANGE).exists():
        message = _(
            "a command was interrupted while it wrote files: run seeds check, which completes its"
            " change"
        )
        problems.append(
            Problem(Place((seeds / UNFINISHED_CHANGE).as_posix()), Rule.UNFINISHED, message)
        )
    if not files and not problems:
        message = _("no entries; expected folders of .yaml files")
        problems.append(Problem(Place(str(seeds)), Rule.NO_ENTRIES, message))
    return files, problems


def _unknown(item: os.DirEntry[str], allowed: Shown) -> Problem:
    """Return the problem with a file or folder that has no place among the entries."""
    path, name = _path(item), quoted(item.name)
    if item.is_dir():
        message = _("unknown folder {name}", name=name)
        near = likely_folder(item.name)
        return Problem(
            Place(path),
            Rule.FILE_UNKNOWN,
            message,
            value=item.name,
            allowed=allowed,
            suggestion=near,
        )
    if PurePath(item.name).suffix.lower() in _TABLES:
        message = _("a table among the entries: move it elsewhere, and run seeds import on it")
        return Problem(Place(path), Rule.FILE_UNKNOWN, message, value=item.name)
    message = _("unknown file {name}", name=name)
    return Problem(Place(path), Rule.FILE_UNKNOWN, message, value=item.name, allowed=allowed)


def _scan(folder: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """Return the files and folders of a folder by name, without README.md and the like."""
    try:
        with os.scandir(folder) as items:
            scanned = [item for item in items if not _IGNORED.fullmatch(item.name)]
    except OSError as error:
        problems.append(Problem(Place(folder), Rule.FILE_UNREADABLE, unreadable(error)))
        return []
    return sorted(scanned, key=lambda item: item.name)


def _path(item: os.DirEntry[str]) -> str:
    """Return a path with slashes, so that messages are the same on Windows."""
    return item.path.replace(os.sep, "/")


def unreadable(error: OSError) -> Wording:
    """Return the reason why a file or a folder can't be read."""
    if error.errno == errno.ELOOP:
        return SYMBOLIC_LINK
    return _("can't be read: {reason}", reason=os_reason(error))


def reserved(slug: str) -> Wording:
    """Return the problem with a slug that can't name a file on Windows."""
    return _("Windows reserves the name {name}: choose a longer slug", name=quoted(slug))


def _type_files(folder: str, node_type: NodeType, problems: list[Problem]) -> list[EntryFile]:
    """Return the files of a type, misnamed ones too: of two with one slug, one is misnamed."""
    files: list[EntryFile] = []
    for item in sorted(_walk(folder, problems), key=lambda item: item.path):
        if (misnamed := _misnamed(folder, item)) is not None:
            problems.append(misnamed)
        if slug := _slug(item):
            files.append(EntryFile(type=node_type, slug=slug, path=_path(item)))
    return files


def _walk(folder: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    waiting = [folder]
    while waiting:
        for item in _scan(waiting.pop(), problems):
            if item.is_dir(follow_symlinks=False):
                waiting.append(_path(item))
            else:
                yield item


def _slug(item: os.DirEntry[str]) -> str:
    """Return the slug of a file even if it is misnamed; empty if it can't be an entry."""
    name = PurePath(item.name)
    readable = name.suffix.lower() in _EXTENSIONS and item.is_file(follow_symlinks=False)
    return name.stem.lower() if readable else ""


def _misnamed(folder: str, item: os.DirEntry[str]) -> Problem | None:
    """Return the problem with the name or the kind of a file in the folder of a type."""
    path = _path(item)
    stem, extension = PurePath(item.name).stem, PurePath(item.name).suffix
    if item.is_symlink():
        return Problem(Place(path), Rule.FILE_UNREADABLE, SYMBOLIC_LINK)
    if not item.is_file(follow_symlinks=False):
        return Problem(Place(path), Rule.FILE_UNREADABLE, _("not a file"))
    if extension.lower() not in _EXTENSIONS:
        return _unknown(item, "<slug>.yaml")
    if path != f"{folder}/{item.name}":
        message = _("a file in a subfolder; move it to {folder}/", folder=printable(folder))
        return Problem(Place(path), Rule.FILE_NAME, message)
    if extension != ".yaml":
        message = _("wrong file extension {extension}", extension=quoted(extension))
        near = f"{stem}.yaml" if SLUG.fullmatch(stem) else None
        return Problem(Place(path), Rule.FILE_NAME, message, value=extension, suggestion=near)
    if not SLUG.fullmatch(stem):
        message = _("the name {name} is not a slug", name=quoted(stem))
        near = f"{slug}.yaml" if (slug := slugify(stem)) else None
        return Problem(
            Place(path), Rule.FILE_NAME, message, value=stem, allowed=SLUG_ALLOWED, suggestion=near
        )
    if RESERVED_SLUG.fullmatch(stem):
        return Problem(Place(path), Rule.FILE_NAME, reserved(stem), value=stem)
    return None
