r"""A facet → the body of the subquery that counts the nodes of a list by their values.

>>> from graph_service.compiler.ir.columns import Columns
>>> from graph_service.compiler.ir.origins import Constant
>>> from graph_service.compiler.ir.sources import Param
>>> level, params = Columns(), Params()
>>> columns = level.expr("{v}"), level.expr("{k}")
>>> limit = Param(Constant(None), int, "limit")
>>> facet = Facet(AllOf("GoodPractice"), TRUE, Expr("{v}.level"), False, "{v}", level, limit)
>>> writer = ClauseWriter(params.name, params.limit, former=False)
>>> print("\n".join(facet_body(facet, "c0_1", 0, writer, params)))
MATCH (n1:GoodPractice)
WITH n1.level AS v1
WITH v1 WHERE v1 IS NOT NULL
WITH v1, count(*) AS k1
ORDER BY k1 DESC, v1
WITH collect([v1, k1]) AS l1
RETURN [size(l1), [x IN l1[..$p[0]] | [x[1], x[0]]]] AS c0_1
"""

from __future__ import annotations

from graph_service.compiler.cypher.clauses import ClauseWriter
from graph_service.compiler.cypher.params import Params
from graph_service.compiler.cypher.where import any_end, pattern
from graph_service.compiler.ir.columns import Expr, Facet
from graph_service.compiler.ir.conditions import TRUE
from graph_service.compiler.ir.sources import AllOf, Hop


def facet_body(
    facet: Facet, name: str, depth: int, writer: ClauseWriter, params: Params
) -> list[str]:
    """Return the clauses that read a facet.

    Args:
        facet: the column.
        name: of the result: the number of values, and a list of the first ones.
        depth: of the row that has the facet.
        writer: writes the clauses that bind the counted nodes.
        params: of the statement.
    """
    inner = depth + 1
    node, value, count, found = f"n{inner}", f"v{inner}", f"k{inner}", f"l{inner}"
    clauses, _ = writer.listed(facet.source, facet.where, depth)
    counted = [f"WITH {value}, count(*) AS {count}"]
    match facet.via:
        case Hop(labels=labels) if edges := _edges_back(facet, value):
            clauses = [f"MATCH ({value}:{'|'.join(labels)})"]
            counted = [
                f"WITH {value}, COUNT {{ {edges} }} AS {count}",
                f"WITH {value}, {count} WHERE {count} > 0",
                f"WITH {value}, {count}",
            ]
        case Hop() as hop:
            clauses.append(f"MATCH {pattern(hop, node, '', value)}")
        case Expr(template) if facet.many:
            clauses.append(f"UNWIND {template.replace('{v}', node)} AS {value}")
            clauses.append(f"WITH DISTINCT {node}, {value}")
        case Expr(template):
            clauses.append(f"WITH {template.replace('{v}', node)} AS {value}")
            clauses.append(f"WITH {value} WHERE {value} IS NOT NULL")
    columns = [
        template.replace("{v}", "x[0]").replace("{k}", "x[1]")
        for template in facet.columns.templates()
    ]
    limit = params.name(facet.limit)
    return [
        *clauses,
        *counted,
        f"ORDER BY {count} DESC, {facet.tie.replace('{v}', value)}",
        f"WITH collect([{value}, {count}]) AS {found}",
        f"RETURN [size({found}), [x IN {found}[..{limit}] | [{', '.join(columns)}]]] AS {name}",
    ]


def _edges_back(facet: Facet, value: str) -> str | None:
    """Return the pattern of all edges from a value back to the nodes of a facet.

    That counts all nodes of a type without reading them. None if others are counted.
    """
    if facet.back is None or facet.where != TRUE or not isinstance(facet.source, AllOf):
        return None
    return any_end(facet.back, value)
