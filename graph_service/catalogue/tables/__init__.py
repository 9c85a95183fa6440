"""Tables for stewards: templates for a spreadsheet, and its rows → entry files.

columns     the columns of a type
grid        cells and their places
shown       a value of a workbook → its text
workbook    an .xlsx → rows of cells
cells       a file of .csv or .xlsx → rows of cells
values      a text → a value
brackets    what belongs to a link
links       a cell → links with their own facts
fields      cells → fields of an entry
header_row  the first row → which column is where
rows        rows → documents like those of entry files
explained   what a column may hold, for people
template    an empty table, with what is allowed
"""
