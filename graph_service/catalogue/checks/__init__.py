"""Checks of a folder of seeds, and of the rows of an import.

check           all rules about an entry by itself, and those across files
references      every reference names an entry; slugs and codes are unique; slugs in remarks
contradictions  what can't be true within one entry, and cycles across them
doubts          what is probably wrong: in an entry, in a transfer (transfers), beside the entries
                that it names (across) and their institutions (homes), in labels
duplicates      entries that are there already under another slug, by near_names or address
texts           the texts of an entry: text_rules is a table of patterns for their wording and
                characters; others are text_language, acronyms, repeats
personal_data   in texts, and in the comments of files (comments)
lint            weak spots of valid entries
findings        errors and weak spots of a folder, as JSON or as annotations for GitHub Actions
"""
