"""Neo4j, and the only importer of its driver: read and write, schema, mapping of errors."""
