"""Publication of the folder schema/: the files that follow from the model.

    files                 all files by path; writes them, or compares them with a folder
    reference             MODEL.md: types, edges, vocabularies and storage;
                          traps, its section on queries that return wrong counts
    settings_and_errors   SETTINGS.md and ERRORS.md
    seed_schema           a type → the JSON Schema of its entry files
    published_seeds       seeds/.base, CITATION.cff and .zenodo.json
    schema_changes        classifies changes of the SDL: breaking, dangerous or safe

Needs no database.
"""
