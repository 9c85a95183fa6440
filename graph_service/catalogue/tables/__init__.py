"""Tables for stewards: templates for a spreadsheet, and its rows → entry files.

headers    how each column is called, in three languages
columns    the columns of a type
cells      a file of .csv or .xlsx → rows of cells with their places
links      a cell → links with their own facts
rows       rows → documents like those of entry files
template   an empty table, with what is allowed
"""
