"""What a load or an undo would do, shown beforehand.

make_plan   a changeset, and the questions whose answers it changes → a plan
answers     an answer before and after → the rows that differ
changes     a diff → the entries and edges that change, in the terms of the files
fields      stored properties before and after → the fields of files that change
text        a plan → lines for a terminal; entry_lines, shown_values and display are its parts
document    a plan → JSON, which loads/saved_plan.py reads
"""
