"""Access to Neo4j; the only importer of its driver.

driver        connections; breaker and heartbeat detect an unavailable database; deadline
read          snapshot reads; probe, shared reads of the newest state; stream, large graphs
changes       nodes, edges and diffs as rows; staging stores graphs in a temporary file
graph_reader  the stored graph → staging
write         the transaction of a load; bulk_load fills an empty graph in batches; history
run_query     queries inside the transaction of a plan
schema        constraints, indexes and statistics; native and errors translate from the driver
"""
