"""Checks of a folder of seeds, and of the rows of an import.

check           all rules about an entry by itself, and those across files; findings of a folder
fields          the texts of an entry, and problems at its fields, links and texts
known_entries   the entries of a folder, for rules that compare several
references      every reference names an entry; slugs and codes are unique; slugs in remarks
contradictions  what can't be true within one entry, and cycles across them
weak_spots      what a valid entry lacks, and what is probably wrong in it
events          dates, stages and decisions of the events of a transfer
details         what a practice tells: how it works, numbers without a date, copied words
across          dates, countries and topics beside those of other entries, as tables; days and
                owners beside what the cited sources say
duplicates      entries that are there already under another slug, by name or address
text_rules      a table of patterns for the wording and the characters of texts; texts in other
                languages, and repeats
personal_data   in texts, and in the comments of files
"""
