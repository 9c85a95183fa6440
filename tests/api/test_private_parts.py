"""Everything that the service relies on beyond the public interfaces of its libraries.

If an upgrade changes one of these, a test here fails and names it. Each of these libraries has an
upper bound in pyproject.toml, so that an upgrade is a deliberate step.
"""

import inspect
import tomllib
from collections.abc import Callable
from types import FunctionType

import httptools
import pytest
import strawberry
import uvicorn
from graphql import GraphQLSchema
from uvicorn.config import STARTUP_FAILURE
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from graph_service.api.schema import Schema, build_schema, core_schema
from tests.conftest import ROOT

OVERRIDDEN = [
    # api/http_protocol.py
    (HttpToolsProtocol.__init__, ["self", "config", "server_state", "app_state", "_loop"]),
    (HttpToolsProtocol.connection_made, ["self", "transport"]),
    (HttpToolsProtocol.connection_lost, ["self", "exc"]),
    (HttpToolsProtocol.on_message_begin, ["self"]),
    (HttpToolsProtocol.on_response_complete, ["self"]),
    (HttpToolsProtocol.resume_writing, ["self"]),
    (HttpToolsProtocol._start_asgi_task, ["self", "cycle", "app"]),
    (HttpToolsProtocol.data_received, ["self", "data"]),
    (HttpToolsProtocol.on_headers_complete, ["self"]),
    (HttpToolsProtocol.on_body, ["self", "body"]),
    (HttpToolsProtocol.send_400_response, ["self", "msg"]),
    (HttpToolsProtocol._unsupported_upgrade_warning, ["self"]),
    # api/server.py
    (uvicorn.Server.startup, ["self", "sockets"]),
    (Multiprocess.__init__, ["self", "config", "sockets"]),
    (Multiprocess.init_processes, ["self"]),
    (Multiprocess.run, ["self"]),
    (Process.wait_until_ready, ["self", "timeout", "should_exit"]),
    # api/schema.py
    (strawberry.Schema.execute, list(inspect.signature(Schema.execute).parameters)),
]
ATTRIBUTES = [
    (
        HttpToolsProtocol.__init__,
        {"app", "config", "connections", "cycle", "flow", "headers", "loop", "parser", "pipeline"},
    ),
    (HttpToolsProtocol.connection_made, {"transport"}),
    (HttpToolsProtocol.on_message_begin, {"url"}),
    (
        RequestResponseCycle.__init__,
        {"disconnected", "keep_alive", "message_event", "more_body", "response_complete"}
        | {"response_started"},
    ),
    (uvicorn.Config.load, {"loaded_app"}),
    (uvicorn.Server.__init__, {"started"}),
    (Multiprocess.__init__, {"processes", "should_exit"}),
]


@pytest.mark.parametrize(
    ("method", "parameters"), OVERRIDDEN, ids=[method.__qualname__ for method, _ in OVERRIDDEN]
)
def test_overridden_and_called_methods(
    method: Callable[..., object], parameters: list[str]
) -> None:
    assert list(inspect.signature(method).parameters) == parameters


@pytest.mark.parametrize(
    ("setter", "names"), ATTRIBUTES, ids=[setter.__qualname__ for setter, _ in ATTRIBUTES]
)
def test_attributes(setter: FunctionType, names: set[str]) -> None:
    missing = names - {*setter.__code__.co_names}
    assert not missing, f"{setter.__qualname__} no longer sets {missing}"


def test_the_rest_of_uvicorn() -> None:
    assert STATUS_LINE[404] == b"HTTP/1.1 404 Not Found\r\n"
    assert STARTUP_FAILURE == 3
    assert "exitcode" in vars(Process)


def test_httptools_reports_what_a_callback_raised() -> None:
    """api/http_protocol.py uses this to distinguish its own rejections from malformed HTTP."""

    class Callbacks:
        def on_headers_complete(self) -> None:
            raise LookupError

    parser = httptools.HttpRequestParser(Callbacks())
    with pytest.raises(httptools.HttpParserError) as raised:
        parser.feed_data(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
    assert isinstance(raised.value.__context__, LookupError)


def test_httptools_distinguishes_unknown_methods_from_malformed_requests() -> None:
    parser = httptools.HttpRequestParser(object())
    with pytest.raises(httptools.HttpParserInvalidMethodError):
        parser.feed_data(b"BREW / HTTP/1.1\r\n")
    assert parser.get_http_version()


def test_strawberry_has_the_schema_of_graphql_core() -> None:
    assert isinstance(core_schema(build_schema()), GraphQLSchema)


@pytest.mark.parametrize("library", ["httptools", "strawberry-graphql", "uvicorn"])
def test_each_library_has_an_upper_bound(library: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (declared,) = (x for x in project["dependencies"] if x.startswith(f"{library}>"))
    assert ",<" in declared
