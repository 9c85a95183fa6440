"""Neo4j, and the only importer of its driver: read and write, schema, mapping of errors.

driver     the connection; breaker and heartbeat, whether the database lives; deadline
read       a statement, as a snapshot; probe, the newest state for many; stream, a large graph
changes    nodes, edges and diffs as rows; spool keeps graphs of them in a temporary file (packing)
whole      the stored graph → a spool
write      the transaction of a load; filling, an empty graph in batches; undo_log, what undoes it
asking     questions inside of the transaction of a plan
schema     constraints, indexes, statistics; values and errors, as the driver has them
"""
