"""Entries of the catalogue ↔ nodes and edges of the graph.

from_entries  a folder of seeds → the graph to be stored: a node per entry, an edge per link; adds
              stages, inherited sources, country edges and captions
to_entries    the stored graph → entries, without the derived values and edges
diff          the wanted graph, the stored one → what differs; whose file declares a node
"""
