"""Entry files → entries, with all problems; and entries → entry files.

folder     finds the entry files; stray, what else is among them; base_file, its release
file_content  a file → its text; damage, what other programs did to it
yaml_files    a text → YAML nodes (yaml_nodes) with lines and columns; yaml_errors explains syntax
              errors
texts (strings), scalars (addresses, years), links, read   YAML nodes → entries
  node_problems, labelled, misplaced   problems of nodes, and of whole files
  comments                             what comments say, as the folder may be public
writing    an entry → the text of its file, by block_yaml
in_place   a changed entry → the text of its file, with comments and formatting; by yaml_text
file_changes  files before and after; written all or none, even if the process is killed
schemas    the line that names the JSON Schema of a file
"""
