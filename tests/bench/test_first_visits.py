"""The visits that are measured: their addresses, on the catalogue, and the figures of some."""

import os
from collections.abc import Iterator

import pytest

from bench.first_visits import Addresses, Visitor
from graph_service.errors import GraphServiceError
from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, served
from tests.sizes import part_of


@pytest.fixture(scope="module")
def visitor(catalogue: DatabaseSettings) -> Iterator[Visitor]:
    with served(catalogue, **PATIENT) as client:
        port = client.base_url.port
        assert port is not None
        yield Visitor(port=port, database_pid=os.getpid())


@pytest.fixture(scope="module")
def addresses(visitor: Visitor) -> Addresses:
    return visitor.addresses("pt")


def test_all_addresses_are_different(addresses: Addresses) -> None:
    assert len({*addresses.pages}) == 15
    assert len({*addresses.filters}) == 40
    found = [*addresses.pages, *addresses.filters]
    assert all(address == "/pt" or address.startswith("/pt/") for address in found)
    # Two to four filters, each with a value.
    assert [a for a in addresses.filters if not 2 <= a.count("=") <= 4] == []


@pytest.mark.proof
def test_visits_are_measured(visitor: Visitor, addresses: Addresses) -> None:
    for visited in (part_of(addresses.pages, 5), part_of(addresses.filters, 10)):
        visits = visitor.visit(visited)
        assert 0 < visits.p50 <= visits.p95
    visits = visitor.new_operations(part_of(addresses.pages, 15))
    assert 0 < visits.p50 <= visits.p95


def test_a_page_that_is_not_there_is_no_visit(visitor: Visitor) -> None:
    with pytest.raises(GraphServiceError, match="/pt/none is answered with 404"):
        visitor.visit(["/pt/none"])
