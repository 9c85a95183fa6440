"""The data of a page as JSON, CSV or XLSX: exactly what its address selects, with the release.

A list is read in pages of its operation, up to MAX_ROWS; the answer then names the next address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

import orjson

from graph_service.csv_lines import BYTE_ORDER_MARK, Cell, csv_lines
from graph_service.explorer.pages.page import Page
from graph_service.explorer.parts.address import DATA_FORMATS, Address, not_allowed
from graph_service.explorer.parts.facts import Node, items_in, object_in, release_of
from graph_service.model.json import Json

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "png": "image/png",
}
HEADINGS = ("labels", "api")
"""The headings of a table: labels in the reader's language, or the names of the API's fields."""
MAX_ROWS = 1_000
PAGE_SIZE = 100


def first_variables(page: Page, address: Address) -> dict[str, Json]:
    """Return the variables of a page, or of the first rows of its data, without `lang`.

    Raises:
        AddressInvalid: when a parameter has a value that isn't allowed.
    """
    variables = page.variables(address)
    if _headings(address) not in HEADINGS:
        raise not_allowed("headings", _headings(address), HEADINGS, address.language)
    if page.listed is None or address.format not in DATA_FORMATS:
        return variables
    kept = {name: value for name, value in variables.items() if name not in ("last", "before")}
    return {**kept, "first": PAGE_SIZE, "after": address.value("after")}


def merged(page: Page, answers: Sequence[Node]) -> Node:
    """Return the answers to all pages of a list as one, in the form of the first."""
    if page.listed is None or len(answers) == 1:
        return answers[0]
    lists = [object_in(answer[page.listed]) for answer in answers]
    whole = {**lists[0], "pageInfo": lists[-1]["pageInfo"]}
    for key in whole.keys() & {"nodes", "edges"}:
        whole[key] = [item for one in lists for item in items_in(one[key])]
    return {**answers[0], page.listed: whole}


def json_content(page: Page, address: Address, title: str, data: Node, public_url: str) -> bytes:
    """Return the data in the form of the answer, with the query that gives it again."""
    html = replace(address, format="")
    content = {
        "title": title,
        "address": f"{public_url}{html}",
        "release": release_of(data),
        "query": page.operation.text,
        "variables": variables_of(first_variables(page, address), address),
        "data": data,
    }
    return orjson.dumps(content)


def csv_content(page: Page, address: Address, data: Node) -> bytes:
    """Return the rows of the page's table as CSV."""
    return f"{BYTE_ORDER_MARK}{csv_lines(_rows(page, address, data))}".encode()


def sheet_content(page: Page, address: Address, title: str, data: Node) -> bytes:
    """Return the title and the rows of the page's table as JSON, of which XLSX is made."""
    return orjson.dumps({"title": title, "rows": _rows(page, address, data)})


def _rows(page: Page, address: Address, data: Node) -> list[tuple[Cell, ...]]:
    """Return the headings and the rows; the last column is the number of the release.

    With `?headings=api`, or if its columns have no labels, the headings are names of fields.
    """
    table = page.table(address, data)
    release = release_of(data) or {}
    number = release.get("number")
    shown: Cell = number if isinstance(number, int) else None
    headings = (*table.columns, "release")
    if table.labels and _headings(address) != "api":
        headings = (*table.labels, address.gettext("Release"))
    return [headings, *((*row, shown) for row in table.rows)]


def _headings(address: Address) -> str:
    return address.value("headings") or "labels"


def file_name(address: Address, data: Node) -> str:
    """Return a name for the file: good-practices-release-1.csv."""
    release = release_of(data) or {}
    name = "-".join(quote(part, safe="") for part in address.segments or ("home",))
    return f"{name}-release-{release.get('number')}.{address.format}"


def variables_of(variables: Mapping[str, Json], address: Address) -> dict[str, Json]:
    """Return variables with `lang`, and without those that are null."""
    given = {**variables, "lang": address.language.upper()}
    return {name: value for name, value in given.items() if value is not None}


def query_address(endpoint: str, page: Page, address: Address) -> str:
    """Return the address of GraphiQL with the query behind a page."""
    variables = orjson.dumps(
        variables_of(page.variables(address), address), option=orjson.OPT_INDENT_2
    ).decode()
    return f"{endpoint}?{urlencode({'query': page.operation.text, 'variables': variables})}"
