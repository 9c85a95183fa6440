"""What to read → one statement with parameters, canonical.

statement  columns → subqueries and expressions, around the clauses of their reads
clauses    a source → the clauses that bind its nodes
where      a condition → WHERE; where a read starts
keyset     order and pages → ORDER BY, and conditions on the place in it
"""
