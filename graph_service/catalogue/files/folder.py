"""A folder of seeds → its entry files; anything else in it is a problem."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.problems import Place, Problem, Rule, nearest, printable, quoted
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.text import fold

SLUG_FORM = re.compile(r"[a-z0-9-]{1,200}")
SLUG_ALLOWED = _("a-z, 0-9 and hyphens, at most 200")
TYPE_FOLDERS = {t.folder: t for t in ENTRY_TYPES if t.folder is not None}
NO_LINKS = _("not a file; links are not followed")
_BESIDE = re.compile(r"\..*|README\.md|LICEN[CS]E(\..*)?", re.IGNORECASE)
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryFile:
    """A file that holds an entry.

    Attributes:
        type: the type that its folder stands for.
        slug: the slug that its name stands for.
        shown: where it is, as problems call it.
        first: whether it is the first file of its slug.
    """

    type: NodeType
    slug: str
    shown: str
    first: bool = True


def entry_files(seeds: Path) -> tuple[list[EntryFile], list[Problem]]:
    """List the entry files of a folder, sorted, and what is wrong with its shape."""
    if not seeds.is_dir():
        return [], [_problem(str(seeds), Rule.NO_ENTRIES, _("no such folder of seeds"))]
    files: list[EntryFile] = []
    problems: list[Problem] = []
    for item in _listed(str(seeds), problems):
        node_type = TYPE_FOLDERS.get(item.name)
        if item.is_symlink():
            problems.append(_link(item.path))
        elif node_type is not None and item.is_dir():
            found, wrong = _type_files(item.path, node_type)
            files += found
            problems += wrong
        else:
            problems.append(_unknown(item))
    if not files and not problems:
        message = _("no entries; expected folders of .yaml files")
        problems.append(_problem(str(seeds), Rule.NO_ENTRIES, message))
    return files, problems


def better_slug(text: str) -> str | None:
    """Give the slug that a text comes nearest to, if there is one."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:200] or None


def _problem(
    path: str,
    rule: Rule,
    message: Wording,
    *,
    value: str | None = None,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> Problem:
    return Problem(
        place=Place(file=path),
        rule=rule,
        message=message,
        value=value,
        allowed=allowed,
        suggestion=suggestion,
    )


def _link(path: str) -> Problem:
    return _problem(path, Rule.FILE_UNREADABLE, NO_LINKS)


def _unknown(item: os.DirEntry[str]) -> Problem:
    name = quoted(item.name)
    folder = item.is_dir()
    return _problem(
        item.path,
        Rule.FILE_UNKNOWN,
        _("unknown folder {name}", name=name) if folder else _("unknown file {name}", name=name),
        value=item.name,
        allowed=_(
            "the folders {folders}; README.md, LICENSE, dot files", folders=tuple(TYPE_FOLDERS)
        ),
        suggestion=nearest(item.name, TYPE_FOLDERS),
    )


def _listed(folder: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """List what may be entries, by name; a folder that can't be listed is a problem."""
    try:
        with os.scandir(folder) as items:
            found = [item for item in items if not _BESIDE.fullmatch(item.name)]
    except OSError as error:
        problems.append(_problem(folder, Rule.FILE_UNREADABLE, unreadable(error)))
        return []
    return sorted(found, key=lambda item: item.name)


def unreadable(error: OSError) -> Wording:
    """Say why a file or a folder can't be read."""
    if error.errno == errno.ELOOP:
        return NO_LINKS
    match error:
        case PermissionError():
            return _("can't be read: you have no permission to")
        case FileNotFoundError():
            return _("can't be read: it is not there any more")
    return _("can't be read: {reason}", reason=error.strerror or type(error).__name__)


def _type_files(folder: str, node_type: NodeType) -> tuple[list[EntryFile], list[Problem]]:
    """Take the files of a type: well-named ones first, so that they are the first of their slug."""
    files: list[EntryFile] = []
    problems: list[Problem] = []
    found = [(_misnamed(folder, item), item) for item in _walk(folder, problems)]
    first: dict[str, str] = {}
    for wrong, item in sorted(found, key=lambda pair: (pair[0] is not None, pair[1].path)):
        slug = _slug(item)
        earlier = first.get(slug) if slug else None
        if earlier is not None:
            problems.append(_second(item.path, slug, earlier))
        elif wrong is not None:
            problems.append(wrong)
        if slug:
            first.setdefault(slug, item.path)
            files.append(
                EntryFile(type=node_type, slug=slug, shown=item.path, first=earlier is None)
            )
    return sorted(files, key=lambda file: file.shown), problems


def _walk(folder: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    waiting = [folder]
    while waiting:
        for item in _listed(waiting.pop(), problems):
            if item.is_dir(follow_symlinks=False):
                waiting.append(item.path)
            else:
                yield item


def _slug(item: os.DirEntry[str]) -> str:
    """Give the slug of a file, whatever is wrong with its name; empty for what is none."""
    stem, ending = _parted(item.name)
    readable = ending.lower() in _ENDINGS and item.is_file(follow_symlinks=False)
    return stem.lower() if readable else ""


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return stem, dot + ending


def _second(path: str, slug: str, first: str) -> Problem:
    message = _(
        "a second file of slug {slug}; the first is {file}",
        slug=quoted(slug),
        file=printable(first),
    )
    return _problem(path, Rule.FILE_REPEATED, message, value=slug)


def _misnamed(folder: str, item: os.DirEntry[str]) -> Problem | None:
    stem, ending = _parted(item.name)
    if item.is_symlink():
        return _link(item.path)
    if not item.is_file(follow_symlinks=False):
        return _problem(item.path, Rule.FILE_UNREADABLE, _("not a file"))
    if ending.lower() not in _ENDINGS:
        message = _("unknown file {name}", name=quoted(item.name))
        return _problem(
            item.path, Rule.FILE_UNKNOWN, message, value=item.name, allowed="<slug>.yaml"
        )
    if item.path != f"{folder}/{item.name}":
        message = _("a file in a sub-folder; move it to {folder}/", folder=printable(folder))
        return _problem(item.path, Rule.FILE_NAME, message)
    if ending != ".yaml":
        message = _("the ending {ending}", ending=quoted(ending))
        return _problem(item.path, Rule.FILE_NAME, message, value=ending, allowed="<slug>.yaml")
    if not SLUG_FORM.fullmatch(stem):
        better = better_slug(stem)
        return _problem(
            item.path,
            Rule.FILE_NAME,
            _("the name {name} is no slug", name=quoted(stem)),
            value=stem,
            allowed=SLUG_ALLOWED,
            suggestion=f"{better}.yaml" if better else None,
        )
    return None
