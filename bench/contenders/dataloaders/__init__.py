"""Strawberry with ordinary resolvers and DataLoaders over the official async driver.

The part of this service's schema that the benchmark uses, in the style of Strawberry's
documentation: types with resolver methods, one DataLoader per relation, one query per batch
(returning one row with a list, the driver's cheapest form), caches of parsed and validated
documents.
"""
