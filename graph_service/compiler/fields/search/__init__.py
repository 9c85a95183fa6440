"""Query.search (`field`), and texts in `where` (`conditions`): text → words → hits.

`lucene` makes the words of a text, and queries of the index for them; `stages` runs these; and
`matches` says how a hit matched. `model.search_text` says what loads store, and `model.ranking` how
hits are ranked.
"""
