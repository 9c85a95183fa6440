"""Spreadsheets for stewards: templates, and rows → documents like those of entry files.

columns      the columns of a type, and a field → its column
refusals     what a table may not contain: one message each

A file → cells:

cells        cells and their places
table_file   a .csv or .xlsx → rows of cells
workbook     an .xlsx → rows of cells; layout, what it hides, merges or comments

Cells → documents:

values       a text → a value, and the marks beside values, such as [clear]
links        a cell → links with their properties; named_slugs, the names before their slugs
header_row   the first row → the columns by position
rows         rows → documents like those of entry files
sheet_terms  problems of entries in the words of a sheet

Tables for people:

template     an empty table, with drop-down lists and sheets of terms and slugs; help_sheet explains
             each column
filled       an entry → the cells of its rows
"""
