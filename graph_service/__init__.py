"""A knowledge graph of good practices against trafficking in persons, and how they travel."""

__version__ = "1.0.0"
