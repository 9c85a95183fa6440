"""Entries of the catalogue ↔ nodes and edges of the graph.

derive        what the loader adds: stages, inherited sources, country edges
from_entries  a folder of seeds → the graph to be stored
to_entries    the stored graph → entries, without what the loader added
"""
