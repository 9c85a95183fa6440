"""The domain model: vocabularies, node types and edges, and how they are stored.

The GraphQL schema, constraints and indexes, the file format with its JSON Schemas, tables, exports
and schema/MODEL.md are all derived from it.

declare, labels, kinds      what the model is declared with
types, edges, enums         the declarations; edge_properties, the properties of edges; vocabulary,
                            the class of enums
graph, edge_types           all of it: types with their relations, and edges by relationship type
ends, direction, flow_edges who learned from whom
ids, edtf, text, json       slugs and ids, dates, folded texts, JSON
storage, list_keys, indexes how Neo4j stores it
search_text, stems, ranking, thesaurus   what search stores for an entry, and how it ranks
field_change                a field before and after a load
publication, subject        what the catalogue is called and licensed as, and what it is about
"""
