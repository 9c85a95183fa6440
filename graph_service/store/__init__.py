"""Neo4j, and the only importer of its driver: read and write, schema, mapping of errors.

driver        the connection; breaker and heartbeat, whether the database lives; deadline
read          a statement, as a snapshot; probe, the newest state for many; stream, a large graph
changes       nodes, edges and diffs as rows; staging keeps graphs of them in a temporary file
graph_reader  the stored graph → staging
write         the transaction of a load; bulk_load, an empty graph in batches; undo_log
run_query     a query inside the transaction of a plan
schema        constraints, indexes, statistics; values and errors, as the driver has them
"""
