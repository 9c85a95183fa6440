"""Stores in each entry which concepts it is linked to; the index finds it by their labels."""

from __future__ import annotations

from graph_service.model.derived_edges import edges_to
from graph_service.model.search_meaning import End
from graph_service.model.search_text import CONCEPTS, LINKED, concept_key
from graph_service.model.types import COUNTRY

_END = " ".join(f"WHEN type(r) IN {[*end.value]} THEN '{end.prefix}'" for end in End)
LINKS = edges_to(*CONCEPTS)
"""The relationship types that link entries to concepts."""
LINKING = (
    f"SET n.{LINKED} = reduce(found = 'type_' + toLower(labels(n)[0]), key IN COLLECT {{"
    f" MATCH (n)-[r:{LINKS}]->(m:{'|'.join(t.name for t in CONCEPTS)})"
    f" WITH m, ['', CASE WHEN NOT m:{COUNTRY.name} THEN NULL {_END} END] AS ends"
    f" UNWIND ends AS end WITH DISTINCT m, end WHERE end IS NOT NULL ORDER BY end, m.id"
    f" RETURN end + {concept_key('m')} }} | found + ' ' + key)"
)
"""Updates a node `n`."""
