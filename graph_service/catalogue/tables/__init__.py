"""Tables for stewards: templates for a spreadsheet, and its rows → entry files.

columns        the columns of a type
grid           cells and their places
number_format  a value of a workbook → its text
workbook       an .xlsx → rows of cells
cells          a file of .csv or .xlsx → rows of cells
values         a text → a value
edge_syntax    what an edge has of its own, in brackets
links          a cell → links with their own properties
fields         cells → fields of an entry
header_row     the first row → which column is where
rows           rows → documents like those of entry files
help_sheet     what a column may hold, in three languages
template       an empty table, with what is allowed
"""
