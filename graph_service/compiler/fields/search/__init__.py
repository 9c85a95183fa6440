"""Query.search (`field`): text → words (`words`) → queries of the index (`lucene`) → hits.

`matches` says how a hit matched (`match_types`: its fields), `filters` and `facets` what a search
is restricted to and counted by. `texts` has the words of a text as a condition on any list, and
`relevance` its order. `model.search_text` says what loads store for all of them, and
`model.ranking` how hits are ranked.
"""
