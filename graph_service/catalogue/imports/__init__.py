"""Rows of tables → entry files: what a row leaves out is kept, what it removes is listed.

read_tables  tables → rows → entries → the changes of their files
merge        a row + the entry that it updates → the document of the new entry
"""
