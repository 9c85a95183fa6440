"""The ends of visits and transfers: who gives, and who receives."""

from __future__ import annotations

from enum import Enum


class End(Enum):
    """An end of a visit or of a transfer, with the names of the edges to its countries."""

    FROM = ("ATTENDED_BY", "FROM")
    TO = ("HOSTED_BY", "TO")

    @property
    def prefix(self) -> str:
        """What comes before a country's word in `z_linked` if the country is at this end."""
        return f"{self.name.lower()}_"
