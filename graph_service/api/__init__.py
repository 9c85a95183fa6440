"""The API: GraphQL types from the model, limits, HTTP, health, and the app that holds them.

The only package that imports strawberry and starlette. It never executes a resolver: the compiler
answers operations.
"""
