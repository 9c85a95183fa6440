"""The graph as files for researchers.

    command    exports from a database into a folder
    selection  what is exported: a graph with its release, and the types selected
    folder     replaces the target folder completely or not at all; a zip of it; reads manifests
    formats    the formats, each a function that returns files: csv_tables, jsonl, graphml,
               edge_lists, json_ld, cypher
    rows       stored rows → values → JSON, or the flat cells of tables and GraphML
    dcat       the DCAT record beside json_ld
    manifest   all files of an export, with manifest.json and README.md

Formats are independent of the model's types: columns, kinds and descriptions are derived from it.
"""
