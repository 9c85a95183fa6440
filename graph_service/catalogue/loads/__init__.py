"""Compare the wanted graph with the stored one, and load the difference.

bases          what a folder is based on
load_merge     the merge with what others have loaded since; authors, who they are
renames        entries that were probably renamed
diff           wanted graph, stored graph → diff
entry_changes  a diff → the entries and edges that change, in the terms of the files
field_changes  stored properties before and after → the fields that change in a file
audit          differences between the graph and the files, without a load
changeset      what a load or an undo would change
preflight      reasons to refuse a load before writing
saved_plan     a plan in a file, which a load must match
patch          a diff → its compressed patch, and back
history        the graph as an earlier release left it; past, as exports read a graph
field_rows     a diff → the changed fields of each entry, in the order of its file
records        these → the Change nodes, which say what a load did to each entry
release        the record of a load
undo           what an undo would change; obstacles, what prevents it
release_log    the releases, what one changed, and the history of an entry
open_load      the database and the transaction of a load
load           carry out a load or an undo
upgrade        store the graph of an earlier program as this one does
restore        fill an empty database with an archive
"""
