"""The export formats, by the names used in commands and URLs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .csv_tables import CsvWriter
from .cypher import CypherWriter
from .graphml import GraphMLWriter
from .json_ld import JsonLdWriter
from .jsonl import JsonLinesWriter
from .writer import MakeWriter


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: in commands and URLs.
        title: a short description.
        about: the details that readers of the files need, for README.md.
        writer: creates its writer.
    """

    name: str
    title: str
    about: str
    writer: MakeWriter


_FLAT = (
    "A text has one column per language (Es, En, Pt), and one with the first of these that is"
    " known. A date is in EDTF (ISO 8601-2); further columns have its first and last possible day"
    " and its qualifier. The items of a list are separated by `|`; a `|` or a backslash inside an"
    " item is escaped by a backslash."
)
_ALL = (
    Format(
        name="csv",
        title="tables for spreadsheets, one per node type and one per edge type",
        about=(
            "UTF-8 with a byte order mark, commas, quotes as in RFC 4180, a header line. "
            f"{_FLAT} A text that a spreadsheet would interpret as a formula (it starts with one"
            " of `= + - @`, a tab or a line break) is prefixed with an apostrophe. An empty cell"
            " means unknown. Edges refer to their ends by id, in `sourceId` and `targetId`."
        ),
        writer=CsvWriter,
    ),
    Format(
        name="jsonl",
        title="JSON Lines, one line per node and one per edge",
        about=(
            "A text is an object by language (es, en, pt); a date is an object with `edtf`,"
            " `earliest`, `latest`, `precision` and `qualifier`. Unknown values are omitted. Edges"
            " refer to their ends by id, in `sourceId` and `targetId`."
        ),
        writer=JsonLinesWriter,
    ),
    Format(
        name="graphml",
        title="GraphML for networkx and Gephi",
        about=(
            f"A directed graph with parallel edges. {_FLAT} `type` is the type of a node or an"
            " edge, and `label` is what Gephi displays. Characters that XML can't represent are"
            " replaced by U+FFFD."
        ),
        writer=GraphMLWriter,
    ),
    Format(
        name="json-ld",
        title="JSON-LD with SKOS, ORG, PROV and Dublin Core terms, and a DCAT record",
        about=(
            "`catalogue.jsonld` contains its own context, and defines the terms that no standard"
            " has. Every edge is a triple, plus an `rdf:Statement` about it with the edge's"
            " properties and sources. `dataset.jsonld` is the DCAT record, with the size and the"
            " checksum of the document."
        ),
        writer=JsonLdWriter,
    ),
    Format(
        name="cypher",
        title="a Cypher script that rebuilds the graph in an empty Neo4j",
        about=(
            "Constraints, indexes, nodes and edges as the service stores them, with the folded"
            " keys by which it compares and sorts, so that it can serve the rebuilt graph. Each"
            " statement is one line."
        ),
        writer=CypherWriter,
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({chosen.name: chosen for chosen in _ALL})
