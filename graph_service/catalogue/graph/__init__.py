"""Entries of the catalogue ↔ nodes and edges of the graph.

derive        adds stages, inherited sources and country edges to entries
from_entries  a folder of seeds → the graph to be stored
owners        an event → the transfer whose file declares it
to_entries    the stored graph → entries, without the derived values and edges
"""
