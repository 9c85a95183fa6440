"""An entry as a plain document: its fields as its file has them.

trees          an entry → its document, and back
text_links     links in editors' texts, and the names that readers see instead
field_changes  two documents → the fields that differ, as the history, plans and logs show them
merge_trees    three versions of a document → one, and the conflicts
merge          three versions of the catalogue → one: entries by their names in each
wording        conflicts and pending changes in words
"""
