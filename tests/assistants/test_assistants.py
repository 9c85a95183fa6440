"""Assistants over both transports, by the SDK's own client; and what bounds their answers."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import httpx
import pytest
import yaml
from graphql import OperationDefinitionNode, parse
from jsonschema import Draft202012Validator
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

from graph_service.api.app import create_app
from graph_service.assistants.tools import PACKAGE, Tools, declared, tool_list
from graph_service.assistants.writing import MAX_CHARACTERS, as_text
from graph_service.errors import StartRefused
from graph_service.explorer.parts.operations import operation_names, read_operation
from graph_service.model.enums import PracticeStatus, TransferStage, VisitStatus
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import COUNTRY, GOOD_PRACTICE
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from tests.api.serving import NO_DATABASE, PATIENT, served
from tests.assistants.conftest import SITE

SEEDS = Path(__file__).parents[2] / "seeds"
FRONTEND = "https://frontend.example.org"
ERI = {"entry": "GoodPractice:gp-cri-eri", "language": "es"}
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
MEDIA = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-11-25"}


@pytest.fixture(scope="module")
def service(catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    settings = {"MCP": "on", "CORS_ORIGINS": FRONTEND, "EXPORT_SPACE": "0"}
    with served(catalogue, **settings, **PATIENT) as client:
        yield client


@asynccontextmanager
async def connected(
    transport: str, service: httpx.Client, catalogue: DatabaseSettings
) -> AsyncIterator[Client]:
    environ = {**os.environ, **catalogue.environ(), **PATIENT, "PUBLIC_URL": SITE}
    command = ["-m", "graph_service", "mcp"]
    stdio = StdioServerParameters(command=sys.executable, args=command, env=environ)
    url = f"{service.base_url}/mcp"
    async with Client(stdio_client(stdio) if transport == "stdio" else url) as client:
        yield client


@pytest.mark.parametrize("transport", ["stdio", "http"])
async def test_the_client_of_the_sdk_is_answered(
    transport: str, service: httpx.Client, catalogue: DatabaseSettings
) -> None:
    async with connected(transport, service, catalogue) as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == [*declared()["tools"]]
        for tool in tools:
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.annotations.open_world_hint is False
            Draft202012Validator.check_schema(tool.input_schema)
            Draft202012Validator.check_schema(tool.output_schema or {})
        assert "Visited is not adopted" in str(client.instructions)

        answer = await client.call_tool("get_entry", ERI)  # it validates by the output schema
        (content,) = answer.content
        entry = (answer.structured_content or {})["entry"]
        assert json.loads(content.model_dump()["text"]) == answer.structured_content
        assert entry["name"] == "Equipo de Respuesta Inmediata (ERI) de Costa Rica"
        base = SITE if transport == "stdio" else "http://localhost:"
        assert entry["address"].startswith(base)
        assert entry["address"].endswith("/es/good-practices/gp-cri-eri")

        refused = await client.call_tool("list_practices", {"status": "RUNNING"})
        assert refused.is_error
        said = refused.content[0].model_dump()["text"]
        assert "status is RUNNING. Allowed: PLANNED, ACTIVE" in said

        assert (await client.list_resources()).resources == []
        (template,) = (await client.list_resource_templates()).resource_templates
        uri = template.uri_template.format(type="GoodPractice", slug="gp-cri-eri")
        (text,) = (await client.read_resource(uri)).contents
        read = json.loads(text.model_dump()["text"])["entry"]
        assert read["name"] == "Costa Rica's Immediate Response Team (ERI)"
        with pytest.raises(MCPError, match="is not an entry"):
            await client.read_resource(uri.replace("gp-cri-eri", "gp-none"))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": FRONTEND}, 200),
        ({"Origin": "https://attacker.example.com"}, 403),
        ({"Host": "attacker.example.com"}, 421),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_host_and_origin_are_checked(
    headers: dict[str, str], status: int, service: httpx.Client
) -> None:
    response = service.post("/mcp", json=PING, headers={**MEDIA, **headers})
    assert response.status_code == status, response.text
    if "Origin" in headers:
        allowed = response.headers.get("Access-Control-Allow-Origin")
        assert allowed == (FRONTEND if status == 200 else None)


def test_only_post_of_a_small_body_is_answered(service: httpx.Client) -> None:
    assert service.get("/mcp", headers=MEDIA).status_code == 405
    assert service.delete("/mcp", headers=MEDIA).status_code == 405
    assert service.post("/mcp", json={**PING, "x": "x" * 100_000}, headers=MEDIA).status_code == 413


def test_what_llms_txt_names_is_open_to_crawlers(service: httpx.Client) -> None:
    rules = RobotFileParser()
    rules.parse(service.get("/robots.txt").text.splitlines())
    text = service.get("/llms.txt").text
    addresses = [word.strip(":,;()") for word in text.split() if word.startswith("http")]
    assert f"{service.base_url}/mcp" in addresses
    assert f"{service.base_url}/graphql" in addresses
    assert [address for address in addresses if not rules.can_fetch("*", address)] == []
    assert "Disallow: /graphql?*" in service.get("/robots.txt").text


def sample() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield calls of all tools: all countries and practices, and the largest entry of each type."""
    for node_type in ENTRY_TYPES:
        files = sorted((SEEDS / str(node_type.folder)).glob("*.yaml"))
        largest = max(files, key=lambda file: file.stat().st_size)
        for file in files if node_type in (COUNTRY, GOOD_PRACTICE) else [largest]:
            yield "get_entry", {"entry": f"{node_type.name}:{file.stem}", "language": "es"}
    yield from (("list_practices", {}), ("list_visits", {"country": "cri"}), ("list_transfers", {}))
    yield from (("what_changed", {}), ("how_to_cite", {"entry": f"{SITE}/pt/countries/pan"}))
    yield from (("search_catalogue", {"text": "trata"}), ("from_whom_to_learn", {"learner": "PA"}))


