"""Access to Neo4j; the only importer of its driver.

driver        connections; heartbeat detects an unavailable database; deadline, with its breaker
read          snapshot reads, and shared probes of the newest state; stream, large graphs
entry         one node with its edges; small_graph, a small graph by two statements
changes       nodes, edges and diffs as rows, packed for checksums (packing)
staging       graphs in a temporary file; graph_reader, the stored graph → staging
write         the transaction of a load; bulk_load fills an empty graph in batches; history and
              authors, who changed what; folder_states, what folders were based on
derived       flow edges, and the concepts that entries are found by
run_query     queries inside the transaction of a plan
schema        constraints, indexes and statistics; from_driver, errors and values
"""
