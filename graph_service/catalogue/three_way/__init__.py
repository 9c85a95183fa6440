"""The three-way merge of a load: what the folder and the graph each changed since their base.

trees     an entry → its fields as a tree, and back
merge     three trees → one, and the conflicts
renames   the names of an entry in the base, the graph and the folder
graphs    three graphs → the one to load, what is kept from the graph, and the conflicts:
          matching finds the entries to merge, merged_entry is one of them, derived_again makes the
          graph of all, clashes finds codes and slugs that two of them have
wording   conflicts and pending changes in words
files     merged entries → the changes of their files
"""
