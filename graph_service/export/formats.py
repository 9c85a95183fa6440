"""The formats, by the names that the command and the addresses have for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .csv_tables import CsvWriter
from .cypher import CypherWriter
from .graphml import GraphMLWriter
from .jsonl import JsonLinesWriter
from .linked import JsonLdWriter
from .writer import MakeWriter


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: what it is asked for by.
        title: what it is, in a phrase.
        about: how it is written, for those who read the files.
        writer: makes its writer.
    """

    name: str
    title: str
    about: str
    writer: MakeWriter


_FLAT = (
    "A text has a column a language (Es, En, Pt), and one that shows the first of them that there"
    " is. A date is in EDTF (ISO 8601-2), beside it the first and the last day that it can mean,"
    " and its qualifier. The items of a list are joined by `|`; a `|` or a backslash inside an"
    " item has a backslash before it."
)
_ALL = (
    Format(
        name="csv",
        title="tables for a spreadsheet, one a type of nodes and one a type of edges",
        about=(
            "UTF-8 with a byte order mark, commas, quotes as in RFC 4180, a header line. "
            f"{_FLAT} A text that a spreadsheet would take for a formula (it begins with one of"
            " `= + - @`, a tab or a line break) has an apostrophe before it. An empty cell is not"
            " known. Edges name their ends by id, in `sourceId` and `targetId`."
        ),
        writer=CsvWriter,
    ),
    Format(
        name="jsonl",
        title="JSON Lines, a line a node and a line an edge",
        about=(
            "A text is an object of languages (es, en, pt), a date one of `edtf`, `earliest`,"
            " `latest`, `precision` and `qualifier`. What is not known is left out. Edges name"
            " their ends by id, in `sourceId` and `targetId`."
        ),
        writer=JsonLinesWriter,
    ),
    Format(
        name="graphml",
        title="GraphML for networkx and Gephi",
        about=(
            f"A directed graph; several edges may join the same two nodes. {_FLAT} `type` is the"
            " type of a node or an edge, `label` what Gephi shows. A character that XML can't"
            " hold is replaced by U+FFFD."
        ),
        writer=GraphMLWriter,
    ),
    Format(
        name="json-ld",
        title="JSON-LD with SKOS, ORG, PROV and Dublin Core terms, and a DCAT record",
        about=(
            "`catalogue.jsonld` has its context in it. Terms that no standard has are our own;"
            " the document says what they mean. Every edge is a triple, and an `rdf:Statement`"
            " about it that carries the edge's properties and sources. `dataset.jsonld` is the"
            " DCAT record, with the size and the checksum of the document."
        ),
        writer=JsonLdWriter,
    ),
    Format(
        name="cypher",
        title="a Cypher script that rebuilds the graph in an empty Neo4j",
        about=(
            "Constraints and indexes, nodes, edges: as the service stores them, with the folded"
            " keys that it compares and sorts by, so that it can serve the rebuilt graph. A"
            " statement is one line."
        ),
        writer=CypherWriter,
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""All formats, by name."""
