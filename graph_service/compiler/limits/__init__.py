"""Limits of an operation, each checked before the work that it bounds.

size   tokens, levels, selections, aliases and values of a request: before it is parsed, validated
       and coerced
cost   what a plan may cost, before its statement is sent, and what its rows did; introspection

The settings with their defaults are in settings/limits.py.
"""
