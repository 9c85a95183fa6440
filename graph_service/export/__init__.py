"""The graph as files that researchers take home.

    command   settings, a format and a folder → the export, or a reason why not
    folder    the folder beside the target that is written first, and put in its place at the end
    files     files that count and digest what is written into them
    formats   the formats, each a writer of its own:
              csv_tables, jsonl, graphml, linked (JSON-LD), cypher
    writer    what a writer has to do
    values    stored rows → the model's values
    columns   a value → flat cells, for tables and GraphML
    terms     the model's names → RDF terms; linked_record is the DCAT record
    manifest  manifest.json: what the export holds; readme is that for people
    archive   a folder → one zip, the same bytes each time

A writer knows no types: columns, kinds and descriptions come from the model.
"""
