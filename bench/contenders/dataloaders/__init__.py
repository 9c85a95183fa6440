"""Strawberry with ordinary resolvers and DataLoaders over the official async driver.

The part of this service's schema that the bench asks for, written as Strawberry's documentation
teaches: types with methods, a DataLoader a relation, one query a batch (which gives one row with a
list, the driver's cheapest form), caches of parsed and validated documents.
"""
