"""The catalogue: files and tables → entries → all problems, or a diff → a load.

entries    what files, tables and graphs are read into
files      a folder of YAML → entries, collecting problems; and an entry → its file
tables     spreadsheets → entries, and their templates
checks     what holds over all files, what could be better, and both as text, JSON or annotations
graph      entries ↔ nodes and edges, with what the loader derives
loads      the wanted graph against the stored one → a changeset → a load, or its undoing
plan       what a load would do, for people and programs, with the answers that it changes
merge      a row of a table, and the entry that it replaces → the new entry
commands   the `seeds` commands, a module each
problems, model_messages   problems with their places; messages made of the model
"""
