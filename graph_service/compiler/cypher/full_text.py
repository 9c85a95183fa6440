"""Searches and suggestions → the clauses that query the full-text index.

**Hits of a search.** First, the concepts are found that have a part of the text as a label. Their
keys are added to the clauses of the words of that part. Then the index is queried in up to four
stages. Before the third, the entries that have each word are counted, as far as its weight depends
on their number.

**Names that begin with a text.** Each type is read in the order of its names, and no further than
needed. The index can't sort, and a short text begins words of many names: what it finds is limited.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.compiler.cypher.subqueries import call
from graph_service.compiler.cypher.where import Name, search_call
from graph_service.compiler.ir.sources import FIRST_RELAXED, Begun, Hits
from graph_service.model.indexes import SEARCH
from graph_service.model.kinds.texts import suffix
from graph_service.model.ranking import (
    AT_END,
    BY_CONCEPT,
    BY_COUNTRY,
    COMMON,
    IS_NAMED,
    RARITY,
    UNKNOWN,
)
from graph_service.model.search_text import (
    LABEL_KEYS,
    LINKED,
    NAME_KEYS,
    NARROWER_KEYS,
    SEARCH_RANK,
    concept_key,
)
from graph_service.model.storage import key_of
from graph_service.model.text import FALLBACK
from graph_service.model.types import COUNTRY

MAX_CONCEPTS = 200
"""The concepts that a text can name. Twenty words name a dozen of the catalogue's; more of them
wouldn't count, so the bound is for catalogues in which many entries share their names."""
_STAGES = 4


def hits_clauses(hits: Hits, depth: int, name: Name) -> list[str]:
    """Return the clauses that bind l<depth>, the list of the hits of a search."""
    clauses, text = _concepts(hits, depth, name), name(hits.text)
    is_named = f"CASE WHEN n IN named{depth} THEN {IS_NAMED} ELSE 0.0 END"
    for stage, query in enumerate(_queries(hits, depth, name)):
        found = [f"h{depth}_{earlier}" for earlier in range(stage)]
        none_yet = "".join(f" AND size({earlier}) = 0" for earlier in found)
        only = "".join(f" + {name(param)}" for param in hits.only)
        if stage == FIRST_RELAXED:
            clauses += _relaxed_words(hits, depth, name)
        bound = [f"{variable}{depth}" for variable in ("c", "named", "t", "e")]
        bound += [f"u{depth}"] if stage >= FIRST_RELAXED else []
        numbers = f"[w IN u{depth} | w[0]]" if stage >= FIRST_RELAXED else "[]"
        how = [str(stage), text, f"c{depth}", numbers]
        clauses += [
            f"CALL ({', '.join([*bound, *found])}) {{",
            f"  WITH {', '.join(bound)} WHERE size(t{depth}) > 0{none_yet}",
            f"  CALL db.index.fulltext.queryNodes('{SEARCH.name}', {query}{only} + e{depth},",
            f"    {{limit: {hits.limit}}}) YIELD node AS n, score AS s",
            f"  RETURN collect([n, s + n.{SEARCH_RANK} + {is_named},",
            f"    [{', '.join(how)}]]) AS h{depth}_{stage}",
            "}",
        ]
    lists = " + ".join(f"h{depth}_{stage}" for stage in range(_STAGES))
    return [*clauses, f"WITH {lists} AS l{depth}"]


