"""The files of schema/: their contents by path, written to a folder or compared with it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graph_service.api.types import build_schema
from graph_service.errors import PublishedDiffers
from graph_service.guide import STYLE, grass, questions_cypher
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import STORAGE_VERSION
from graph_service.publish.error_codes import error_codes
from graph_service.publish.reference import reference
from graph_service.publish.seed_schema import seed_schema
from graph_service.publish.settings_reference import settings_reference


@cache
def published() -> Mapping[str, str]:
    """Give all files: the path inside schema/, and the content."""
    return MappingProxyType(
        {
            "schema.graphql": build_schema().as_str().strip() + "\n",
            "constraints.cypher": _constraints(),
            "MODEL.md": reference(),
            "ERRORS.md": error_codes(),
            "SETTINGS.md": settings_reference(),
            f"browser/{STYLE}": grass(),
            "browser/questions.cypher": questions_cypher(),
            **{
                f"seeds/{node_type.folder}.schema.json": seed_schema(node_type)
                for node_type in ENTRY_TYPES
            },
        }
    )


def _constraints() -> str:
    header = (
        f"// Constraints and indexes of storage version {STORAGE_VERSION}, as the service creates"
        " them.\n// Written by `graph-service publish` from graph_service/model.\n"
    )
    return header + "".join(f"{statement};\n" for statement in constraint_statements().values())


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A file that is not what the model gives.

    Attributes:
        path: inside the folder.
        shown: what is wrong, in lines: a unified diff, or a sentence.
    """

    path: str
    shown: str


def compare(folder: Path) -> list[Difference]:
    """Give all differences between a folder and what the model gives, by path."""
    wanted = published()
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    differences = []
    for path in sorted(wanted.keys() | found):
        shown = f"{folder.name}/{path}"
        if path not in found:
            differences.append(Difference(path=path, shown=f"{shown} is missing\n"))
        elif path not in wanted:
            sentence = f"{shown} is not published from the model: delete it\n"
            differences.append(Difference(path=path, shown=sentence))
        elif (text := (folder / path).read_bytes().decode(errors="replace")) != wanted[path]:
            differences.append(Difference(path=path, shown=_diff(shown, text, wanted[path])))
    return differences


def _diff(shown: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=shown,
        tofile=f"{shown} as the model gives it",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def check(folder: Path) -> None:
    """Check that a folder is what the model gives.

    Raises:
        PublishedDiffers: with the names of all files that differ.
    """
    paths = [difference.path for difference in compare(folder)]
    strange = [path for path in paths if path not in published()]
    advice = ["run graph-service publish"] if len(strange) < len(paths) else []
    advice += [f"delete {', '.join(strange)}"] if strange else []
    if paths:
        raise PublishedDiffers(
            f"{folder.name}/ is not what the model gives ({', '.join(paths)}):"
            f" {', and '.join(advice)}",
            paths=paths,
        )


def write(folder: Path) -> list[str]:
    """Write what differs or is missing, and give the paths; never delete anything."""
    wanted = published()
    paths = [d.path for d in compare(folder) if d.path in wanted]
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wanted[path].encode())
    return paths
