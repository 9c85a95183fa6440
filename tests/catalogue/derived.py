"""What loads derive from the edges in the database, worked out from these edges."""

from collections import defaultdict
from typing import Any

from tests.catalogue.live import Live

FLOWS = (
    ("TRANSFER_FLOW", "transfers", "KnowledgeTransfer", "FROM", "TO"),
    ("VISIT_FLOW", "visits", "ExchangeVisit", "HOSTED_BY", "ATTENDED_BY"),
)
SORTED = {"ABOUT", "IN_COUNTRY", "OWNED_BY", "TRANSFERS"}


def check_derived(live: Live) -> int:
    """Check the flows between countries and the keys of lists; return how many there are."""
    edges = live.rows(
        "MATCH (a)-[r]->(b) WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED"
        " RETURN type(r), a.id, b.id, a.slug, a.z_nameKeyEs, r.z_listKeyEs"
    )
    keys = {
        (name, a, b): f"{b}\n{a.partition(':')[0]}\n{key}\n{a}" if name in SORTED else None
        for name, a, b, _, key, _ in edges
    }
    assert {(name, a, b): key for name, a, b, _, _, key in edges} == keys
    flows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for name, listed, label, origin, target in FLOWS:
        ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for edge, a, b, slug, _, _ in edges:
            if a.startswith(f"{label}:") and b.startswith("Country:") and edge in (origin, target):
                ends[slug][edge].append(b)
        for slug in sorted(ends):
            for one in ends[slug][origin]:
                for other in ends[slug][target]:
                    flow = flows.setdefault(
                        (name, one, other), {"basis": "DERIVED", "count": 0, listed: []}
                    )
                    flow["count"] += 1
                    flow[listed].append(slug)
    found = live.rows(
        "MATCH (a)-[r:TRANSFER_FLOW|VISIT_FLOW]->(b) RETURN type(r), a.id, b.id, properties(r)"
    )
    assert len(found) == len(flows)
    assert {(name, a, b): properties for name, a, b, properties in found} == flows
    return len(flows) + sum(key is not None for key in keys.values())
