"""The schema: each field with its type, description, arguments and plan, in one place.

A plan adds the columns that its field reads (`ir.columns`), and returns the value of the field over
them (`ir.values`). Types refer to one another by name, which is checked at start-up.

type_system  types, fields, arguments and enums as plain data
planner      traverses the selected fields, each of which is planned by its own declaration
names        the names of generated types
check        rules that span several types

leaves       enums, and the argument and helpers of fields in several languages
properties   the fields of properties, and dates
relations    the fields of to-one relations and of edges
nodes        the types of the model
paging       pages of lists, and cursors
connections  lists of nodes, with their edges
related      practices that share topics
facets       counts over lists

filters      conditions on one property, with encoders of their values
wheres       conditions on nodes and on their relations, within nesting
orders       orderBy: sort keys of lists

query        Query and all types; registers the modules of root fields:
  lookups      the fields for one and for many of a type
  search       full-text search over all types
  suggest      entries whose names begin with what a user types (beginnings: matched names)
  flows        transfers and visits counted by pairs of countries or institutions
  events       the events of all transfers
  entries      the entries of all types
  history      releases and their changes (changes: by entry and release)
  vocabulary   controlled vocabularies
  catalogue    the catalogue as a whole
"""
