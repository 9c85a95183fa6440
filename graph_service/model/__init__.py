"""The domain model: vocabularies, node types and edges, and how they are stored.

The GraphQL schema, constraints and indexes, the file format with its JSON Schemas, tables, exports
and schema/MODEL.md are all derived from it.
"""
