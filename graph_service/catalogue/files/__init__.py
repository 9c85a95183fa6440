"""Files of entries → entries, with a problem for each thing that is wrong; and back.

folder     which files are there
yaml_files a file → its YAML with lines and columns; yaml_errors says why it is none
texts, scalars, links, read   YAML → entries
writing    an entry → the text of its file
schemas    the line that names a file's JSON Schema
"""
