"""Fields → what to read (columns) and what to answer with it (values).

encoders     how an argument's value becomes a parameter
conditions   `where` → a condition
sorting      `orderBy` → sort keys
paging       `first`, `after`, `last`, `before` → a page; cursors
entities     the fields of nodes
connections  the fields of connections, their edges and page info
facets       counts over lists
lookups      nodes by their keys
search       what the full-text index finds
flows        who gives to whom
roots        the fields of Query
vocabulary   the fields that the model answers by itself
"""
