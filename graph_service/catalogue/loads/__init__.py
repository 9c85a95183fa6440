"""Compare the wanted graph with the stored one, and load the difference.

bases           what a folder is based on; what it and the graph each changed since, merged
entry_changes   what happens to each entry, its fields before and after; the Change nodes
changeset       what a load or an undo would change, and reasons to refuse it; audits
loaded_graph    the graph as the newest release left it, kept beside the stored one; changes by hand
reversals       what a load takes back, which needs a confirmation
past            the graph as an earlier release left it, from the entries before each change
release         the record of a load
undo            what an undo would change, and what prevents it
forget          blank a value in the history of an entry
release_log     the releases, what one changed, and the history of an entry
load            carry out a load, an undo or a restore
archive         an exported release → verified, and the graph to restore
"""
