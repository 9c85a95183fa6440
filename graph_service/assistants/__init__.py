"""The catalogue for assistants: tools of the Model Context Protocol (MCP), all read-only.

tools.yaml    what models read: the tools, their arguments and the schemas of their answers
operations/   the stored operations; tools send no others
tools         a call → its operation → its answer
writing       statements with numbers of sources, which are listed once; in 12,000 characters

Nothing here knows the protocol: `api/assistants.py` serves the tools.
"""
