"""The list of a type: /en/good-practices?themes=victim-care&sort=transfers.

Its operation is named like the folder of its type. Variables that are named like facets are the
filters, those named like `withoutTransfers` filter by what isn't known. Fields of its nodes are the
columns, and those that can be compared are the orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, AddressInvalid
from graph_service.explorer.parts.facts import (
    ELSEWHERE,
    HEADING,
    Fact,
    Node,
    Section,
    cells_of,
    nodes_of,
    object_in,
)
from graph_service.explorer.parts.list_filters import (
    GAPS,
    Facet,
    facets_of,
    filter_value,
    gap_facets,
    gap_variables,
    gaps_of,
)
from graph_service.explorer.parts.operations import Selected, has_operation, read_operation
from graph_service.explorer.parts.tables import Column, Table, entries_table
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import ENTRY_TYPES, FACETS, PROPERTIES, RELATIONS, Relation
from graph_service.model.json import Json

PAGE_SIZE = 30


class ListPage(Page):
    """The list of one type."""

    template = "list.html"

    def __init__(self, node_type: NodeType, field: str, folder: str) -> None:
        """Declare the page.

        Args:
            node_type: the type of the entries.
            field: the root field that lists them.
            folder: the part of the address.
        """
        self.node_type = node_type
        self.path = (folder,)
        self.operation = read_operation(folder)
        self.listed = field
        facets = FACETS[node_type.name]
        self.filters = tuple(name for name in self.operation.variables if name in facets)
        self.gaps = gaps_of(self.operation, node_type)
        self._nodes = self.operation.root.field(field).field("nodes")
        self._columns = tuple(_columns(self._nodes, node_type))
        orders = {column.name: column.order for column in self._columns if column.order}
        self.orders = {"name": {"name": "ASC"}, **orders}
        first = self._columns[0]
        self.default_order = first.name if first.is_date else "name"

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the filters, the order and the page of the list."""
        variables: dict[str, Json] = {"text": address.text() or None}
        for name in self.filters:
            variables[name] = filter_value(self.node_type, name, address)
        variables |= gap_variables(self.gaps, address)
        orders = self._orders(address)
        sort = address.value("sort") or self._default_order(address)
        if sort not in orders:
            raise AddressInvalid(
                address.gettext(
                    "This list can't be sorted by “{sort}”, only by: {allowed}.",
                    sort=sort,
                    allowed=", ".join(orders),
                )
            )
        variables["orderBy"] = [orders[sort]]
        before, after = address.value("before"), address.value("after")
        if before:
            return {**variables, "last": PAGE_SIZE, "before": before}
        return {**variables, "first": PAGE_SIZE, "after": after}

    def view(self, address: Address, data: Node) -> View:
        """Show a page of the list with its facets."""
        listed = object_in(self.list_in(data))
        language = address.language
        facets = (
            *facets_of(self.node_type, listed["facets"], address),
            *gap_facets(self.gaps, self.node_type, address),
        )
        return View(
            title=self.node_type.plural_label.in_language(language),
            values={
                "node_type": self.node_type,
                "columns": self._columns,
                "rows": self._rows(address, data),
                "facets": facets,
                "chosen": _chosen(facets),
                "total": listed["totalCount"],
                "sort": address.value("sort") or self._default_order(address),
                "orders": [
                    (name, self._order_label(name, address)) for name in self._orders(address)
                ],
                "default_order": self._default_order(address),
                "relaxed": listed.get("relaxed"),
                "instead": listed.get("searchedInstead"),
                "text": address.text(),
                "paging": _paging(address, listed["pageInfo"]),
                "is_filtered": any(address.values(name) for name in ("text", *GAPS, *self.filters)),
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return the entries with the columns of the page."""
        return entries_table(self._columns, self._rows(address, data))

    def _rows(
        self, address: Address, data: Node
    ) -> list[tuple[Node, Mapping[str, Fact | Section]]]:
        """Return the entries, each with its cells by the name of their column."""
        return [
            (node, cells_of(self._nodes, node, self.node_type, address.language))
            for node in nodes_of(self.list_in(data))
        ]

    def _orders(self, address: Address) -> Mapping[str, Mapping[str, Json]]:
        """Return the orders of the list, also by how well entries match its words."""
        return {**({"relevance": {"relevance": "DESC"}} if address.text() else {}), **self.orders}

    def _default_order(self, address: Address) -> str:
        return "relevance" if address.text() else self.default_order

    def _order_label(self, name: str, address: Address) -> str:
        if name == "relevance":
            return address.gettext("Relevance")
        language = address.language
        shown = {column.name: column.labels for column in self._columns}
        labels = shown.get(name) or PROPERTIES[self.node_type.name][name].label
        return labels.in_language(language)


def _columns(nodes: Selected, node_type: NodeType) -> Iterator[Column]:
    relations = RELATIONS[node_type.name]
    properties: dict[str, Property] = {}
    for prop in PROPERTIES[node_type.name].values():
        properties |= dict.fromkeys((prop.name, f"{prop.name}Label", f"{prop.name}Labels"), prop)
    for field in nodes.fields:
        if (relation := relations.get(field.name)) is not None:
            is_number = {inside.key for inside in field.fields} == {"totalCount"}
            yield Column(
                relation.name, relation.label, is_number=is_number, has_entries=not is_number
            )
        elif field.name in properties and field.name not in HEADING | ELSEWHERE:
            shown = properties[field.name]
            yield Column(shown.name, shown.label, is_date=shown.kind.has_precision)


def _chosen(facets: Sequence[Facet]) -> list[tuple[Facet, object]]:
    return [(facet, value) for facet in facets for value in facet.values if value.is_chosen]


def _paging(address: Address, info: Json) -> Mapping[str, Address | None]:
    """Return the addresses of the pages before and after this one."""
    page = object_in(info)
    ends = (("before", "hasPreviousPage", "startCursor"), ("after", "hasNextPage", "endCursor"))
    return {
        name: address.with_values(name, (str(page[cursor]),)) if page[has_more] else None
        for name, has_more, cursor in ends
    }


PAGES = tuple(
    ListPage(node_type, node_type.root[1], node_type.folder)
    for node_type in ENTRY_TYPES
    if node_type.root and node_type.folder and has_operation(node_type.folder)
)
_LISTS = {page.node_type.name: page for page in PAGES}


def list_of(relation: Relation, slug: str, address: Address) -> Address | None:
    """Return the list of all entries at the other end of a relation; None if no filter has it.

    The practices of a country are the list of practices, filtered by the country.
    """
    page = _LISTS.get(relation.targets[0].name) if len(relation.targets) == 1 else None
    if page is None:
        return None
    for name in page.filters:
        filtered = FACETS[page.node_type.name][name]
        if isinstance(filtered, Relation) and filtered.is_inverse_of(relation):
            return address.to(*page.path, **{name: slug})
    return None
