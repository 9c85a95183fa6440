"""A knowledge graph of good practices against trafficking in persons, and how they travel."""
