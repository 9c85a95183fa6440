"""What loads derive in the graph: flows, where practices came to, last known facts, concepts.

Flow edges are the pairs that transfers and visits connect, each with their number and slugs.

A practice REACHED a country if a transfer of it goes there, or a visit that was held showed it, and
the country hosted or attended, but not to teach or to advise. It didn't if the country gave it in
any of its transfers, owns or operates it, or has it already; where it also operates elsewhere, a
transfer counts nevertheless. Of several paths, the edge has the furthest stage, and the best basis:
each is as weak as the weakest of its edges and of the transfer itself.

The last known fact of a transfer is the latest of its events, its visits, its evaluations, and the
visits that showed its practices to a country that it goes to and they reached. That of REACHED is
the latest of its transfers' and its visits', so that no page shows two dates for one thing.

The sources read about a country are those of the entries that are related to it.

By the concepts and the years, searches find an entry.
"""

from __future__ import annotations

from graph_service.model.declare import Property
from graph_service.model.derived_edges import (
    COUNT,
    FLOW_EDGES,
    FURTHEST_FIRST,
    WEAKEST_LAST,
    FlowEdge,
    edges_to,
)
from graph_service.model.edge_properties import BASIS, REACH
from graph_service.model.edges import EDGES
from graph_service.model.enums import Basis, ExchangeRole
from graph_service.model.graph import ENTRY_TYPES, exported
from graph_service.model.search_meaning import End
from graph_service.model.search_text import (
    BY_YEAR,
    CONCEPTS,
    DETAIL_STEMS,
    IN_YEAR,
    LINKED,
    LOOKED_AT,
    STEMS,
    concept_key,
)
from graph_service.model.storage import DATES
from graph_service.model.types import COUNTRY, DETAIL, KNOWLEDGE_TRANSFER
from graph_service.model.types.shared import POSITION


def _pairs(flow: FlowEdge) -> str:
    """Return the clauses that bind each pair, a and b, and the slugs that connect it, sorted."""
    ends = flow.ends.name
    return (
        # The condition lets Neo4j read the slugs in the order of their index.
        f"MATCH (n:{flow.counted.name}) WHERE n.slug > ''"
        f" MATCH (n)-[:{flow.origin}]->(a:{ends}) MATCH (n)-[:{flow.target}]->(b:{ends})"
        " WITH a, b, n.slug AS slug ORDER BY slug"
        " WITH a, b, collect(slug) AS slugs"
    )


def _new_flow(flow: FlowEdge) -> str:
    values = f"basis: '{Basis.DERIVED.name}', {COUNT}: size(slugs), {flow.slugs}: slugs"
    return f"CREATE (a)-[:{flow.name} {{{values}}}]->(b)"


def _wrong_flows(flow: FlowEdge) -> str:
    stored = f"COLLECT {{ MATCH (a)-[r:{flow.name}]->(b) RETURN [r.{COUNT}, r.{flow.slugs}] }}"
    return (
        f"CALL () {{ {_pairs(flow)} WITH a, b, slugs WHERE {stored} <> [[size(slugs), slugs]]"
        f" RETURN a, b UNION MATCH (a)-[:{flow.name}]->(b)"
        f" WHERE NOT EXISTS {{ (a:{flow.ends.name})<-[:{flow.origin}]-(:{flow.counted.name})"
        f"-[:{flow.target}]->(b:{flow.ends.name}) }} RETURN a, b }}"
        f" RETURN a.id + ' -{flow.name}-> ' + b.id AS what ORDER BY what"
    )


def _first_in(ranked: list[str], found: str) -> str:
    return f"head([each IN {ranked} WHERE each IN {found}])"


def _path(of_node: str, is_transfer: str) -> str:
    weakest = _first_in(_BASES[::-1], f"[x.basis, y.basis, {of_node}]")
    facts = f"n: n, basis: {weakest}, sources: x.sources + y.sources, isTransfer: {is_transfer}"
    return f"{{{facts}}} AS path"