def _concepts(hits: Hits, depth: int, name: Name) -> list[str]:
    """Return the clauses that bind c<depth>, named<depth>, t<depth> and e<depth>.

    The first is the list of the concepts: key, whether it is a country, labels, id, and the name in
    each language. The second is the list of their nodes. The third has for each word its clauses,
    whether it is for a country, and, if other words aren't, the boost of those that are. The fourth
    is the clauses for visits and transfers with a country at the end that the text says.
    """
    keys = (f"coalesce(n.{name} + ' ', '')" for name in (NAME_KEYS, LABEL_KEYS, NARROWER_KEYS))
    labels = f"' ' + {' + '.join(keys)}"
    names = ", ".join(f"n.name{suffix(language)}" for language in FALLBACK)
    concept = f"{concept_key('n')}, n:{COUNTRY.name}, {labels}, n.id, [{names}]"
    query = f"'{SEARCH.name}', {name(hits.concepts)}, {{limit: {MAX_CONCEPTS}}}"
    is_labelled = "any(key IN split(word, ' ') WHERE c[2] CONTAINS ' ' + key + ' ')"
    labelled = f"[c IN c{depth} WHERE {is_labelled}]"
    by_country = "any(c IN found WHERE c[1])"
    beside = f"any(w IN t{depth} WHERE none(c IN w WHERE c[1]))"
    factor = f"CASE WHEN {by_country} AND {beside} THEN '^{COMMON}' ELSE '' END"
    at_ends = " + ".join(
        f"reduce(q = '', c IN [c IN c{depth} WHERE c[1] AND"
        f" any(key IN {name(keys)} WHERE c[2] CONTAINS ' ' + key + ' ')]"
        f" | q + ' {LINKED}:/{prefix}' + c[0] + '/^{AT_END}')"
        for prefix, keys in hits.at_ends.items()
    )
    # A single word may be still being typed.
    single = f"CASE size(t{depth}) WHEN 1 THEN ' ' + {_similar(hits, name)} ELSE '' END"
    linked = f"{_linked('c[1]', BY_COUNTRY)} + {_linked('NOT c[1]', BY_CONCEPT)}"
    own = f"{name(hits.exact[0])}[i] + {linked} + {single}"
    clauses = f"head([found IN [t{depth}[i]] | [{own}, {by_country}, {factor}]])"
    return [
        "CALL () {",
        f"  CALL db.index.fulltext.queryNodes({query}) YIELD node AS n",
        f"  RETURN collect([{concept}]) AS c{depth}, collect(n) AS named{depth}",
        "}",
        f"WITH c{depth}, named{depth}, [word IN {name(hits.labels)} | {labelled}] AS t{depth}",
        f"WITH c{depth}, named{depth}, {at_ends} AS e{depth},",
        f"  [i IN range(0, size(t{depth}) - 1) | {clauses}] AS t{depth}",
    ]


def _relaxed_words(hits: Hits, depth: int, name: Name) -> list[str]:
    """Return the clauses that bind u<depth>: for each word its number of entries, and its clause.

    The list is empty if an earlier stage found something.
    """
    words, none_yet = f"t{depth}", f"size(h{depth}_0) + size(h{depth}_1) = 0"
    limit = f"{{limit: {RARITY[-1][0] + 1}}}"
    similar = _similar(hits, name)
    factors = " ".join(f"WHEN number <= {most} THEN '{factor}'" for most, factor in RARITY)
    return [
        f"CALL ({words}, h{depth}_0, h{depth}_1) {{",
        f"  UNWIND CASE WHEN {none_yet} THEN range(0, size({words}) - 1) ELSE [] END AS i",
        f"  WITH i, COUNT {{ CALL db.index.fulltext.queryNodes('{SEARCH.name}', {words}[i][0],",
        f"    {limit}) YIELD node RETURN node }} AS number ORDER BY i",
        "  RETURN collect([number, CASE number",
        f"    WHEN 0 THEN '(' + {similar} + ' ' + {name(hits.near[0])}[i] + ')^{UNKNOWN}'",
        f"    ELSE '(' + {words}[i][0] + ' ' + {similar} + ')^'",
        f"      + CASE {factors} ELSE '{COMMON}' END END]) AS u{depth}",
        "}",
    ]


def _similar(hits: Hits, name: Name) -> str:
    """Return the clauses of word i for beginnings and notes."""
    return f"{name(hits.begun[0])}[i] + ' ' + {name(hits.noted)}[i]"


def _linked(condition: str, weight: float) -> str:
    """Return the clause for entries that are linked to one of the found concepts."""
    keys = f"reduce(keys = '', c IN [c IN found WHERE {condition}] | keys + '|' + c[0])"
    return (
        f"CASE WHEN any(c IN found WHERE {condition})"
        f" THEN ' {LINKED}:/' + substring({keys}, 1) + '/^{weight}' ELSE '' END"
    )


