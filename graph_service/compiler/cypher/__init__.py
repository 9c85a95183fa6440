"""The columns of a plan → the text of one canonical statement, with parameters.

statement     columns → subqueries and expressions, around the clauses of their reads; parameters
alternatives  a plan → statements that are planned apart, or one for the requests of many clients
clauses       a source → the clauses that bind its nodes
full_text     a search, or the beginning of a name → the clauses that query the full-text index
where         a condition → MATCH and WHERE, starting from a unique key if there is one; order and
              pages → ORDER BY, and conditions on positions in the order
subqueries    CALL and COLLECT; the subqueries of facets and of the sources of edges
"""
