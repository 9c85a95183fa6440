"""The schema: each field with its type, description, arguments and plan, in one place.

A plan adds the columns that its field reads (`ir.columns`), and returns the value of the field over
them (`ir.values`). Types refer to one another by name, which is checked at start-up.

type_system  types, fields, arguments and enums as plain data, and the rules for all of them
planner      traverses the selected fields, each of which is planned by its own declaration
names        the names of generated types

localized    texts and labels in the language of a field or an operation
properties   the fields of properties, among them dates
relations    the fields of to-one relations and of edges
nodes        the types of the model
paging       pages of lists, and cursors
connections  lists of nodes, with their edges; practices that share topics
facets       counts over lists

filters      conditions on one property, with encoders of their values
wheres       conditions on nodes and on their relations
orders       orderBy: sort keys of lists

query         Query and all types; registers the modules of root fields:
  lookups       one by key, several by id, all of a type, and the entries of all types
  search        full-text search over all types
  suggest       entries whose names begin with what a user types
  flows         transfers and visits counted by pairs of countries or institutions
  vocabularies  controlled vocabularies
  releases      the newest release of the catalogue, all of them, and their changes
"""
