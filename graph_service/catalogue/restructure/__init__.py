"""Rename and merge entries: their files, and all files that cite them.

rename_and_merge  another slug for an entry, or two entries → one; which entry people name
changed_folder    a folder with changed entries, and those that name them: read, checked, its files
"""
