"""The wanted graph against the stored one, and the loads that make them equal.

diff        wanted against stored
audit       differences between the graph and the files, without a load
changeset   what a load or an undo would do; preflight, why it would be refused
saved_plan  a plan in a file, which a load must match
undo_patch  a diff → the patch that undoes it, packed
release     the record of a load
load        carry out a load, or an undo
"""
