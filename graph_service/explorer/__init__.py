"""The explorer: pages for people; pure.

An address → a page → its operation and variables; the result of the operation → HTML. Whoever
serves the pages executes the operation between the two steps.
"""
