"""The domain model: vocabularies, node types and edges, and how they are stored.

The GraphQL schema, constraints and indexes, the file format with its JSON Schemas, tables, exports
and schema/MODEL.md are all derived from it.

declare, labels, kinds      what the model is declared with
types, edges, enums         the declarations; edge_properties, the properties of edges; vocabulary,
                            the class of enums
graph                       all of it: types with their relations, and edges by relationship type
ids, edtf, text, json       slugs and ids, dates, folded texts, JSON
storage, indexes            how Neo4j stores it; derived_edges, what loads derive from edges
search_text, stems          what search stores for an entry; ranking, how it ranks;
                            search_meaning, what the words of a search mean
publication                 what the catalogue is called and licensed as
"""
