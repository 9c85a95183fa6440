"""Query.search (`field`): text → words → queries of the index (`lucene`) → hits.

`matches` says how a hit matched. `text_filter` has the words of a text as a condition on any list,
and its order. `model.search_text` says what loads store for all of them, and `model.ranking` how
hits are ranked.
"""
