"""Spreadsheets for stewards: templates, and rows → documents like those of entry files.

columns      the columns of a type, a field → its column, and headers → their type and columns

A file → cells:

table_file   a .csv or .xlsx → rows of cells, and back
workbook     an .xlsx → rows of cells, and what it hides, merges or comments; problems → a copy
             with coloured cells and comments
cells        cells and their places, a text → a value, and marks such as [clear]

Cells → documents:

links        a cell → links with their properties; names before slugs
rows         rows → documents like those of entry files, and an entry → its rows
sheet_terms  problems of entries in the words of a sheet

Tables for people:

template     tables with drop-down lists, and sheets of help, terms and slugs
"""
