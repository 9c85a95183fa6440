"""Rename and merge entries: their files, and all files that cite them.

entry_names    an entry, as people name it → its file
references     where an entry names another, and the same with a third
conflicts      what two entries say differently, and what was chosen
folder         reads a folder, and checks it as it would be afterwards
rename, merge  what changes
"""
