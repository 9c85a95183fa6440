"""The parameters that pages accept in their addresses, with values like those that people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from graph_service.explorer.downloads import HEADINGS
from graph_service.explorer.pages.details import ASPECTS, DetailsPage
from graph_service.explorer.pages.entries import TopicPage
from graph_service.explorer.pages.exchanges import ExchangesPage
from graph_service.explorer.pages.lists import ListPage
from graph_service.explorer.pages.news import NewsPage
from graph_service.explorer.pages.page import Page
from graph_service.explorer.pages.planning import PlanningPage
from graph_service.explorer.pages.search import SearchPage
from graph_service.explorer.pages.timeline import TimelinePage
from graph_service.explorer.pages.two_countries import SIDES, ChooseCountriesPage
from graph_service.explorer.parts.address import kebab_case
from graph_service.explorer.parts.list_filters import GAPS, YEAR, filter_of, terms_of
from graph_service.model import ids
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS

Schema: TypeAlias = dict[str, Json]
EXAMPLE, EXAMPLE_YEAR = "example", "2018"
"""A slug that no entry has, and a word; and a year."""


class Parameter(NamedTuple):
    """A parameter of the address of a page.

    Attributes:
        name: its name.
        schema: the JSON Schema of its value; of an array, the parameter is repeated.
        visited: values for each of which the page reads by a statement of its own.
    """

    name: str
    schema: Schema
    visited: tuple[str, ...] = ()


SLUG: Schema = {"type": "string", "pattern": f"^{ids.SLUG.pattern}$"}
YEAR_SCHEMA: Schema = {"type": "string", "pattern": f"^{YEAR.pattern}$"}
TEXT = Parameter("text", {"type": "string", "maxLength": MAX_SEARCH_CHARACTERS}, (EXAMPLE,))
_AFTER = "The rest of a list with more than 1,000 rows: see the header Link."
_HEADINGS = "Of CSV and XLSX: labels in the language of the address, or names of fields."


def one_of(values: Iterable[str]) -> Schema:
    """Return the schema of a value that is one of several."""
    return {"type": "string", "enum": [*values]}


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def parameters_of(page: Page) -> Iterator[Parameter]:
    """Yield the parameters of a page and of its formats."""
    yield from _own(page)
    if page.listed:
        yield Parameter("after", {"type": "string", "description": _AFTER})
    if page.has_table:
        yield Parameter("headings", one_of(HEADINGS) | {"description": _HEADINGS})


def _own(page: Page) -> Iterator[Parameter]:
    match page:
        case SearchPage():
            yield TEXT
            types = [kebab_case(node_type.name) for node_type in ENTRY_TYPES]
            yield Parameter("type", _many(one_of(types)), ("topic",))
            yield from (Parameter(n, _many(SLUG), (EXAMPLE,)) for n in ("countries", "topics"))
            yield Parameter("years", _many(YEAR_SCHEMA))
        case ListPage():
            yield from _of_list(page)
        case ExchangesPage():
            yield from filters_of(page)
            yield Parameter("country", SLUG)
        case PlanningPage() | NewsPage():
            yield Parameter("country", SLUG, (EXAMPLE,))
        case TimelinePage():
            yield from (Parameter(name, SLUG, (EXAMPLE,)) for name in ("country", "topic"))
        case DetailsPage():
            yield Parameter("aspect", one_of(ASPECTS), ("resources",))
            yield from (Parameter(name, SLUG, (EXAMPLE,)) for name in ("country", "topic"))
        case TopicPage():
            yield Parameter("country", SLUG)
        case ChooseCountriesPage():
            yield from (Parameter(side, SLUG) for side in SIDES)


def _of_list(page: ListPage) -> Iterator[Parameter]:
    yield TEXT
    yield from filters_of(page)
    for kind in GAPS:
        if fields := tuple(gap.field for gap in page.gaps if gap.parameter == kind):
            yield Parameter(kind, _many(one_of(fields)), fields)
    orders = [f"{name}{end}" for name in page.orders for end in ("", "-asc", "-desc")]
    visited = tuple(name for name in page.orders if name != page.default_order)
    yield Parameter("sort", one_of(orders), visited)
    yield Parameter("match", one_of(("all",)))


def filters_of(page: ListPage | ExchangesPage) -> Iterator[Parameter]:
    """Yield the filters of a page."""
    yield from (_filter(page.node_type, name) for name in page.filters)


def _filter(node_type: NodeType, name: str) -> Parameter:
    declared = filter_of(node_type, name)
    if not isinstance(declared, Property):
        return Parameter(name, _many(SLUG), (EXAMPLE,))
    if terms := tuple(terms_of(declared)):
        return Parameter(name, _many(one_of(terms)), terms[:1])
    return Parameter(name, YEAR_SCHEMA, (EXAMPLE_YEAR,))
