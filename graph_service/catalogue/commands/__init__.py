"""The `seeds` commands, one module each.

check, check_graph   of files, and of the graph beside them
plan, load, pull     between files and the graph; origin, the release that a folder is based on
undo, history        of releases
template, import_    tables
restructure          rename and merge
archives             `verify` and `restore`
"""
