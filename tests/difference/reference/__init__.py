"""The API said a second time: graphql-core over the published SDL, one plain resolver a field.

Slow, and as obvious as it can be made; written from the contract and the descriptions of the SDL.
It shares the model with the service (types, properties, relations, dates, the fold) and nothing of
the compiler.

    values       what a property is answered with
    where        does a node fit a condition?
    order        what comes first?
    pages        which of them does a page have?
    search       what has all words of a text?
    connections  pages of nodes, with their edges
    facets       which values do the nodes of a list have, and how many have each?
    flows        who gives to whom?
    nodes        the fields of nodes
    roots        the fields of Query
    refusals     which arguments can't be used, whatever the graph holds
    executor     an operation → the response that it must have
"""
