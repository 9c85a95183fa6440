"""The catalogue: files and tables → entries → problems, or a diff → a load.

entries         an entry of the catalogue, as read from files, tables and graphs
document        an entry as its fields; their differences and merges
files           a folder of YAML → entries and problems; an entry → its file
tables          spreadsheets → entries, and their templates
suggest         what was probably meant by a value that is wrong
checks          checks over all files, and of each entry by itself
graph           entries ↔ nodes and edges, with the derived ones
loads           wanted graph, stored graph → changeset → load or undo
restructure     rename and merge entries
plan            what a load or undo would change, for people and programs
imports         a row of a table + the entry that it replaces → the new entry
commands        the `seeds` commands, one module each
problems        problems in files, with their places
placeholders    values that say nothing, and characters that nobody sees
model_messages  messages built from the model
"""
