"""The explorer: pages for people; pure.

An address → a page → its operation and variables; the result of the operation → HTML. Whoever
serves the pages executes the operation between the two steps.

site             finds the page of an address, and renders it
address          the address of a page: its language, path and values
page             what a page declares; `pages` has one module per page or family of pages
documents        the operations; visits, addresses like those that people visit most
facts            what a page shows of an entry; footnotes, the numbers of its sources
results          what it shows of a result of a search; marking, the words that were found
facets, gaps     filters of lists
tables, flows    the rows of a page; chords and atlas, drawings of who learned from whom
languages, texts, dates     the words of the pages
templating, compiled_templates, assets   the templates, and what pages load
downloads, feeds, sitemaps, schema_org   pages as data, for programs
"""
