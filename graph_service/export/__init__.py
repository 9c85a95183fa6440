"""The graph as files for researchers.

    command    exports from a database into a folder
    folder     replaces the target folder completely or not at all
    output     output files, with their sizes and digests
    writer     the protocol of the writers, and the selection of types
    formats    the formats with their writers: csv_tables, jsonl, graphml, json_ld, cypher
    rows       stored rows → values → JSON
    columns    values → flat cells, for tables and GraphML
    rdf_terms  names → RDF terms; dcat, the DCAT record
    manifest   manifest.json; readme, README.md
    archive    a folder → a reproducible zip

Writers are independent of the model's types: columns, kinds and descriptions are derived from it.
"""