_BASES = [basis.name for basis in WEAKEST_LAST]
_STAGES = [stage.name for stage in FURTHEST_FIRST]
_PHASES = [*dict.fromkeys(stage.phase.name for stage in FURTHEST_FIRST)]
_TEACHING = [ExchangeRole.EXPERT.name, ExchangeRole.ADVISER.name]
_SORTED = "COLLECT {{ UNWIND {} AS x RETURN DISTINCT x ORDER BY x }}"
_TRANSFERS = "[x IN paths WHERE x.isTransfer | x.n{}]"
_REACH = {
    "stage": _first_in(_STAGES, _TRANSFERS.format(".stage")),
    "phase": _first_in(_PHASES, _TRANSFERS.format(".phase")),
    "transfers": _SORTED.format(_TRANSFERS.format(".slug")),
    "visits": _SORTED.format("[x IN paths WHERE NOT x.isTransfer | x.n.slug]"),
    BASIS.name: _first_in(_BASES, "[x IN paths | x.basis]"),
    "sources": _SORTED.format("reduce(all = [], x IN paths | all + x.sources)"),
}
# Collected from the practice's side, which has few edges: with EXISTS, Neo4j would begin with the
# thousands of a country.
_REACHED = f"""CALL () {{
  MATCH (p:GoodPractice)<-[x:TRANSFERS|ALSO_TRANSFERS]-(n:KnowledgeTransfer)-[y:TO]->(c:Country)
  RETURN p, c, {_path("n.basis", "true")}
  UNION ALL
  MATCH (p:GoodPractice)<-[x:SHOWED]-(n:ExchangeVisit)-[y:HOSTED_BY|ATTENDED_BY]->(c:Country)
  WHERE n.status IS NULL AND NOT coalesce(y.role, '') IN {_TEACHING}
  RETURN p, c, {_path("null", "false")}
}}
WITH p, c, collect(path) AS paths
WITH p, c, paths, COLLECT {{ MATCH (p)-[:IN_COUNTRY]->(x:Country) RETURN x }} AS places, COLLECT {{
  MATCH (p)<-[:TRANSFERS|ALSO_TRANSFERS]-(:KnowledgeTransfer)-[:FROM]->(x:Country) RETURN x
  UNION MATCH (p)-[:OWNED_BY|OPERATED_BY]->(:Institution)-[:IN_COUNTRY]->(x:Country) RETURN x
}} AS origins
WITH p, c, origins, [x IN paths
  WHERE NOT c IN places OR (x.isTransfer AND size(places) > 1)] AS paths
WHERE size(paths) > 0 AND NOT c IN origins
WITH p, c, {{{", ".join(f"{name}: {value}" for name, value in _REACH.items())}}} AS values"""
"""Binds each practice `p`, each country `c` that it reached, and the edge's `values`."""
_WRONG_REACHED = f"""CALL () {{
  {_REACHED} RETURN p, c, values, null AS edge
  UNION ALL MATCH (p)-[edge:REACHED]->(c)
  RETURN p, c, edge {{{", ".join(f".{name}" for name in _REACH)}}} AS values, edge
}}
WITH p, c, collect(DISTINCT values) AS different, collect(edge) AS stored,
  collect(CASE WHEN edge IS NULL THEN values END) AS derived
WHERE size(different) > 1 OR size(stored) <> 1 OR size(derived) <> 1"""
"""Binds `p` and `c` whose `stored` edges aren't as `derived`."""

_DAYS = ("coalesce(f.dateEarliest, f.dateLatest)", "coalesce(f.dateLatest, f.dateEarliest)")
_FACT = (
    f"COLLECT {{{{ UNWIND facts AS f WITH f WHERE {_DAYS[0]} IS NOT NULL"
    " RETURN f ORDER BY {}, f.date, f.dateQualifier LIMIT 1 }}[0]"
)
_FIRST = _FACT.format(", ".join(_DAYS))
_LAST = _FACT.format(", ".join(f"{day} DESC" for day in reversed(_DAYS)))
_FACTS = f"""WITH n, COLLECT {{
  UNWIND transfers AS t
  MATCH (t)-[:HAS_EVENT|ARISING_FROM|EVALUATES]-(f:StageEvent|ExchangeVisit|Evaluation)
  WHERE f.status IS NULL RETURN f
  UNION UNWIND transfers AS t
  MATCH (t)-[:TRANSFERS|ALSO_TRANSFERS]->(:GoodPractice)-[r:REACHED]->(:Country)<-[:TO]-(t)
  UNWIND r.visits AS slug MATCH (f:ExchangeVisit {{slug: slug}}) RETURN f
  UNION UNWIND visits AS slug MATCH (f:ExchangeVisit {{slug: slug}}) RETURN f
}} AS facts
WITH n, {_FIRST} AS first, {_LAST} AS last"""


def _dated(bind: str, *dates: tuple[Property, str]) -> str:
    """Return the clauses that bind each `n` that has other dates than loads write: `values`."""
    values = {
        column: f"{fact}.date{column.removeprefix(prop.name)}"
        for prop, fact in dates
        for column in prop.kind.columns(prop)
    }
    stored = ", ".join(f".{name}" for name in values)
    return (
        f"{bind} {_FACTS} WITH n, {{{', '.join(f'{k}: {v}' for k, v in values.items())}}} AS values"
        # Unlike <>, DISTINCT compares nulls, too.
        f" WHERE COUNT {{ UNWIND [n {{{stored}}}, values] AS x RETURN DISTINCT x }} > 1"
    )


