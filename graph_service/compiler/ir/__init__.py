"""The parts of a plan: what fields are planned into, and what the statement and shaper are made of.

origins  where the value of an argument comes from
reads    what a plan reads: sources, conditions, sort keys, pages
cursors  a place in an order as text
columns  what a plan wants of each node that it reads
values   what a plan answers with: a tree over the columns of a row
"""
