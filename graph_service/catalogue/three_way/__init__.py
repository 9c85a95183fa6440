"""The three-way merge of a load: what the folder and the graph each changed since their base.

merge_trees   three trees → one, and the conflicts; codes and slugs that two entries have
matching      the entries of three graphs that differ, by their names in each
graphs        three graphs → the one to load, what is kept from the graph, and the conflicts
wording       conflicts and pending changes in words
merged_files  merged entries → the changes of their files
"""
