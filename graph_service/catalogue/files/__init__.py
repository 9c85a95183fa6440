"""Entry files → entries, with all problems; and entries → entry files.

folder     finds the entry files, and what else is among them; base_file, its release
yaml_files    a file → its text → nodes with lines and columns; explains errors of syntax
field_values (texts, dates, numbers, addresses, terms), read   nodes → entries with their links;
              node_problems words what is wrong with nodes
comments      what comments say, as the folder may be public; the line that names a schema
entry_yaml an entry → the text of a new file
edit_file  a file → the file after a change of its entry, with its comments
file_changes  files before and after; written all or none, even if the process is killed
changed_entries  changed entries → the changes of their files
"""
