"""Entries of the catalogue ↔ nodes and edges of the graph.

derive        adds stages, inherited sources and country edges to entries
from_entries  a folder of seeds → the graph to be stored
rows          an entry → its node, the nodes of its parts, and its edges
captions      short captions for drawings
owners        an event → the transfer whose file declares it
former_ids    the ids of renamed entries
to_entries    the stored graph → entries, without the derived values and edges
"""
