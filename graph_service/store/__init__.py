"""Access to Neo4j; the only importer of its driver.

driver        connections; heartbeat detects an unavailable database; deadline, with its breaker
read          snapshot reads, and shared probes of the newest state
changes       nodes, edges and diffs as rows
graph         a graph in memory; graph_reader, the stored graph → memory, from one state
write         the transaction of a load, which fills an empty graph in batches
change_log    what each release changed
derived       edges that loads derive, and concepts that entries are found by
run_query     queries inside the transaction of a plan
schema        constraints, indexes and statistics; from_driver, errors and values
"""
