"""Limits of an operation, each checked before the work that it bounds.

text           tokens, brackets and directives, before parsing
selections     selections, depth, aliases and root fields, before validation
variables      values and depth of variables, before coercion
cost           the cost of a plan, before its statement is sent; used, of the rows that there were
introspection  the cost of introspection, before graphql-core executes it

The settings with their defaults are in settings/limits.py.

Each check takes time proportional to the request, or to a limit that was checked earlier.
"""
