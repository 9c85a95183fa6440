"""Random operations, made by walking the schema.

chances     what hypothesis decides
literals    input values as Python, as GraphQL text and as JSON
known       what there is to ask for: the graph's values, and its cursors
variables   values that come with the request
inputs      values for arguments: conditions, orders, pages, keys
selections  fields, fragments and directives
documents   whole documents, with their variables
variants    the same operation, written otherwise
"""
