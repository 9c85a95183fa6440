"""Spreadsheets for stewards: templates, and rows → documents like those of entry files.

columns        the columns of a type; locate, a field → its column

A file → cells:

grid           cells and their places
number_format  a value of a workbook → its text
workbook       an .xlsx → rows of cells; layout, what it hides, merges or comments
csv_file       a .csv → rows of cells; curly_quotes, those that word processors write
cells          a file of .csv or .xlsx → rows of cells; other_format, why it can't be read

Cells → documents:

marks          what is written beside values, such as [clear]
values         a text → a value
edge_syntax    the properties of a link, in brackets
links          a cell → links with their properties; named_slugs, the names before their slugs
hyperlinks     addresses behind the texts of cells
fields         cells → fields of an entry
header_row     the first row → the columns by position; other_type, headers of another type
rows           rows → documents like those of entry files
arrangement    headers below a title, fields in the first column, totals: one problem each
shifted        values beside their headers: one problem for the row
cell_problems  cells without a value of their own; sheet_terms, headers and terms for people
consequences   problems that only follow from others

Tables for people:

template       an empty table, with drop-down lists and more sheets (sheet_titles):
               help_sheet explains each column, term_sheet each term, references lists slugs
filled         an entry → the cells of its rows
"""
