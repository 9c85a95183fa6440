"""The domain, declared once: vocabularies, types, edges, and their mapping to storage.

Everything else derives from here: GraphQL types, filters and orders, constraints and indexes, the
file format and its JSON Schema, the reference in schema/MODEL.md.
"""
