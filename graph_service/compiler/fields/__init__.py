"""The schema: each field with its type, description, arguments and plan, in one place.

A plan adds to the columns that are read (`ir.columns`), and returns what is answered with them
(`ir.values`). Types are joined by name; what must hold of all of them is checked at start-up.

type_system  types, fields, arguments and enums as plain data
planner      the one traversal: each selected field is planned by its own declaration
names        what the generated types are called
check        what must hold of all types together

leaves       enums, and what fields in several languages share
properties   the fields of properties, and dates
relations    the fields of to-one relations and of edges
nodes        the types of the model
paging       pages of lists, and cursors
connections  lists of nodes, with their edges
facets       counts over lists

filters      conditions on one property, with encoders of their values
wheres       conditions on nodes and on their relations, within nesting
orders       what lists are sorted by

query        Query: registers the modules of root fields, which are
  lookups      the fields for one and for many of a type
  search       full-text search over all types
  flows        who gives to whom
  vocabulary   the controlled vocabularies
  catalogue    the catalogue as a whole
"""
