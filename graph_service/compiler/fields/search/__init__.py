"""Query.search (`field`): text → words (`words`) → queries of the index (`lucene`) → hits.

`texts` has the words of a text as a condition on any list. `model.search_text` says what loads
store for all of them, and `model.ranking` how hits are ranked.
"""
