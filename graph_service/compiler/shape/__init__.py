"""The row of a statement → the response.

shaper     a value → a function that shapes its row, and reports nulls in non-null fields
cited      edges with the slugs of their sources → edges with their sources
ends       pairs with the keys of their ends → pairs with their ends
generated  the same as generated Python, five times as fast, for plans that are reused
"""
