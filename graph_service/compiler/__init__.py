"""A GraphQL operation becomes one Cypher statement, and its one row becomes the response.

The folders, in the order in which an operation passes them:

    language    the text → a document, its selections and arguments: what the client wrote
    limits      how much an operation may ask for, checked at each of these stages
    fields      the schema's fields with their plans: selections → the parts of a plan
    ir          those parts: what to read (columns) and what to answer with it (values)
    cypher      what to read → one statement with parameters, canonical
    shape       the row → the response
    execution   a plan that is ready, and one request by it
    compiler    all of that, with its caches (lru)

Pure: no driver and no HTTP. A statement is the same text for all operations that differ in aliases,
in the order of selections or filters, or in literals against variables.
"""
