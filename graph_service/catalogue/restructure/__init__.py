"""Rename and merge entries: their files, and all files that cite them.

rename_entry    another slug for an entry; an entry, as people name it → its file
merge_entries   two entries → one
references      where an entry names another, and the same with a third; conflicts, and choices
changed_folder  reads a folder, and checks it as it would be afterwards
"""
