"""Checks of a folder of seeds, and of the rows of an import.

check           all rules about an entry by itself, and those across files
known_entries   the entries of a folder, for rules that compare several
problem_at      problems at a field or a link
references      every reference names an entry; slugs and codes are unique; slugs in remarks
contradictions  what can't be true within one entry, and cycles across them
doubts          what is probably wrong in an entry
events          dates, stages and decisions of the events of a transfer
across          dates, countries and topics beside those of other entries, as tables
labels          labels that two topics, or a topic and a term, share
duplicates      entries that are there already under another slug, by near_names or address
texts           the texts of an entry: text_rules is a table of patterns for their wording and
                characters; text_doubts finds other languages, repeats, and comments within
personal_data   in texts, and in the comments of files
lint            what valid entries lack
findings        errors and weak spots of a folder, as JSON or as annotations for GitHub Actions
"""