def _queries(hits: Hits, depth: int, name: Name) -> Iterator[str]:
    """Yield the expression of the query of each stage."""
    words = f"t{depth}"

    def clauses(each: str, before: str, which: str = "true") -> str:
        """Return the clauses of the words that are wanted, each after `before`."""
        return (
            f"reduce(q = '', i IN [i IN range(0, size({words}) - 1) WHERE {which}]"
            f" | q + ' {before}' + {each})"
        )

    exact, begun, near = (name(of_text) for _, of_text in (hits.exact, hits.begun, hits.near))
    each, text = f"{words}[i][0] + ')' + {words}[i][2]", f"{exact} + ' ' + {begun}"
    single = f"CASE size({words}) WHEN 1 THEN {text} ELSE {exact} END"
    yield f"{single} + {clauses(each, '+(')}"
    # A single word has these clauses already; what they find, the first stage has found.
    each = f"{name(hits.begun[0])}[i] + ' ' + {each}"
    yield f"{text} + {clauses(each, '+(')}"
    any_of, of_country = f"u{depth}[i][1]", f"{words}[i][1]"
    others = clauses(any_of, "", f"NOT {of_country}")
    either = f"CASE WHEN all(w IN {words} WHERE w[1]) THEN '' ELSE ' +(' + {others} + ')' END"
    text = f"{text} + ' ' + {near}"
    yield f"{text} + {clauses(any_of, '+', of_country)} + {either}"
    yield f"{text} + ' +(' + {clauses(any_of, '')} + ')'"


MAX_BEGUN = 300
"""The number of entries with words that begin with a text, of which the best are suggested."""


def begun_clauses(begun: Begun, depth: int, name: Name) -> list[str]:
    """Return the clauses that bind n<depth>, an entry, and k<depth>, the text."""
    node, names = f"n{depth}", f"m{depth}"
    all_names = f"{node}.{key_of('name')}"
    start, size = name(begun.start), name(begun.size)
    others = ", ".join(f"{node}.{other}" for other in begun.others)
    found = (
        f"{node}.{begun.key} STARTS WITH {start}",
        f"any(x IN [{others}] WHERE x CONTAINS '\\n' + {start})",
        f"any(x IN {names} WHERE x =~ {name(begun.pattern)})",
    )
    rank = (
        f"WHEN any(x IN {names} WHERE x CONTAINS '\\n' + {start} + '\\n') THEN 0",
        f"WHEN any(x IN {names} WHERE x CONTAINS '\\n' + {start}) THEN 1",
    )
    types = " ".join(f"WHEN '{label}' THEN {i}" for i, label in enumerate(begun.labels))
    order = (
        f"CASE {' '.join(rank)} ELSE 2 END",
        f"CASE labels({node})[0] {types} END",
        f"coalesce({node}.{begun.key}, {all_names})",
        f"{node}.id",
    )
    branches = [*_by_name(begun, node, name), _by_words(begun, node, name)]
    return [
        call("", ["\nUNION\n".join(map("\n".join, branches))]),
        f"WITH {node}, [{all_names}, {others}] AS {names}",
        f"WITH {node}, {names} WHERE {' OR '.join(found)}",
        f"WITH {node}, {start} AS k{depth} ORDER BY {', '.join(order)} LIMIT {size}",
    ]


def _by_name(begun: Begun, node: str, name: Name) -> list[list[str]]:
    """Return for each type the clauses that read its first names which begin with the text."""
    key = f"{node}.{begun.key}"
    branches = []
    for label in begun.ordered:
        clauses = [
            f"MATCH ({node}:{label}) WHERE {key} STARTS WITH {name(begun.start)}",
            f"WITH {node} ORDER BY {key}, {node}.id LIMIT {name(begun.size)}",
            f"RETURN {node}",
        ]
        if begun.chosen is not None:
            clauses = [f"WITH '{label}' AS t WHERE t IN {name(begun.chosen[0])}", *clauses]
        branches.append(clauses)
    return branches


def _by_words(begun: Begun, node: str, name: Name) -> list[str]:
    query = name(begun.phrase)
    if begun.chosen is not None:
        query += f" + {name(begun.chosen[1])}"
    call = search_call(f"{query}, {{limit: {MAX_BEGUN}}}")
    return [f"CALL {call} YIELD node AS {node}", f"RETURN {node}"]
