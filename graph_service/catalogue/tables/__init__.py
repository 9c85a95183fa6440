"""Spreadsheets for stewards: templates, and rows → documents like those of entry files.

columns        the columns of a type
grid           cells and their places
number_format  a value of a workbook → its text
workbook       an .xlsx → rows of cells
cells          a file of .csv or .xlsx → rows of cells
values         a text → a value
edge_syntax    the properties of a link, in brackets
links          a cell → links with their properties
fields         cells → fields of an entry
header_row     the first row → the columns by position
rows           rows → documents like those of entry files
arrangement    headers below a title, fields in the first column, totals: one problem each
shifted        values beside their headers: one problem for the row
help_sheet     explains each column, in three languages
template       an empty table, with a help sheet and drop-down lists
"""
