"""The GraphQL schema, derived from the model.

names        what the generated types are called
shapes       GraphQL types as plain data: fields, arguments, descriptions
leaves       enums, dates, and the small types that all others share
nodes        the types of the model, and the interfaces Node and Entry
connections  pages of nodes, with their edges
facets       counts over lists
search       search over all types
flows        who gives to whom
filters      conditions on one property
wheres       conditions on nodes and on their relations
orders       what lists are sorted by, and the keys that find one node
roots        Query
assemble     shapes → Strawberry types
schema       all of it → strawberry.Schema
"""

from __future__ import annotations

from graph_service.api.types.schema import build_schema

__all__ = ["build_schema"]
