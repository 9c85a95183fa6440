"""The API said a second time: graphql-core over the published SDL, one plain resolver a field.

Slow, and as obvious as it can be made; written from the contract and the descriptions of the SDL.
It shares the model with the service (types, properties, relations, dates, the fold) and nothing of
the compiler.

    values       what a property is answered with
    where        does a node fit a condition?
    order        what comes first?
    pages        which of them does a page have?
    connections  pages of nodes, with their edges
    nodes        the fields of nodes
    roots        the fields of Query
    refusals     which arguments can't be used, whatever the graph holds
    executor     an operation → the response that it must have
"""
