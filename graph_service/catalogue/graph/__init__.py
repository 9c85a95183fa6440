"""Entries of the catalogue ↔ nodes and edges of the graph.

derive        adds stages, captions, inherited sources and country edges to entries
from_entries  entries → their nodes and edges; a folder of seeds → the graph to be stored
entry_ids     the entry whose file declares a node, and the ids of renamed entries
to_entries    the stored graph → entries, without the derived values and edges
"""
