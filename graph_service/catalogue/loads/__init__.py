"""Compare the wanted graph with the stored one, and load the difference.

diff        wanted graph, stored graph → diff
audit       differences between the graph and the files, without a load
changeset   what a load or an undo would change
preflight   reasons to refuse a load before writing
saved_plan  a plan in a file, which a load must match
patch       a diff → its compressed patch, and back
history     the graph as an earlier release left it
release     the record of a load
load        carry out a load or an undo
"""
