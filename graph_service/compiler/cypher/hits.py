"""A search → the clauses that bind the list of its hits.

First, the concepts are found that have a part of the text as a label. Their keys are added to the
clauses of the words of that part. Then the index is queried in up to four stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph_service.compiler.ir.sources import Hits, Param
from graph_service.model.indexes import SEARCH
from graph_service.model.ranking import AT_END, BY_CONCEPT, BY_COUNTRY
from graph_service.model.search_text import (
    LABEL_KEYS,
    LINKED,
    NAME_KEYS,
    NARROWER_KEYS,
    SEARCH_RANK,
    concept_key,
)
from graph_service.model.types import COUNTRY

MAX_CONCEPTS = 50
_STAGES = 4


def hits_clauses(hits: Hits, depth: int, name: Callable[[Param], str]) -> list[str]:
    """Return the clauses that bind l<depth>."""
    clauses, text = _concepts(hits, depth, name), name(hits.text)
    for stage, query in enumerate(_queries(hits, depth, name)):
        found = [f"h{depth}_{earlier}" for earlier in range(stage)]
        none_yet = "".join(f" AND size({earlier}) = 0" for earlier in found)
        only = "".join(f" + {name(param)}" for param in hits.only)
        clauses += [
            f"CALL ({', '.join([f'c{depth}', f't{depth}', f'e{depth}', *found])}) {{",
            f"  WITH c{depth}, t{depth}, e{depth} WHERE size(t{depth}) > 0{none_yet}",
            f"  WITH c{depth}, {query}{only} + e{depth} AS q",
            f"  CALL db.index.fulltext.queryNodes('{SEARCH.name}', q, {{limit: {hits.limit}}})",
            "  YIELD node AS n, score AS s",
            f"  WITH n, s + n.{SEARCH_RANK} AS score, [{stage}, {text}, c{depth}] AS how",
            f"  RETURN collect([n, score, how]) AS h{depth}_{stage}",
            "}",
        ]
    lists = " + ".join(f"h{depth}_{stage}" for stage in range(_STAGES))
    return [*clauses, f"WITH {lists} AS l{depth}"]


def _concepts(hits: Hits, depth: int, name: Callable[[Param], str]) -> list[str]:
    """Return the clauses that bind c<depth>, t<depth> and e<depth>.

    The first is the list of the concepts: key, whether it is a country, labels, id. The second has
    for each word the clause for its concepts, and whether one of these is a country. The third is
    the clauses for visits and transfers with a country at the end that the text says.
    """
    keys = (f"coalesce(n.{name} + ' ', '')" for name in (NAME_KEYS, LABEL_KEYS, NARROWER_KEYS))
    labels = f"' ' + {' + '.join(keys)}"
    query = f"'{SEARCH.name}', {name(hits.concepts)}, {{limit: {MAX_CONCEPTS}}}"
    is_labelled = "any(key IN split(word, ' ') WHERE c[2] CONTAINS ' ' + key + ' ')"
    labelled = f"[c IN c{depth} WHERE {is_labelled}]"
    by_country = "any(c IN found WHERE c[1])"
    at_ends = " + ".join(
        f"reduce(q = '', c IN [c IN c{depth} WHERE c[1] AND"
        f" any(key IN {name(keys)} WHERE c[2] CONTAINS ' ' + key + ' ')]"
        f" | q + ' {LINKED}:/{prefix}' + c[0] + '/^{AT_END}')"
        for prefix, keys in hits.at_ends.items()
    )
    linked = f"{_linked('c[1]', BY_COUNTRY)} + {_linked('NOT c[1]', BY_CONCEPT)}"
    return [
        "CALL () {",
        f"  CALL db.index.fulltext.queryNodes({query}) YIELD node AS n",
        f"  RETURN collect([{concept_key('n')}, n:{COUNTRY.name}, {labels}, n.id]) AS c{depth}",
        "}",
        f"WITH c{depth}, [word IN {name(hits.labels)} | {labelled}] AS t{depth}",
        f"WITH c{depth}, [found IN t{depth} | [{linked}, {by_country}]] AS t{depth},",
        f"  {at_ends} AS e{depth}",
    ]


def _linked(condition: str, weight: float) -> str:
    """Return the clause for entries that are linked to one of the found concepts."""
    keys = f"reduce(keys = '', c IN [c IN found WHERE {condition}] | keys + '|' + c[0])"
    return (
        f"CASE WHEN any(c IN found WHERE {condition})"
        f" THEN ' {LINKED}:/' + substring({keys}, 1) + '/^{weight}' ELSE '' END"
    )


def _queries(hits: Hits, depth: int, name: Callable[[Param], str]) -> Iterator[str]:
    """Yield the expression of the query of each stage."""
    words = f"t{depth}"

    def clauses(stage: tuple[Param, Param], before: str, which: str = "true") -> str:
        """Return the clauses of the words that are wanted, each after `before`."""
        each = name(stage[0])
        return (
            f"reduce(q = '', i IN [i IN range(0, size({words}) - 1) WHERE {which}]"
            f" | q + ' {before}(' + {each}[i] + {words}[i][0] + ')')"
        )

    for stage in (hits.exact, hits.begun):
        yield f"{name(stage[1])} + {clauses(stage, '+')}"
    of_country = f"{words}[i][1]"
    others = clauses(hits.near, "", f"NOT {of_country}")
    either = f"CASE WHEN all(w IN {words} WHERE w[1]) THEN '' ELSE ' +(' + {others} + ')' END"
    yield f"{name(hits.near[1])} + {clauses(hits.near, '+', of_country)} + {either}"
    yield f"{name(hits.near[1])} + ' +(' + {clauses(hits.near, '')} + ')'"
