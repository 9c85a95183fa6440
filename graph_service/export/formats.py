"""The export formats, by the names used in commands and URLs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.model.publication import FORMAT_TITLES

from .csv_tables import csv_files
from .cypher import cypher_files
from .edge_lists import edge_list_files
from .graphml import graphml_files
from .json_ld import json_ld_files
from .jsonl import jsonl_files
from .selection import Files, Job


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: in commands and URLs.
        about: the details that readers of the files need, for README.md.
        files: returns its files; raises ExportRefused if a stored value is invalid.
    """

    name: str
    about: str
    files: Callable[[Job], Files]

    @property
    def title(self) -> str:
        """A short description."""
        return FORMAT_TITLES[self.name].en


_FLAT = (
    "A text has one column per language (Es, En, Pt), and one with the first of these that is"
    " known. A date is in EDTF (ISO 8601-2); further columns have its first and last possible day,"
    " its qualifier and its precision. The items of a list are separated by `|`; a `|` or a"
    " backslash inside an item is escaped by a backslash."
)
_ALL = (
    Format(
        name="csv",
        about=(
            "UTF-8 with a byte order mark, commas, quotes as in RFC 4180, a header line. "
            f"{_FLAT} A text that a spreadsheet would interpret as a formula (it starts with one"
            " of `= + - @`, a tab or a line break) is prefixed with an apostrophe. An empty cell"
            " means unknown. Edges refer to their ends by id, in `sourceId` and `targetId`."
            " `nodes.csv` has the id, the type and the name of every node. `datapackage.json` has"
            " the type of every column and the foreign keys (Data Package, Table Schema)."
        ),
        files=csv_files,
    ),
    Format(
        name="jsonl",
        about=(
            "A text is an object by language (es, en, pt); a date is an object with `edtf`,"
            " `earliest`, `latest`, `precision` and `qualifier`. Unknown values are omitted. Edges"
            " refer to their ends by id, in `sourceId` and `targetId`."
        ),
        files=jsonl_files,
    ),
    Format(
        name="graphml",
        about=(
            f"A directed graph with parallel edges. {_FLAT} `type` is the type of a node or an"
            " edge, and `label` is what Gephi displays. Characters that XML can't represent are"
            " replaced by U+FFFD."
        ),
        files=graphml_files,
    ),
    Format(
        name="edge-lists",
        about=(
            "`transfers` has one row per origin and recipient of a transfer, `visits` one per host"
            " and visitor, `reached` one per practice and country that it was transferred to or"
            " shown to on a visit, each as CSV and as GraphML. Visited is not adopted. Only the"
            " database has `reached`, so archives and named releases, which stay byte for byte, are"
            " without it. In the other two, an end is not paired with itself, so an"
            " entry with only such a pair has no row. If an entry names no country on a side,"
            " institutions are in its place. `year` is empty if the date is in several years;"
            " `dateQualifier` says how to read the date. `basis` is the weakest one of the entry"
            " and its two edges, `roleBasis` that of the role if it differs. `weight` is 1/(n-1)"
            " for a visit of n hosts and visitors, so that one large meeting doesn't outweigh many"
            " visits of two; `status` says which visits were only announced. An empty cell means"
            " unknown. `datapackage.json` has the type, the meaning and the terms of every column"
            " (Data Package, Table Schema). `manifest.json` counts the nodes and edges that were"
            " read."
        ),
        files=edge_list_files,
    ),
    Format(
        name="json-ld",
        about=(
            "`catalogue.jsonld` contains its own context, and defines the terms that no standard"
            " has. Every edge is a triple, plus an `rdf:Statement` about it with the edge's"
            " properties and sources. `dataset.jsonld` is the DCAT record, with the size and the"
            " checksum of the document."
        ),
        files=json_ld_files,
    ),
    Format(
        name="cypher",
        about=(
            "Constraints, indexes, nodes and edges as the service stores them, with the folded"
            " keys by which it compares and sorts, so that it can serve the rebuilt graph. Each"
            " statement is one line."
        ),
        files=cypher_files,
    ),
)
_BY_NAME = {chosen.name: chosen for chosen in _ALL}
# In the order of the titles, of which pages make links: one without a format fails here.
FORMATS: Mapping[str, Format] = MappingProxyType({name: _BY_NAME[name] for name in FORMAT_TITLES})
