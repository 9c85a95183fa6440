"""A folder of seeds → its entry files; anything else in it is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.text import fold
from graph_service.wording import _

from .problems import Place, Problem, Rule, nearest, printable, quoted

SLUG_FORM = re.compile(r"[a-z0-9-]{1,200}")
SLUG_ALLOWED = _("a-z, 0-9 and hyphens, at most 200")
TYPE_FOLDERS = {t.folder: t for t in ENTRY_TYPES if t.folder is not None}
_BESIDE = re.compile(r"\..*|README\.md|LICEN[CS]E(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class EntryFile:
    """A file that holds an entry.

    Attributes:
        type: the type that its folder stands for.
        slug: the slug that its name stands for.
        path: where it is.
        shown: how problems call it.
        first: whether it is the first file of its slug.
    """

    type: NodeType
    slug: str
    path: Path
    shown: str
    first: bool = True


def entry_files(seeds: Path) -> tuple[list[EntryFile], list[Problem]]:
    """List the entry files of a folder, sorted, and what is wrong with its shape."""
    if not seeds.is_dir():
        return [], [
            Problem(
                place=Place(file=str(seeds)),
                rule=Rule.NO_ENTRIES,
                message=_("no such folder of seeds"),
            )
        ]
    files: list[EntryFile] = []
    problems: list[Problem] = []
    for path in sorted(seeds.iterdir()):
        if _BESIDE.fullmatch(path.name):
            continue
        node_type = TYPE_FOLDERS.get(path.name)
        if node_type is not None and path.is_dir() and not path.is_symlink():
            found, wrong = _type_files(path, node_type)
            files += found
            problems += wrong
        else:
            problems.append(_unknown(path))
    if not files and not problems:
        problems.append(
            Problem(
                place=Place(file=str(seeds)),
                rule=Rule.NO_ENTRIES,
                message=_("no entries; expected folders of .yaml files"),
            )
        )
    return files, problems


def _unknown(path: Path) -> Problem:
    name = quoted(path.name)
    return Problem(
        place=Place(file=str(path)),
        rule=Rule.FILE_UNKNOWN,
        message=(
            _("unknown folder {name}", name=name)
            if path.is_dir()
            else _("unknown file {name}", name=name)
        ),
        value=path.name,
        allowed=_(
            "the folders {folders}; README.md, LICENSE, dot files", folders=tuple(TYPE_FOLDERS)
        ),
        suggestion=nearest(path.name, TYPE_FOLDERS),
    )


def _type_files(folder: Path, node_type: NodeType) -> tuple[list[EntryFile], list[Problem]]:
    """Take the files of a type: well-named ones first, so that they are the first of their slug."""
    files: list[EntryFile] = []
    problems: list[Problem] = []
    candidates = sorted(_walk(folder), key=lambda p: (_misnamed(folder, p) is not None, p))
    first: dict[str, Path] = {}
    for path in candidates:
        wrong = _misnamed(folder, path)
        readable = path.suffix.lower() in (".yaml", ".yml") and not path.is_symlink()
        slug = path.stem.lower() if readable and path.is_file() else ""
        earlier = first.get(slug) if slug else None
        if earlier is not None:
            problems.append(
                Problem(
                    place=Place(file=str(path)),
                    rule=Rule.FILE_REPEATED,
                    message=_(
                        "a second file of slug {slug}; the first is {file}",
                        slug=quoted(slug),
                        file=printable(str(earlier)),
                    ),
                    value=slug,
                )
            )
        elif wrong is not None:
            problems.append(wrong)
        if slug:
            first.setdefault(slug, path)
            files.append(
                EntryFile(
                    type=node_type, slug=slug, path=path, shown=str(path), first=earlier is None
                )
            )
    return sorted(files, key=lambda f: f.path), problems


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if _BESIDE.fullmatch(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _misnamed(folder: Path, path: Path) -> Problem | None:
    place = Place(file=str(path))
    if path.is_symlink() or not path.is_file():
        return Problem(
            place=place,
            rule=Rule.FILE_UNREADABLE,
            message=_("not a file; links are not followed"),
        )
    if path.suffix.lower() not in (".yaml", ".yml"):
        return Problem(
            place=place,
            rule=Rule.FILE_UNKNOWN,
            message=_("unknown file {name}", name=quoted(path.name)),
            value=path.name,
            allowed="<slug>.yaml",
        )
    if path.parent != folder:
        message = _("a file in a sub-folder; move it to {folder}/", folder=printable(str(folder)))
        return Problem(place=place, rule=Rule.FILE_NAME, message=message)
    if path.suffix != ".yaml":
        return Problem(
            place=place,
            rule=Rule.FILE_NAME,
            message=_("the ending {ending}", ending=quoted(path.suffix)),
            value=path.suffix,
            allowed="<slug>.yaml",
        )
    if not SLUG_FORM.fullmatch(path.stem):
        better = better_slug(path.stem)
        return Problem(
            place=place,
            rule=Rule.FILE_NAME,
            message=_("the name {name} is no slug", name=quoted(path.stem)),
            value=path.stem,
            allowed=SLUG_ALLOWED,
            suggestion=f"{better}.yaml" if better else None,
        )
    return None


def better_slug(text: str) -> str | None:
    """Give the slug that a text comes nearest to, if there is one."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:200] or None
