"""Rename and merge entries: their files, and all files that cite them.

rename_entry    another slug for an entry; an entry, as people name it → its file
merge_entries   two entries → one, with a conflict where they differ
references      an entry that names another → the same with a third
changed_folder  a folder with changed entries: read, checked, and its files
"""
