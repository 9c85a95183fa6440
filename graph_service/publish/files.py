"""The files of schema/: their contents by path; writes them to a folder or compares them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graph_service.api.schema import build_schema
from graph_service.errors import PublishedDiffers
from graph_service.explorer.parts.operations import operation_names, read_operation
from graph_service.guide.questions import QUESTION_FILES, questions_cypher
from graph_service.guide.style import STYLES, grass
from graph_service.i18n import Language
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.indexes import constraint_statements
from graph_service.model.storage import STORAGE_VERSION
from graph_service.publish.reference import reference
from graph_service.publish.seed_schema import seed_schema
from graph_service.publish.settings_and_errors import error_codes, settings_reference


@cache
def published() -> Mapping[str, str]:
    """Return the contents of all files by their paths inside schema/."""
    return MappingProxyType(
        {
            "schema.graphql": build_schema().as_str().strip() + "\n",
            "constraints.cypher": _constraints(),
            "MODEL.md": reference(),
            "MODEL.es.md": reference(Language.ES),
            "ERRORS.md": error_codes(),
            "operations.json": _operations(),
            "SETTINGS.md": settings_reference(),
            **{f"browser/{name}": grass(language) for name, language in STYLES.items()},
            **{
                f"browser/{name}": questions_cypher(language)
                for name, language in QUESTION_FILES.items()
            },
            **{
                f"seeds/{node_type.folder}.schema.json": seed_schema(node_type)
                for node_type in ENTRY_TYPES
            },
        }
    )


def _operations() -> str:
    """Return the operations of the explorer's pages, as a file for TRUSTED_DOCUMENTS."""
    texts = {name: read_operation(name).text for name in operation_names()}
    return json.dumps(texts, ensure_ascii=False, indent=2) + "\n"


def _constraints() -> str:
    header = (
        f"// Constraints and indexes of storage version {STORAGE_VERSION}, as the service creates"
        " them.\n// Written by `graph-service publish` from graph_service/model.\n"
    )
    return header + "".join(f"{statement};\n" for statement in constraint_statements().values())


def compare(folder: Path) -> Mapping[str, str]:
    """Return the differing paths of a folder, sorted, each with a unified diff or a sentence."""
    expected = published()
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    differences = {}
    for path in sorted(expected.keys() | present):
        name = f"{folder.name}/{path}"
        if path not in present:
            differences[path] = f"{name} is missing\n"
        elif path not in expected:
            differences[path] = f"{name} is not published from the model: delete it\n"
        elif (text := (folder / path).read_bytes().decode(errors="replace")) != expected[path]:
            differences[path] = _diff(name, text, expected[path])
    return differences


def _diff(name: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=name,
        tofile=f"{name} as published from the model",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def check(folder: Path) -> None:
    """Check that a folder has exactly the published files.

    Raises:
        PublishedDiffers: with the paths of all files that differ.
    """
    if paths := [*compare(folder)]:
        raise PublishedDiffers(
            f"{folder.name}/ differs from the model ({', '.join(paths)}): run graph-service"
            " publish, and delete what it doesn't write",
            paths=paths,
        )


def write(folder: Path) -> list[str]:
    """Write the files that differ or are missing, and return their paths; delete nothing."""
    expected = published()
    paths = [path for path in compare(folder) if path in expected]
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(expected[path].encode())
    return paths
