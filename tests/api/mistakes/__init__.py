"""Mistakes that developers of frontends make, by where they make them."""
