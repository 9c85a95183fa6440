"""What a load or an undo would change.

make_plan       a changeset, and the questions whose answers it changes → a plan
answer_changes  an answer before and after → the rows that differ
entry_changes   a diff → the entries and edges that change, in the terms of the files
field_changes   stored properties before and after → the fields that change in a file
text            a plan → lines for a terminal, using entry_lines, value_text and display
document        a plan → JSON, which loads/saved_plan.py reads
"""
