"""Pages against brute force: nulls, equal keys, ñ and accents, several keys, both directions."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.storage import StoredValue, stored
from graph_service.model.types import EXCHANGE_VISIT
from graph_service.settings import DatabaseSettings
from tests.graphs import create, wipe

Visit = dict[str, Any]
NAMES = ["Ñandú", "Nandu", "nube", "Álamo", "alamo", "zorro", "ñu"]
DATES = [None, "2018", "2018-10-09", "2018/2018-10-09", "XXXX-10-14", "../2018-10-09", "2019/.."]
PLACES = [None, "Lima", "lima", "Águila"]


def _visits() -> list[Visit]:
    chance = random.Random(7)
    return [
        {
            "id": f"ExchangeVisit:v{number}",
            "slug": f"v{number}",
            "name": chance.choice(NAMES),
            "date": chance.choice(DATES),
            "place": chance.choice(PLACES),
            "kind": chance.choice(["SEMINAR", "INTERNSHIP", "TRAINING"]),
        }
        for number in range(60)
    ]


VISITS = _visits()


def _row(visit: Visit) -> dict[str, StoredValue]:
    row: dict[str, StoredValue] = {"id": visit["id"], "slug": visit["slug"], "kind": visit["kind"]}
    row |= stored(EXCHANGE_VISIT.property_of("name"), {"es": visit["name"]})
    if visit["place"]:
        row |= stored(EXCHANGE_VISIT.property_of("place"), visit["place"])
    if visit["date"]:
        date = PartialDate(date=parse_edtf(visit["date"]), qualifier=DateQualifier.AT)
        row |= stored(EXCHANGE_VISIT.property_of("date"), date)
    return row


FOLDED = {"Ñandú": "nandu", "Nandu": "nandu", "nube": "nube", "Álamo": "alamo", "alamo": "alamo",
          "zorro": "zorro", "ñu": "nu"}  # fmt: skip
BOUNDS: dict[str | None, tuple[str | None, str | None]] = {
    None: (None, None), "2018": ("2018-12-31", "2018-01-01"), "2018-10-09": ("2018-10-09",) * 2,
    "2018/2018-10-09": ("2018-10-09", "2018-01-01"), "XXXX-10-14": (None, None),
    "../2018-10-09": ("2018-10-09",) * 2, "2019/..": (None, "2019-01-01"),
}  # fmt: skip
RANKS = {"INTERNSHIP": 0, "SEMINAR": 6, "TRAINING": 7}
PLACE_KEYS = {None: None, "Lima": "lima", "lima": "lima", "Águila": "aguila"}
KEYS: dict[str, Callable[[Visit], Sequence[Any]]] = {
    "name": lambda v: [FOLDED[v["name"]]],
    "date": lambda v: list(BOUNDS[v["date"]]),
    "place": lambda v: [PLACE_KEYS[v["place"]]],
    "kind": lambda v: [RANKS[v["kind"]]],
    "slug": lambda v: [v["slug"]],
}


def _sorted(order: Sequence[tuple[str, str]]) -> list[str]:
    """Sort by the last key first: sorts are stable, nulls are last in both directions."""
    found = sorted(VISITS, key=lambda v: str(v["id"]))
    for name, direction in reversed(order):
        for part in reversed(range(len(KEYS[name](VISITS[0])))):
            some = [v for v in found if KEYS[name](v)[part] is not None]
            none = [v for v in found if KEYS[name](v)[part] is None]
            some.sort(key=lambda v: KEYS[name](v)[part], reverse=direction == "DESC")
            found = some + none
    return [str(v["slug"]) for v in found]


ORDERS = [
    [],
    [("name", "ASC")],
    [("name", "DESC")],
    [("date", "ASC")],
    [("date", "DESC")],
    [("place", "DESC"), ("date", "ASC")],
    [("kind", "ASC"), ("place", "ASC"), ("name", "DESC")],
    [("slug", "DESC")],
]
PAGE = """query ($order: [ExchangeVisitOrder!], $first: Int, $after: String, $last: Int,
    $before: String) {
  exchangeVisits(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.fixture(scope="module")
def visits(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    create(database_settings, "ExchangeVisit", [_row(visit) for visit in VISITS])


async def _page(engine: Engine, order: Sequence[tuple[str, str]], **arguments: Any) -> Any:
    given = {"order": [{name: direction} for name, direction in order], **arguments}
    outcome = await engine.answer(PAGE, given)
    assert outcome.status == 200, outcome.body
    body: Any = outcome.body
    return body["data"]["exchangeVisits"]


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.usefixtures("visits")
async def test_forward(engine: Engine, order: Sequence[tuple[str, str]], size: int) -> None:
    expected: list[str] = _sorted(order)
    found: list[str] = []
    after = None
    while True:
        page = await _page(engine, order, first=size, after=after)
        assert page["totalCount"] == len(VISITS)
        assert page["pageInfo"]["hasPreviousPage"] is bool(found)
        found += [edge["node"]["slug"] for edge in page["edges"]]
        assert found == expected[: len(found)]
        assert page["pageInfo"]["hasNextPage"] is (len(found) < len(expected))
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == expected


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.usefixtures("visits")
async def test_backward(engine: Engine, order: Sequence[tuple[str, str]]) -> None:
    expected: list[str] = _sorted(order)
    found: list[str] = []
    before = None
    while len(found) < len(expected):
        page = await _page(engine, order, last=7, before=before)
        assert page["pageInfo"]["hasNextPage"] is bool(found)
        found = [edge["node"]["slug"] for edge in page["edges"]] + found
        assert page["pageInfo"]["hasPreviousPage"] is (len(found) < len(expected))
        before = page["pageInfo"]["startCursor"]
    assert found == expected


@pytest.mark.usefixtures("visits")
async def test_between_two_cursors(engine: Engine) -> None:
    order = [("date", "DESC"), ("name", "ASC")]
    whole = await _page(engine, order, first=100)
    cursors = [edge["cursor"] for edge in whole["edges"]]
    page = await _page(engine, order, first=100, after=cursors[9], before=cursors[15])
    assert [edge["cursor"] for edge in page["edges"]] == cursors[10:15]
    assert page["pageInfo"]["hasNextPage"] is True
    assert page["pageInfo"]["hasPreviousPage"] is True


def test_the_brute_force_is_correct() -> None:
    """Checks the brute force itself, on dates: otherwise both could be wrong alike."""
    latest = [BOUNDS[v["date"]][0] for v in VISITS]
    ordered = [BOUNDS[next(v for v in VISITS if v["slug"] == s)["date"]][0]
               for s in _sorted([("date", "DESC")])]  # fmt: skip
    dates = [dt.date.fromisoformat(day) for day in ordered if day]
    assert dates == sorted(dates, reverse=True)
    assert ordered[len(dates) :] == [None] * latest.count(None)
