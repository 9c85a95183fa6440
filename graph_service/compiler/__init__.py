"""A GraphQL operation becomes one Cypher statement, and its one row becomes the response.

The stages, a module or a folder each, in the order in which an operation passes them:

    documents   the text → a parsed and validated document (cached by text); rules for validation
    arguments   arguments and variables → trees whose leaves know where their values come from
    select      a selection set and an object type → its fields, fragments and directives applied
    plan        fields → what to read (columns) and what to answer with it (values)
    cypher      what to read → one statement with parameters, canonical; sources writes its clauses
    shape       the row → the response; fast does the same for what is asked for again
    execution   a plan that is ready, and one request by it
    compiler    all of that, with its caches (recent)
    limits      how much an operation may ask for, held at each of these stages

Pure: no driver and no HTTP. A statement is the same text for all operations that differ in aliases,
in the order of selections or filters, or in literals against variables.
"""
