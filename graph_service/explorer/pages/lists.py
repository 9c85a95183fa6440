"""The list of a type: /en/good-practices?themes=victim-care&sort=transfers.

Its operation is named like the folder of its type. Variables that are named like facets are the
filters, those named like `withoutTransfers` filter by what isn't known. Fields of its nodes are the
columns, and those that can be compared are the orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, AddressInvalid, not_allowed
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    cells_of,
    facts_by_field,
    nodes_of,
    object_in,
    objects_in,
)
from graph_service.explorer.parts.list_filters import (
    GAPS,
    facets_of,
    filter_of,
    filter_value,
    gap_facets,
    gap_variables,
    gaps_of,
)
from graph_service.explorer.parts.operations import Selected, has_operation, read_operation
from graph_service.explorer.parts.tables import Column, Table, entries_table
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, RELATIONS, Relation
from graph_service.model.json import Json

PAGE_SIZE = 30
_LAST = 5
"""So many entries more are on the last page, which would be short without them."""
_DIRECTIONS = {"ASC": "ascending", "DESC": "descending"}
_TURNED = {"ASC": "desc", "DESC": "asc"}


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
        self.filters = tuple(n for n in self.operation.variables if filter_of(node_type, n))
        self._joined = tuple(
            name
            for name in self.filters
            if isinstance(found := filter_of(node_type, name), Relation)
            and not found.one
            and "all" in self.operation.variables
        )
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
        match = address.value("match")
        if match not in (None, "all"):
            raise not_allowed("match", match, ("all",), address.language)
        if match and self._joined:
            # In `or`, as facets would ignore the filter of their field in `and`.
            variables["all"] = [
                {"or": [{name: {"some": {"slug": {"eq": slug}}}}]}
                for name in self._joined
                for slug in address.values(name)
            ]
        _, key, direction = self._order(address)
        variables["orderBy"] = [{key: direction}]
        before, after, size = address.value("before"), address.value("after"), PAGE_SIZE + _LAST
        if before:
            return {**variables, "last": size, "before": before}
        return {**variables, "first": size, "after": after}

    def view(self, address: Address, data: Node) -> View:
        """Show a page of the list with its facets."""
        listed = object_in(self.list_in(data))
        language = address.language
        facets = (
            *facets_of(self.node_type, listed["facets"], address),
            *facets_of(self.node_type, object_in(data.get("subregions")).get("facets"), address),
            *gap_facets(self.gaps, self.node_type, address),
        )
        part, paging = _paging(address, listed)
        rows = self._rows(address, data)[part]
        sort, _, _ = self._order(address)
        return View(
            title=self.node_type.plural_label.in_language(language),
            values={
                "node_type": self.node_type,
                # A column without a value would only take the room of others.
                "columns": [
                    column
                    for column in self._columns
                    if column.name == sort or any(column.name in cells for _, cells in rows)
                ],
                "rows": rows,
                "facets": facets,
                "total": listed["totalCount"],
                "sorting": self._sorting(address),
                "is_joined": any(len(address.values(name)) > 1 for name in self._joined),
                "relaxed": listed.get("relaxed"),
                "instead": listed.get("searchedInstead"),
                "text": address.text(),
                "paging": paging,
                "is_filtered": any(address.values(name) for name in ("text", *GAPS, *self.filters)),
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return the entries with the columns of the page."""
        return entries_table(address, self._columns, self._rows(address, data))

    def _rows(
        self, address: Address, data: Node
    ) -> list[tuple[Node, Mapping[str, Fact | Section]]]:
        """Return the entries, each with its cells by the name of their column."""
        return [
            (node, cells_of(self._nodes, node, self.node_type, address.language))
            for node in nodes_of(self.list_in(data))
        ]

    def _order(self, address: Address) -> tuple[str, str, str]:
        """Return the column that the list is sorted by, its key of `orderBy`, and the direction.

        `sort=transfers` has the largest numbers first, and `sort=transfers-asc` the smallest.
        """
        usual = "relevance" if address.text() else self.default_order
        sort = address.value("sort") or usual
        name, _, direction = sort.partition("-")
        orders = {**self.orders, **({"relevance": {"relevance": "DESC"}} if address.text() else {})}
        if name not in orders or direction.upper() not in ("", *_DIRECTIONS):
            message = address.gettext(
                "This list can't be sorted by “{sort}”, only by: {allowed}.",
                sort=sort,
                allowed=", ".join(orders),
            )
            raise AddressInvalid(message)
        ((key, first),) = orders[name].items()
        return name, key, direction.upper() or first

    def _sorting(self, address: Address) -> Mapping[str, tuple[Address, str]]:
        """Return, by column, the address that sorts by it or turns it, and its direction now."""
        sort, _, direction = self._order(address)
        found = {name: (address.with_values("sort", (name,)), "") for name in self.orders}
        if sort in found:
            turned = address.with_values("sort", (f"{sort}-{_TURNED[direction]}",))
            is_usual = direction in self.orders[sort].values()
            found[sort] = turned if is_usual else found[sort][0], _DIRECTIONS[direction]
        return found


def _columns(nodes: Selected, node_type: NodeType) -> Iterator[Column]:
    relations, properties = RELATIONS[node_type.name], facts_by_field(node_type)
    for field in nodes.fields:
        if (relation := relations.get(field.name)) is not None:
            is_number = {inside.key for inside in field.fields} == {"totalCount"}
            yield Column(
                relation.name, relation.label, is_number=is_number, has_entries=not is_number
            )
        elif (shown := properties.get(field.name)) is not None:
            is_sorted = shown.kind.is_sorted and not (
                shown.many or shown.code or shown.kind.has_languages
            )
            is_date = shown.kind.has_precision
            yield Column(shown.name, shown.label, is_date=is_date, is_sorted=is_sorted)


def _paging(address: Address, listed: Node) -> tuple[slice, Mapping[str, Address | None]]:
    """Return the part of the list that is on this page, and the addresses before and after it."""
    info, is_back = object_in(listed["pageInfo"]), bool(address.value("before"))
    ends = {"before": bool(info["hasPreviousPage"]), "after": bool(info["hasNextPage"])}
    part = slice(None)
    if ends["before" if is_back else "after"]:
        part = slice(-PAGE_SIZE, None) if is_back else slice(PAGE_SIZE)
    cursors = [str(edge["cursor"]) for edge in objects_in(listed["edges"])][part]
    return part, {
        name: address.with_values(name, (cursors[place],)) if has_more and cursors else None
        for place, (name, has_more) in zip((0, -1), ends.items(), strict=True)
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
        filtered = filter_of(page.node_type, name)
        if isinstance(filtered, Relation) and filtered.is_inverse_of(relation):
            return address.to(*page.path, **{name: slug})
    return None
