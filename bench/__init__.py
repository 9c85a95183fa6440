"""The bench: one command that measures this service beside its peers, on one generated graph.

`python -m bench`, or `make bench`; docs/bench.md says how, and what the figures mean.
"""
