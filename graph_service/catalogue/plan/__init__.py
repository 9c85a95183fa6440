"""What a load or an undo would change.

make_plan       a changeset, and the questions whose answers it changes → a plan
answer_changes  an answer before and after → the rows that differ
text            a plan → lines for a terminal, using entry_lines, value_text and display;
                pending_lines, those of what others have changed
document        a plan → JSON, which loads/saved_plan.py reads; conflict_objects, its conflicts
history_text    releases and the history of an entry → lines; history_document, → JSON
"""
