"""The graph as files for researchers.

    command    exports from a database into a folder
    source     what is exported: the stored graph, or an earlier release's
    folder     replaces the target folder completely or not at all
    output     output files, with their sizes and digests
    writer     the protocol of the writers, and the selection of types
    formats    the formats with their writers: csv_tables, jsonl, graphml, edge_lists,
               json_ld, cypher
    rows       stored rows → values → JSON
    data_package  the types and foreign keys of the CSV tables
    edge_list_columns  the columns of edge lists
    columns    values → flat cells, for tables and GraphML
    rdf_terms  names → RDF terms; dcat, the DCAT record; country_links, links out
    manifest   manifest.json; readme, README.md
    archive    a folder → a reproducible zip

Writers are independent of the model's types: columns, kinds and descriptions are derived from it.
"""
