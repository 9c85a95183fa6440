"""The query of the full-text index that contenders send for a search.

They look for all words, as the first stage of the service's search does. No label of an entry in
the generated graph is a part of the searched texts, so the service's answers are the same.
"""

from __future__ import annotations

from graph_service.compiler.fields.search.lucene import SearchQuery, parsed


def search_query(text: str) -> str:
    """Return the query for entries with all words of a text, in Lucene's syntax."""
    return SearchQuery(parsed(text), ()).strict()
