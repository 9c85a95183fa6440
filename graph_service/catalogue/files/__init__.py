"""Entry files → entries, with all problems; and entries → entry files.

folder     finds the entry files
file_content  a file → its text
yaml_files    a text → YAML nodes (yaml_nodes) with lines and columns; yaml_errors explains syntax
              errors
texts, scalars, links, read   YAML nodes → entries
writing    an entry → the text of its file
in_place   a changed entry → the text of its file, with comments and formatting; by yaml_text
file_changes  files before and after; written all or none, even if the process is killed
schemas    the line that names the JSON Schema of a file
"""
