"""The API: GraphQL types from the model, HTTP, health, and the app that holds them.

The only package that imports strawberry and starlette. It never executes a resolver: the compiler
answers operations.

app, server         what answers which path; the processes that do
http_parser, http_timeouts   connections, closed when their clients stall
instrumentation     a record of each request → metrics and traces (spans)
graphql             a request → an operation → a response, by
  media_types, body, parameters, conditional   HTTP
  persisted_documents, persisted_manifest  operations that are known beforehand
  result, refused   responses
engine              an operation → a result, with turns for what is new, and a gate for reads
cache, cache_store  earlier answers, never stale
types, schema       the GraphQL schema
health, exports (archives), browser (files), cors, graphiql   the other paths, and other origins
"""
