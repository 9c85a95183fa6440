"""Search over all types of entries."""

from __future__ import annotations

from graph_service.api.types.connections import CURSOR
from graph_service.api.types.shapes import Argument, Field, ObjectShape, Shape, listed

SEARCH = Field(
    name="search",
    type="SearchConnection!",
    description=(
        "Entries of any type in which every word of a text is found, in any language, as a word or"
        " as the beginning of one; case and accents don't count. The best first, names above other"
        " texts; ties by id."
    ),
    arguments=(
        Argument(name="text", type="String!", description="Up to 20 words."),
        Argument(
            name="types", type="[EntryType!]", description="Of these types; of all without it."
        ),
        Argument(name="first", type="Int", description="How many, 0 to 100; 20 if not given."),
        Argument(name="after", type="String", description="Behind this cursor."),
    ),
)


def search_shapes() -> tuple[Shape, ...]:
    """Give the connection of search, and its edge."""
    return (
        ObjectShape(
            name="SearchConnection",
            description="A page of what was found.",
            fields=(
                Field(name="pageInfo", type="PageInfo!", description="Where the page lies."),
                Field(name="nodes", type=listed("Entry"), description="The entries of the page."),
                Field(
                    name="edges",
                    type=listed("SearchEdge"),
                    description="The entries with their scores.",
                ),
                Field(
                    name="truncated",
                    type="Boolean!",
                    description="Whether there are more than the 1,000 best, which are paged over.",
                ),
            ),
        ),
        ObjectShape(
            name="SearchEdge",
            description="One entry of a page.",
            fields=(
                CURSOR,
                Field(name="node", type="Entry!", description="The entry."),
                Field(
                    name="score",
                    type="Float!",
                    description="How well it fits, against others of the same search alone.",
                ),
            ),
        ),
    )
