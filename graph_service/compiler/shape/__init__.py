"""The row of a statement → the response.

shaper     rows with what a statement sends once → the response, with errors of nulls in non-null
           fields
generated  the same as generated Python, five times as fast, for plans that are reused
"""
