"""Assistants: the MCP server over HTTP at /mcp, and over stdio.

The SDK is imported only if the settings ask for it: it takes 36 MB.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from urllib.parse import urlsplit

from starlette.routing import Route

from graph_service import __version__
from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.api.schema import build_schema, core_schema
from graph_service.assistants.tools import PACKAGE, CallRefused, Tools, declared, tool_list
from graph_service.assistants.writing import as_text
from graph_service.errors import StartRefused
from graph_service.explorer.parts.facts import Node, objects_in
from graph_service.explorer.parts.operations import Operation, operation_names, read_operation
from graph_service.i18n import _
from graph_service.model.json import Json
from graph_service.model.publication import TITLE
from graph_service.settings import ServeSettings, ServiceSettings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader
from graph_service.telemetry import CURRENT_REQUEST

MCP = "/mcp"
_JSON = "application/json"
_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


def require_packages() -> None:
    """Check that the SDK is installed.

    Raises:
        StartRefused: when it isn't.
    """
    try:
        import mcp.server.lowlevel  # noqa: F401 (only to see that it exists)
    except ImportError as error:
        raise StartRefused(
            _(
                "Assistants need the MCP SDK, which isn't installed:"
                " pip install 'graph-service[mcp]'; or unset MCP."
            )
        ) from error


class Assistants:
    """Answers assistants by the operations of `assistants/operations`, over an engine.

    Attributes:
        engine: answers the operations; set before the first request arrives.
        texts: the operations.
        tools: what the server offers.
        server: the MCP server.
    """

    engine: Engine

    def __init__(self, service: ServiceSettings) -> None:
        """Declare the tools, and each entry as a resource.

        Raises:
            StartRefused: when the SDK isn't installed.
        """
        require_packages()
        import mcp_types as types
        from mcp.server.lowlevel import Server
        from mcp.shared.exceptions import MCPError

        self._service = service
        self._base = service.public_url or f"http://localhost:{service.port}"
        prefix = service.explorer.path or ""
        self.texts = [read_operation(name, PACKAGE).text for name in operation_names(PACKAGE)]
        self.tools = tools = Tools(self._ask, self._base, prefix)
        entries = f"{self._base}{prefix}/id/"

        async def list_tools(*_: object) -> types.ListToolsResult:
            return types.ListToolsResult(tools=[types.Tool.model_validate(t) for t in tool_list()])

        async def call_tool(_: object, call: types.CallToolRequestParams) -> types.CallToolResult:
            try:
                answer = await tools.call(call.name, call.arguments or {})
            except CallRefused as error:
                content = types.TextContent(text=str(error))
                return types.CallToolResult(content=[content], is_error=True)
            content = types.TextContent(text=as_text(answer))
            return types.CallToolResult(content=[content], structured_content=answer)

        async def list_resources(*_: object) -> types.ListResourcesResult:
            return types.ListResourcesResult(resources=[])  # clients then look for templates

        async def list_templates(*_: object) -> types.ListResourceTemplatesResult:
            template = types.ResourceTemplate(
                uri_template=f"{entries}{{type}}/{{slug}}",
                name="entry",
                description="An entry with its relations, as get_entry answers it in English.",
                mime_type=_JSON,
            )
            return types.ListResourceTemplatesResult(resource_templates=[template])

        async def read(
            _: object, asked: types.ReadResourceRequestParams
        ) -> types.ReadResourceResult:
            uri = str(asked.uri)
            try:
                text = as_text(await tools.call("get_entry", {"entry": uri}))
            except CallRefused as error:
                raise MCPError(types.INVALID_PARAMS, str(error)) from error
            content = types.TextResourceContents(uri=uri, mime_type=_JSON, text=text)
            return types.ReadResourceResult(contents=[content])

        self.server = Server(
            "graph-service",
            version=__version__,
            title=TITLE.en,
            website_url=self._base,
            instructions=str(declared()["instructions"]),
            on_list_tools=list_tools,
            on_call_tool=call_tool,
            on_list_resources=list_resources,
            on_list_resource_templates=list_templates,
            on_read_resource=read,
        )

    def route(self) -> Route:
        """Return the route of /mcp: stateless, with answers in JSON.

        Requests must name this service as their host; browsers also one of its pages, or an origin
        of CORS_ORIGINS.
        """
        from mcp.server.streamable_http_manager import StreamableHTTPASGIApp
        from mcp.server.transport_security import TransportSecuritySettings

        service, public = self._service, urlsplit(self._base)
        hosts = [public.netloc, *(f"{name}:*" for name in {*_THIS_MACHINE, service.host})]
        origins = [self._base, *(f"http://{host}" for host in hosts), *service.frontends.origins]
        if "*" in origins:
            origins += ["http:*", "https:*"]
        security = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
        self.server.streamable_http_app(
            stateless_http=True,
            json_response=True,
            max_request_body_size=service.max_body,
            transport_security=security,
        )
        # Only POST: a GET would open a stream on which nothing is ever sent.
        app = StreamableHTTPASGIApp(self.server.session_manager)
        return Route(MCP, app, methods=["POST"])

    def running(self, engine: Engine) -> AbstractAsyncContextManager[None]:
        """Return the context in which /mcp answers, by an engine."""
        self.engine = engine
        return self.server.session_manager.run()

    async def _ask(
        self, operation: Operation, variables: Mapping[str, Json], language: str
    ) -> Node:
        """Execute an operation with those of the variables that it has."""
        given = {**variables, "lang": language.upper()}
        known = {name: given[name] for name in operation.variables if name in given}
        result = await self.engine.answer_request(Parameters(operation.text, known, None))
        if (record := CURRENT_REQUEST.get(None)) is not None:
            record.operation, record.code = result.operation, result.code
            record.reason = result.reason
        if errors := [*objects_in(result.body.get("errors"))]:
            raise CallRefused(" ".join(str(error["message"]) for error in errors))
        return result.data


async def serve_stdio(settings: ServeSettings) -> None:
    """Answer one assistant over stdin and stdout until it closes them.

    Raises:
        StartRefused: when the SDK isn't installed.
    """
    service = settings.service
    assistants = Assistants(service)
    from mcp.server.stdio import stdio_server

    async with open_database(settings.database) as database, stdio_server() as (read, write):
        assistants.engine = Engine(
            core_schema(build_schema()),
            Reader(database, deadline=service.times.operation),
            cache_bytes=service.cache_bytes,
            limits=service.operations,
        )
        server = assistants.server
        await server.run(read, write, server.create_initialization_options())
