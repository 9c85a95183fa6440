"""What pages are made of.

address         the address of a page: its language, path and values
languages       the languages: their words, and dates in words
operations      the operations of the pages, and what they select
facts           what a page shows of an answer, named by the model
questions       the questions before adopting a practice, and their answers
reach           how far a practice has come: rows of practices and of countries
ledger          every stage of a transfer, with its events
topics          from whom to learn about a topic, and the bodies that work on it
list_filters    the filters of lists: facets, and what isn't known
tables          the rows of a page, for its CSV
country_flows   who learned from whom, as rows and a matrix
atlas           the map of it
routes          lines and names between the dots of a map
templates       the templates, and the files that pages load
"""
