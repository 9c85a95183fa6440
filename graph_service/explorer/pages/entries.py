"""The page of an entry: /en/good-practices/gp-cri-eri.

Its operation is named like the root field of its type: `good-practice` for goodPractice. A type
may have a template of its own in `entries`; the others show the fields that their operation
selects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph_service.explorer.address import Address
from graph_service.explorer.documents import has_operation, read_operation
from graph_service.explorer.facts import Node, facts_of, sections_of
from graph_service.explorer.page import ANY, Page, View, kebab_case
from graph_service.explorer.pages.compare_entries import TYPES
from graph_service.explorer.pages.lists import list_of
from graph_service.explorer.tables import Table, statements_table
from graph_service.explorer.templating import has_template
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json


class EntryPage(Page):
    """The page of an entry of one type."""

    def __init__(self, node_type: NodeType, field: str, folder: str) -> None:
        """Declare the page.

        Args:
            node_type: the type of the entry.
            field: the root field that looks one up.
            folder: the part of the address before the slug.
        """
        name = kebab_case(field)
        self.node_type = node_type
        self.path = (folder, ANY)
        self.operation = read_operation(name)
        own = f"entries/{name}.html"
        self.template = own if has_template(own) else "entry.html"
        self._field = field
        self._selected = self.operation.root.field(field)

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the entry up by the slug in the address."""
        return {"slug": address.segments[-1]}

    def view(self, address: Address, data: Node) -> View | None:
        """Show the entry; under a former slug, redirect to the present one."""
        entry = data[self._field]
        if not isinstance(entry, Mapping):
            return None
        slug = entry["slug"]
        moved = address.segments[-1] != slug
        arguments = (self._selected, entry, self.node_type, address.language)
        sections = sections_of(*arguments)
        lists = {
            section.relation.name: list_of(section.relation, str(slug), address)
            for section in sections
        }
        return View(
            title=str(entry["name"]),
            values={
                "entry": entry,
                "node_type": self.node_type,
                "comparable": TYPES,
                "facts": facts_of(*arguments),
                "sections": sections,
                "lists": {name: found for name, found in lists.items() if found},
            },
            address=replace(address, segments=(self.path[0], str(slug))) if moved else None,
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return the values of the entry, and its statements about other entries."""
        entry = data[self._field]
        if not isinstance(entry, Mapping):
            raise TypeError("only a page that shows an entry has a table")
        arguments = (self._selected, entry, self.node_type, address.language)
        return statements_table(entry, facts_of(*arguments), sections_of(*arguments))


def entry_pages(own: Mapping[str, type[EntryPage]]) -> tuple[EntryPage, ...]:
    """Return the pages of all types that have an operation; `own` has classes of some types."""
    return tuple(
        own.get(node_type.name, EntryPage)(node_type, node_type.root[0], node_type.folder)
        for node_type in ENTRY_TYPES
        if node_type.root and node_type.folder and has_operation(kebab_case(node_type.root[0]))
    )
