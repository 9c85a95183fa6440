"""The API: GraphQL types from the model, HTTP, health, and the app that holds them.

The only package that imports strawberry and starlette. No resolver is ever executed: the compiler
answers operations.

app, server             the routes; the processes that serve them
http_parser, http_timeouts   connections
instrumentation         a record of each request → metrics and traces (spans)
graphql                 a request → an operation → a response, by
  media_types, body, parameters, conditional   the rules of HTTP
  persisted_documents, persisted_manifest      operations that are known beforehand
  result, error_responses                      what is sent
engine                  an operation → a result
admission               how many operations run at once, and how many wait
cache, cache_store      earlier answers, never stale
types, schema           the GraphQL schema
health, metrics_endpoint, exports (archives), browser and graphiql (static_files), cors
"""
