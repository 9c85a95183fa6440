"""The catalogue: files → entries with file and line → all problems, or a diff → a load.

folder     which files are there
yaml_files a file → its YAML with lines and columns
texts, scalars, links, read   YAML → entries, collecting problems
check      what holds over all files: references, uniqueness
derive     what the loader adds: stages, inherited sources, country edges
rows       a complete catalogue → nodes and edges as they are to be stored
diff       wanted against stored
release    the record of a load
load       all of it against a database; commands for people
"""
