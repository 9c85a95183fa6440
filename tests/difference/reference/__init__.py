"""An independent second implementation of the API: graphql-core with one plain resolver per field.

It is slow and as obvious as possible, written from the contract and the descriptions in the SDL.
It shares the model with the service (types, properties, relations, dates, folding), but not the
compiler.

    values       a property → its value in the response
    where        whether a node matches a condition
    order        sorting
    pages        cutting a page out of a sorted list
    search       entries that contain all words of a text
    suggest      entries with names that begin with a text
    connections  pages of nodes, with their edges
    facets       values of a field in a list, with counts
    flows        counts of transfers and visits by pairs of ends
    related      practices that share topics
    history      releases, changes and entries over all types
    nodes        fields of nodes
    roots        fields of Query
    refusals     arguments that are invalid, whatever the graph contains
    executor     an operation → the expected response
"""
