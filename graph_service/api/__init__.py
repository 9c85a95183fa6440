"""The API: GraphQL over HTTP, and the other endpoints of the service.

The only package that imports strawberry and starlette. There are no resolvers: the compiler answers
operations.

app, server             the routes; the processes that serve them
event_loop              uvloop, with connections that fail as asyncio's do
http_parser, http_timeouts   connections
instrumentation         a record of each request → logs, metrics and traces (spans)
graphql                 a request → an operation → a response
  media_types, body, parameters, conditional   the rules of HTTP
  persisted_documents, persisted_manifest      operations that are known in advance
  result, error_responses                      responses
content_coding          compression
engine                  an operation → a result
pages                   the explorer: an address → its operation → a page
  suggestions, identifiers, crawlers           its other answers, for the search field and programs
warm_up                 lets Neo4j plan what people use before they request it
admission               how many operations run at once, and how many wait
shared_reads            lookups that wait share a statement
cache, cache_store      the response cache, never stale
types, schema           the GraphQL schema
static_files            files and generated documents
health, metrics_endpoint, exports (archives), browser, graphiql, cors
"""
