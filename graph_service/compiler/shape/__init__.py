"""The one row → the response.

shaper     a value → a function that shapes its row, and reports nulls that may not be
generated  the same as generated Python, five times as fast, for plans that are used again
"""
