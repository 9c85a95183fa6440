"""Entry files → entries, with all problems; and entries → entry files.

folder     finds the entry files
yaml_files a file → YAML nodes with lines and columns; yaml_errors explains syntax errors
texts, scalars, links, read   YAML nodes → entries
writing    an entry → the text of its file
schemas    the line that names the JSON Schema of a file
"""
