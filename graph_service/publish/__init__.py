"""Publication of the folder schema/: the files that follow from the model.

    files                 all files by path; writes them, or compares them with a folder
    reference             MODEL.md: types, edges, vocabularies and, by storage_reference, storage;
                          traps, its section on queries that return wrong counts
    settings_and_errors   SETTINGS.md and ERRORS.md
    seed_schema           a type → the JSON Schema of its entry files
    published_seeds       seeds/.base, CITATION.cff and .zenodo.json
    schema_changes        classifies changes of the SDL: breaking, dangerous or safe

Needs no database.
"""

from __future__ import annotations

from graph_service.publish.files import Difference, check, compare, published, write
from graph_service.publish.published_seeds import (
    check_base,
    check_citations,
    write_base_of,
    write_citations,
)
from graph_service.publish.schema_changes import SAFE, Change, changes, undocumented

__all__ = [
    "SAFE",
    "Change",
    "Difference",
    "changes",
    "check",
    "check_base",
    "check_citations",
    "compare",
    "published",
    "undocumented",
    "write",
    "write_base_of",
    "write_citations",
]
