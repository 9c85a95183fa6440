"""The catalogue: files → entries with file and line → all problems, or a diff → a load.

folder     which files are there
yaml_files a file → its YAML with lines and columns; yaml_errors says why it is none
texts, scalars, links, read   YAML → entries, collecting problems
check      what holds over all files: references, uniqueness
weak       what could be better; schemas, the line that names a file's JSON Schema
problems, words, speaker   how it is told; findings and formats, all of it for people and programs
derive     what the loader adds: stages, inherited sources, country edges
rows       a complete catalogue → nodes and edges as they are to be stored
diff       wanted against stored
draft      what a load or an undo would do, and whether it may
inverse    a diff → what undoes it
plan       a draft → what people and programs see of it, answers included
promise    what a plan has said, for a load to be held to
release    the record of a load
load       all of it against a database, and undo
commands, planning   what people run
"""
