"""Checks of a folder of seeds, and of the rows of an import.

check           rules across files: references exist, slugs and codes are unique
entry_checks    all rules about an entry by itself
contradictions  what can't be true within one entry, and cycles across them (cycles, other_type)
doubts          what is probably wrong: in an entry, in a transfer (transfers), beside the entries
                that it refers to (across, homes by home_countries); institutions without relations
                (isolated); labels of two topics or countries (shared_labels)
text_rules      a table of patterns for the wording and the characters of texts (placeholders,
                unseen); others by text_language, personal_data, acronyms, repeats, mentions
comments        personal data in the comments of files
duplicates      entries that are there already under another slug, by near_names or address
lint            weak spots of valid entries, also beside those that they name (subjects), and labels
                that terms have, too (term_labels); lint_rules lists the rules
findings        errors and weak spots of a folder, and the numbers of entries
formats         findings as JSON, or as annotations for GitHub Actions
"""
