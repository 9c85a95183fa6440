"""Archives of releases, as exports write them: verified, and read back into a graph."""
