"""Queries the database's full-text index with a hand-written statement."""

import re
from collections.abc import Sequence

from graph_service.model.json import Json
from graph_service.model.stems import stems

from .reference.search import MISSPELT, Hits, parts_of

STATEMENT = """CALL db.index.fulltext.queryNodes('search', $query) YIELD node, score
RETURN collect([node.id, score * CASE WHEN node:Source THEN 0.6 ELSE 1 END]) AS row"""


def lucene(words: Sequence[str], relaxed: bool) -> str:
    """Return the Lucene query that requires every word, or any, and prefers words in names."""
    if relaxed:
        return " ".join(_clause(word) + _misspelt(word) for word in words)
    clauses = ["+" + _clause(word) for word in words]
    if len(words) > 1:
        row = " ".join(stems(part)[0] for word in words for part in parts_of(word))
        clauses.append(f'nameStems:"{row}"^8')
    return " ".join(clauses)


def _clause(word: str) -> str:
    parts = parts_of(word)
    if len(parts) == 1:
        found = stems(parts[0])
        each = found[0] if len(found) == 1 else f"({' '.join(found)})"
        return f"(nameStems:{each}^6 stems:{each}^2 nameKey:{parts[0]}*^0.5 {parts[0]}*^0.1)"
    quoted = re.sub(r'[\\"]', " ", word)
    beginnings = " ".join(f"+{part}*" for part in parts)
    return f'(nameKey:"{quoted}"^6 "{quoted}"^2 ({beginnings}))'


def _misspelt(word: str) -> str:
    parts = parts_of(word)
    return f" {parts[0]}~1^0.5" if len(word) >= MISSPELT and len(parts) == 1 else ""


def hits(rows: Json) -> Hits:
    """Parse the rows of the statement."""
    found = rows if isinstance(rows, list) else []
    return [(str(identity), float(score)) for identity, score in found]
