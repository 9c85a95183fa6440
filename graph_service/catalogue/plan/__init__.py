"""What a load or an undo would change.

make_plan  a changeset, and the questions whose answers it changes → a plan
plan_text  a plan → lines for a terminal, with what others have changed; entry_lines, display
plan_json  a plan → JSON
"""
