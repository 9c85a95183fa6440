"""How much an operation may ask for; each limit is held before the work that it bounds.

    text           tokens, brackets and directives, before the text is parsed
    selections     selections, depth, aliases and root fields, before it is validated
    variables      values and depth of variables, before they are coerced
    cost           what the plan reads, before it is sent
    introspection  what graphql-core would answer, before it is asked

All of it takes time in proportion to what was sent, or to a limit that was held before.
"""
