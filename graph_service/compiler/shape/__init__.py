"""The row of a statement → the response.

shaper     a value → a function that shapes its row, and reports nulls in non-null fields
generated  the same as generated Python, five times as fast, for plans that are reused
sent_once  the sources of edges and the ends of pairs, which a statement sends once → rows with them
"""
