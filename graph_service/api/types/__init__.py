"""The GraphQL schema, as Strawberry prints and executes it.

Its types are declared with their plans in `compiler/fields`.

assemble  types as plain data → Strawberry types
schema    all of them → strawberry.Schema
"""

from __future__ import annotations

from graph_service.api.types.schema import build_schema

__all__ = ["build_schema"]