_KNOWN = {prop.name: prop for prop in REACH.properties}
_DATED = {
    "n.id + '.lastKnown'": _dated(
        "MATCH (n:KnowledgeTransfer) WITH n, [n] AS transfers, [] AS visits",
        (KNOWLEDGE_TRANSFER.property_of("lastKnown"), "last"),
    ),
    "startNode(n).id + ' -REACHED-> ' + endNode(n).id": _dated(
        "MATCH (:GoodPractice)-[n:REACHED]->(:Country) WITH n, n.visits AS visits, COLLECT {"
        " UNWIND n.transfers AS slug MATCH (t:KnowledgeTransfer {slug: slug}) RETURN t"
        " } AS transfers",
        (_KNOWN["firstKnown"], "first"),
        (_KNOWN["lastKnown"], "last"),
    ),
}
_ABOUT = "|".join(sorted({edge.name for edge in EDGES if edge.target is COUNTRY}))
_READ = (
    f"MATCH (n:{COUNTRY.name}) WITH n, COUNT {{ MATCH (n)<-[:{_ABOUT}]-()-[:CITES]->(s:Source)"
    " RETURN DISTINCT s } AS number WHERE coalesce(n.sourcesRead, -1) <> number"
)
_MEND = """FOREACH (edge IN stored | DELETE edge)
FOREACH (values IN derived | CREATE (p)-[edge:REACHED]->(c) SET edge = values)"""
_STEPS = (
    (f"MATCH ()-[r:{'|'.join(flow.name for flow in FLOW_EDGES)}]->()", "r", "DELETE r"),
    *((_pairs(flow), "a, b, slugs", _new_flow(flow)) for flow in FLOW_EDGES),
    (_WRONG_REACHED, "p, c, stored, derived", _MEND),
    *((dated, "n, values", "SET n += values") for dated in _DATED.values()),
    (_READ, "n, number", "SET n.sourcesRead = number"),
)
"""What finds what to change, what it binds, and the change; only what differs is changed."""


def statements(change: str) -> tuple[str, ...]:
    """Return a statement per step, on a line, as the Cypher export has a line per statement.

    Args:
        change: how each changes what it has found, with {bound}, the names of that, and {change}.
    """
    return tuple(
        " ".join(f"{find} {change.format(bound=bound, change=do)} RETURN count(*)".split())
        for find, bound, do in _STEPS
    )


REFRESH = statements("{change}")
"""The statements that replace all derived edges and dates; each returns one row."""
WRONG = (
    *map(_wrong_flows, FLOW_EDGES),
    f"{_WRONG_REACHED} RETURN p.id + ' -REACHED-> ' + c.id AS what ORDER BY what",
    *(f"{dated} RETURN {what} AS what ORDER BY what" for what, dated in _DATED.items()),
    f"{_READ} RETURN n.id + '.sourcesRead' AS what ORDER BY what",
)
"""The statements whose rows name what is not as loads write it."""
_END = " ".join(f"WHEN type(r) IN {[*end.value]} THEN '{end.prefix}'" for end in End)
LINKS = edges_to(*CONCEPTS)
"""The relationship types that link entries to concepts."""
_DAYS_OF_ENTRY = ", ".join(
    f"[n.{name}Earliest, n.{name}Latest]"
    for name in sorted(
        DATES.keys() & {p.name for t in ENTRY_TYPES for p in exported(t)} - {*LOOKED_AT}
    )
)
_YEAR_KEYS = (
    f"WITH n, [{_DAYS_OF_ENTRY}] AS days WITH n, days, COLLECT {{ UNWIND days AS day"
    " WITH day WHERE day[0].year = day[1].year RETURN DISTINCT toString(day[1].year) } AS years"
    f" WITH n, [year IN years | '{IN_YEAR}' + year] + COLLECT {{ UNWIND days AS day"
    " WITH day[0] AS first, toString(day[1].year) AS year"
    " WHERE first IS NULL AND year IS NOT NULL AND NOT year IN years"
    f" RETURN DISTINCT '{BY_YEAR}' + year }} AS keys"
)
LINKING = (
    f"{_YEAR_KEYS}"
    f" SET n.{LINKED} = reduce(found = 'type_' + toLower(labels(n)[0]), key IN keys + COLLECT {{"
    f" MATCH (n)-[r:{LINKS}]->(m:{'|'.join(t.name for t in CONCEPTS)})"
    f" WITH m, ['', CASE WHEN NOT m:{COUNTRY.name} THEN NULL {_END} END] AS ends"
    f" UNWIND ends AS end WITH DISTINCT m, end WHERE end IS NOT NULL ORDER BY end, m.id"
    f" RETURN end + {concept_key('m')} }} | found + ' ' + key), n.{DETAIL_STEMS} = reduce("
    f"found = null, of IN COLLECT {{ MATCH (n)-[:HAS_DETAIL]->(d:{DETAIL.name})"
    f" RETURN d.{STEMS} ORDER BY d.{POSITION} }} | coalesce(found + ' ', '') + of)"
)
"""Updates a node `n`."""
