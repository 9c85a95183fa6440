"""The API: GraphQL over HTTP, and the other endpoints of the service.

The only package that imports strawberry and starlette. There are no resolvers: the compiler answers
operations.

app, server             the routes; the processes that serve them
http_protocol           connections: malformed HTTP, timeouts
middleware              a record of each request → logs, metrics and traces; CORS
graphql                 a request → an operation → a response
  negotiation, parameters, responses   its media types and ETags, its content, its answer
  persisted_documents                  operations that are known in advance
content_coding          compression
engine                  an operation → a result
pages                   the explorer: an address → its operation → a page
  identifiers, crawlers                its other answers, for programs
  drawing, spreadsheet                 its pictures, as PNG; its tables, as XLSX
assistants              the MCP server: tools for assistants, at /mcp or over stdio
readiness               health checks; lets Neo4j plan what people use before they request it
admission               how many operations run at once, and how many wait
shared_reads            lookups and searches that wait share their statements
cache                   the response cache, never stale
schema                  the GraphQL schema
static_files            files and generated documents
openapi                 a description of all but GraphQL, for programs
exports (archives), graphiql
"""
