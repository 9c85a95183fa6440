"""Publication of the folder schema/: the files that follow from the model.

    files               all files by path; writes them, or compares them with a folder
    reference           MODEL.md: types, edges, vocabularies and, by storage_reference, storage;
                        traps, its section on queries that return wrong counts
    markdown            tables and links
    error_codes         ERRORS.md
    settings_reference  SETTINGS.md
    seed_schema         a type → the JSON Schema of its entry files
    seed_values         a property or an edge → its part of that schema
    seeds_base          seeds/.base: which graph the project's own entries are
    citation            CITATION.cff and .zenodo.json: how to cite these entries
    changes             classifies changes of the SDL: breaking, dangerous or safe

Needs no database.
"""

from __future__ import annotations

from graph_service.publish.changes import SAFE, Change, changes, undocumented
from graph_service.publish.citation import check_citations, write_citations
from graph_service.publish.files import Difference, check, compare, published, write
from graph_service.publish.seeds_base import check_base, write_base_of

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
