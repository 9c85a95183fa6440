"""What the model gives, as files for people and their tools: the folder schema/.

    files        all files by path; write them, or compare them with a folder
    seed_schema  a type → the JSON Schema of its entry files
    seed_values  a property or an edge → its part of that
    changes      what a change of the SDL means for clients: breaking, dangerous or safe
    reference    MODEL.md: types, edges, vocabularies, storage

Needs no database.
"""

from __future__ import annotations

from graph_service.publish.changes import Change, changes, untold
from graph_service.publish.files import Difference, check, compare, published, write

__all__ = [
    "Change",
    "Difference",
    "changes",
    "check",
    "compare",
    "published",
    "untold",
    "write",
]
