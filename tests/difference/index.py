"""Queries the database's full-text index with a hand-written statement."""

import re
from collections.abc import Sequence

from graph_service.model.json import Json

from .reference.search import Hits, parts_of

STATEMENT = """CALL db.index.fulltext.queryNodes('search', $query) YIELD node, score
RETURN collect([node.id, score]) AS row"""


def lucene(words: Sequence[str]) -> str:
    """Return the Lucene query that requires every word and prefers whole words in names."""
    clauses = []
    for word in words:
        quoted = re.sub(r'[\\"]', " ", word)
        beginnings = " ".join(f"+{part}*" for part in parts_of(word))
        clauses.append(f'+(nameKey:"{quoted}"^4 "{quoted}"^2 ({beginnings}))')
    return " ".join(clauses)


def hits(rows: Json) -> Hits:
    """Parse the rows of the statement."""
    found = rows if isinstance(rows, list) else []
    return [(str(identity), float(score)) for identity, score in found]
