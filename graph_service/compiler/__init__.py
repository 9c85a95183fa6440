"""A GraphQL operation → Cypher that returns a single row, and that row → the response.

>>> from graphql import build_schema
>>> from graph_service.compiler.compiler import Compiler
>>> schema = '''
... type Query { topics(first: Int): TopicConnection! }
... type TopicConnection { nodes: [Topic!]! }
... type Topic { id: ID! }
... '''
>>> compiler = Compiler(build_schema(schema))
>>> execution = compiler.execution("{ topics(first: 2) { nodes { id } } }")
>>> print(execution.text)
MATCH (n1:Topic) WHERE n1.id IS NOT NULL
WITH n1 ORDER BY n1.id LIMIT $p[0]
RETURN [collect([n1.id])] AS row
>>> execution.parameters
{'p': [3]}
>>> execution.response([[["Topic:a"], ["Topic:b"]]])
{'data': {'topics': {'nodes': [{'id': 'Topic:a'}, {'id': 'Topic:b'}]}}}

The stages, each with an example of its own:

stage      input → output                                        example in
language   text, variables → fields with arguments               language/select.py
fields     fields with arguments → plan: columns and values      fields/query.py
ir         (the classes of a plan)                               ir/columns.py, ir/values.py
cypher     columns → statement, or alternatives to it            cypher/statement.py, clauses.py
shape      values, row → response                                shape/shaper.py, generated.py

Beside the stages:

limits     what a request may cost; each stage checks its part (limits/cost.py: cost of a plan)
searches   the searches of a request, whose results are parameters of its statement
execution  a plan with its statement and shaper, and one request by it
compiler   runs the stages, with caches (lru) of documents and plans

Where to look: a field, such as `facets`, is declared and planned in the module of fields/ named
after it (fields/facets.py); its Cypher is written from the column that the plan adds (`Facet` in
ir/columns.py) by cypher/statement.py and, if it needs more than a line, cypher/subqueries.py; its
cost is in limits/cost.py.

The compiler is pure: it knows no driver and no HTTP. All operations that differ only in aliases, in
the order of selections and filters, or in literals and variables have the same statement.
"""
