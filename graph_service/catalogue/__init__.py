"""The catalogue: files → entries with file and line → all problems, or a diff → a load.

files      a folder of YAML → entries, collecting problems; and an entry → its file
checks     what holds over all files, what could be better, and both as text, JSON or annotations
tables     spreadsheets → entries, and their templates
loads      a graph against the stored one → a diff → a load with its release, and what undoes it
plan       what a load would do, as people and programs see it, answers included

entries    what files, tables and graphs are read into
derive     what the loader adds: stages, inherited sources, country edges
replacing  a row of a table in place of an entry that is there
rows       a complete catalogue → nodes and edges as they are to be stored
unloading  the stored graph → entries
problems, words, speaker, progress   how all of it is told
commands, planning, importing, exporting   what people run
"""
