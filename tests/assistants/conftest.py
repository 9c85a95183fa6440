"""The tools over an engine, without the protocol."""

import pytest

from graph_service.api.assistants import Assistants
from graph_service.api.engine import Engine
from graph_service.assistants.tools import Tools
from graph_service.settings import ServiceSettings
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api_schema import api_schema

SITE = "https://practices.example.org"


@pytest.fixture
def tools(catalogue_database: Database) -> Tools:
    """The tools, with as much time as planning takes on a busy machine."""
    assistants = Assistants(ServiceSettings(public_url=SITE))
    assistants.engine = Engine(api_schema(), Reader(catalogue_database, deadline=60))
    return assistants.tools
