"""The titles of the sheets that a template adds to its table."""

from __future__ import annotations

from graph_service.model.labels import Labels

HELP_TITLE = Labels("Ayuda", "Help", "Ajuda")
TERMS_TITLE = Labels("Términos", "Terms", "Termos")
SLUGS_TITLE = Labels("Identificadores", "Slugs", "Identificadores")
