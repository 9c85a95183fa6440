"""The intermediate representation: the columns of a plan become Cypher, its values the response.

columns     the columns of each row that a plan reads: expressions, rows, counts, facets
sources     the nodes that a read starts from, with what they cost
conditions  comparisons and quantifiers over them
pages       sort keys, cursors and the part of a list that is read
values      the response as a tree over the columns of a row
origins     where the value of an argument comes from
"""
