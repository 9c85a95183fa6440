"""The database's full-text index, asked by a statement that is written by hand."""

import re
from collections.abc import Sequence

from graph_service.model.json import Json

from .reference.search import Hits, parts_of

STATEMENT = """CALL db.index.fulltext.queryNodes('search', $query) YIELD node, score
RETURN collect([node.id, score]) AS row"""


def lucene(words: Sequence[str]) -> str:
    """Say in Lucene's syntax that every word must be there: best as a word of a name."""
    clauses = []
    for word in words:
        quoted = re.sub(r'[\\"]', " ", word)
        beginnings = " ".join(f"+{part}*" for part in parts_of(word))
        clauses.append(f'+(nameKey:"{quoted}"^4 "{quoted}"^2 ({beginnings}))')
    return " ".join(clauses)


def hits(rows: Json) -> Hits:
    """Read what the statement returns."""
    found = rows if isinstance(rows, list) else []
    return [(str(identity), float(score)) for identity, score in found]
