"""The `seeds` commands, one module each.

check, check_graph   of files, and of the graph beside them
load, pull           between files and the graph: `plan`, `load`, `undo`; `pull`
history              `log` and `forget`
template, import_    tables
restructure          rename and merge
archives             `verify` and `restore`
"""
