"""An entry as a plain document: its fields as its file has them.

trees          an entry → its document, and back
field_changes  two documents → the fields that differ, as the history, plans and logs show them
"""