async def test_answers_fit_and_cite(tools: Tools) -> None:
    rows: Any = tool_list()
    valid = {row["name"]: Draft202012Validator(row["outputSchema"]) for row in rows}
    assert {name for name, _ in sample()} == {*valid}
    for name, given in sample():
        answer = await tools.call(name, given)
        assert len(as_text(answer)) <= MAX_CHARACTERS, given
        valid[name].validate(answer)
        assert not numbers_without_source(answer), given
        assert "reminder" in answer or name == "how_to_cite"


def numbers_without_source(answer: Any) -> set[int]:
    """Return the numbers that statements cite, and no source has, or the other way round."""
    cited: set[int] = set()

    def visit(value: Any) -> None:
        for inside in value.values() if isinstance(value, dict) else value:
            if isinstance(inside, dict | list):
                visit(inside)
            elif isinstance(value, list) and isinstance(inside, int):
                cited.add(inside)

    visit({key: value for key, value in answer.items() if key != "sources"})
    return cited ^ {source["n"] for source in answer.get("sources", ())}


async def test_a_list_continues_where_it_was_cut(tools: Tools) -> None:
    names: list[Any] = []
    answer: Any = {"after": None}
    while "after" in answer:
        answer = await tools.call("list_practices", {"topic": "shelter", "after": answer["after"]})
        names += [hit["address"].rpartition("/")[2] for hit in answer["hits"]]
    in_files = [
        file.stem
        for file in (SEEDS / "good-practices").glob("*.yaml")
        if "shelter" in yaml.safe_load(file.read_text()).get("topics", ())
    ]
    assert sorted(names) == sorted(in_files)


def test_tools_declare_what_their_operations_and_the_model_have() -> None:
    rows: Any = declared()["tools"]
    listed: Any = {tool["name"]: tool["inputSchema"] for tool in tool_list()}
    for name, row in rows.items():
        given = listed[name]["properties"].keys() - {"language", "role"} | {
            *row.get("parameters", ())
        }
        if "operation" in row:
            variables = {*read_operation(row["operation"], PACKAGE).variables}
            assert given - variables <= {"topic"}, name  # of which one tool makes a list
    for name, argument, enum in (
        ("list_practices", "status", PracticeStatus),
        ("list_visits", "status", VisitStatus),
        ("list_transfers", "stage", TransferStage),
    ):
        assert listed[name]["properties"][argument]["enum"] == [term.name for term in enum]
    types = listed["search_catalogue"]["properties"]["type"]["enum"]
    assert sorted(types) == sorted(t.enum_name for t in ENTRY_TYPES)


@pytest.mark.parametrize("name", operation_names(PACKAGE))
def test_an_operation_has_a_name_and_says_what_it_is_for(name: str) -> None:
    text = read_operation(name, PACKAGE).text
    (operation,) = [d for d in parse(text).definitions if isinstance(d, OperationDefinitionNode)]
    assert operation.name is not None
    assert text.startswith("# ")


def test_the_sdk_is_not_imported_if_assistants_are_off() -> None:
    program = """
import sys
from graph_service.api.app import create_app
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import COUNTRY, GOOD_PRACTICE
from graph_service.settings import DatabaseSettings, ServeSettings
create_app(ServeSettings(database=DatabaseSettings(uri="bolt://x", user="x", password="x")))
print([name for name in sys.modules if name.partition(".")[0] in ("mcp", "mcp_types", "pydantic")])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_start_without_the_sdk_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    with pytest.raises(StartRefused, match=r"pip install 'graph-service\[mcp\]'"):
        create_app(ServeSettings(database=NO_DATABASE, service=ServiceSettings(mcp=True)))
