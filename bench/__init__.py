"""Benchmark of this service against its peers, on one generated graph.

Run it with `python -m bench` or `make bench`; docs/bench.md explains the method and the figures.
"""
