"""The API: GraphQL types from the model, HTTP, health, and the app that holds them.

The only package that imports strawberry and starlette. It never executes a resolver: the compiler
answers operations.

app, server         what answers which path; the processes that do
protocol, patience  connections, and an end to those whose clients stall
instrumentation     a record of each request → metrics (scrape) and traces (spans)
graphql             a request → an operation → a response, by
  media_types, body, call, conditional   what HTTP says of them
  trusted, manifest                      operations that are known beforehand
  outcome, refused                       what is answered
engine              an operation → an outcome, with turns for what is new, and a gate for reads
cache, kept         what was answered before, never stale
types, schema       the GraphQL schema
health, exports (archives), browser (files), cors, graphiql   the other paths, and other origins
"""
