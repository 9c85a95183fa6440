"""The columns of a plan → the text of one canonical statement, with parameters.

statement  columns → subqueries and expressions, around the clauses of their reads
params     the parameters of a statement, and their names
shared     a lookup by key → a statement for many keys
cited      the sources of edges → a subquery that reads each of them once
split      a filtered list with facets → statements that are planned apart
clauses    a source → the clauses that bind its nodes
facets     a facet → the subquery that counts by its values
hits       a search → the list of its hits
begun      names that begin with a text → their entries
where      a condition → MATCH and WHERE, starting from a unique key if there is one
keyset     order and pages → ORDER BY, and conditions on positions in the order
"""
