"""The tools: a call → its operation → its answer. `tools.yaml` declares them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import yaml

from graph_service.assistants.writing import Size, Writer, fitted
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import (
    Node,
    counts_by_year,
    facet_counts,
    items_in,
    nodes_of,
    object_in,
    objects_in,
)
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.operations import Operation, read_operation
from graph_service.explorer.parts.topics import has_body
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, TYPE_FOLDERS
from graph_service.model.json import Json
from graph_service.model.publication import LICENCE, citation
from graph_service.model.types import COUNTRY, TOPIC

PACKAGE = "assistants"
Ask: TypeAlias = Callable[[Operation, Mapping[str, Json], str], Awaitable[Node]]
"""Executes an operation in a language; raises CallRefused with what the service says."""
_TYPES = {**TYPE_FOLDERS, **{t.name: t for t in ENTRY_TYPES}}
_NAMED = dict.fromkeys(
    ("country", "host", "visitor", "origin", "recipient", "learner"), COUNTRY
) | {"topic": TOPIC}
"""Arguments that name an entry in the words of people."""
_NO_ENTRY = (
    "“{entry}” is not an entry: give an id such as GoodPractice:gp-cri-eri, or the address of its"
    " page. search_catalogue finds entries with their addresses."
)
_LISTED = ("title", "description", "inputSchema", "outputSchema", "annotations")
_OF_YEAR = "{number} of {year}; {by} more, of {year} or before"
_REMINDER = "To have visited a practice is not to have adopted it."


class CallRefused(Exception):
    """A call can't be answered; the message says what is wrong, and what to do."""


@cache
def declared() -> Mapping[str, Node]:
    """Return the parts of tools.yaml."""
    text = (files("graph_service") / PACKAGE / "tools.yaml").read_text(encoding="utf-8")
    parts: Mapping[str, Node] = yaml.load(text, yaml.CSafeLoader)
    return parts


def tool_list() -> Iterator[dict[str, Json]]:
    """Yield the tools as the protocol lists them."""
    for name, row in declared()["tools"].items():
        tool = object_in(row)
        yield {"name": name, **{key: tool[key] for key in _LISTED}}


class Tools:
    """Answers calls."""

    def __init__(self, ask: Ask, base: str, prefix: str) -> None:
        """Prepare the tools.

        Args:
            ask: executes an operation.
            base: scheme and host of the pages.
            prefix: the path under which the pages are, or "".
        """
        self._ask = ask
        self._base = base
        self._prefix = prefix

    async def call(self, name: str, arguments: Mapping[str, Json]) -> dict[str, Json]:
        """Answer a call.

        Raises:
            CallRefused: when there is no such tool, or an argument is invalid.
        """
        tool = object_in(declared()["tools"].get(name))
        if not tool:
            raise CallRefused(f"There is no tool {name}. Tools: {', '.join(declared()['tools'])}.")
        given: dict[str, Json] = {"language": LANGUAGES[1]}
        given |= {key: value for key, value in arguments.items() if value not in (None, "")}
        known = object_in(object_in(tool["inputSchema"])["properties"])
        if unknown := ", ".join(given.keys() - known.keys()):
            raise CallRefused(f"{name} has no argument {unknown}. Allowed: {', '.join(known)}.")
        for key in map(str, items_in(object_in(tool["inputSchema"]).get("required"))):
            if not str(given.get(key, "")).strip():
                raise CallRefused(f"{name} needs {key}: {object_in(known[key])['description']}")
        for key, value in given.items():
            allowed = items_in(object_in(known[key]).get("enum"))
            if allowed and value not in allowed:
                raise CallRefused(f"{key} is {value}. Allowed: {', '.join(map(str, allowed))}.")
        if "role" in given and "country" not in given:
            raise CallRefused("role is that of a country: give country, too.")
        language = str(given.pop("language"))
        home = Address(language, prefix=self._prefix)
        if "operation" in tool:
            return await self._list(tool, given, home)
        entry = str(given.get("entry", ""))
        return await (self._entry if name == "get_entry" else self._citation)(entry, home)

    async def _entry(self, entry: str, home: Address) -> dict[str, Json]:
        node_type, node_id = _parsed(entry)
        operation = read_operation(kebab_case((node_type.root or ("",))[0]), PACKAGE)
        data = await self._ask(operation, {"id": node_id}, home.language)
        selected, _ = operation.root.fields
        node = object_in(data[selected.key])
        if not node:
            raise CallRefused(_NO_ENTRY.format(entry=entry))

        def write(size: Size) -> dict[str, Json]:
            writer = Writer(self._base, home, size)
            written = writer.entry(selected, node)
            more = object_in(written["entry"])["address"] if writer.is_cut else None
            return {**written, "more": more, **_common(writer, data)}

        return fitted(write)

    async def _citation(self, entry: str, home: Address) -> dict[str, Json]:
        _, node_id = _parsed(entry) if entry else (None, "")
        operation = read_operation("how-to-cite", PACKAGE)
        data = await self._ask(operation, {"id": node_id}, home.language)
        node = object_in(data["node"])
        release = object_in(object_in(data["catalogue"])["release"])
        if entry and not node:
            raise CallRefused(_NO_ENTRY.format(entry=entry))
        page = (home.to_entry(str(node["id"])) if node else None) or home
        version, day = str(release["version"]), str(release["loadedAt"])[:10]
        return {
            "citation": citation(version, day, home.language),
            **({"name": node["name"]} if node else {}),
            "address": f"{self._base}{page}",
            "bibtex": f"{self._base}{page.in_format('bib')}",
            "ris": f"{self._base}{page.in_format('ris')}",
            "licence": LICENCE.name,
            "about": f"{self._base}{home.to('about')}",
            "release": version,
            "releaseNumber": release["number"],
        }

    async def _list(self, tool: Node, given: dict[str, Json], home: Address) -> dict[str, Json]:
        if role := given.pop("role", None):
            given[str(role)] = given.pop("country", None)
        variables, understood = {**given}, {key: str(value) for key, value in given.items()}
        understood.pop("after", None)
        for key in understood.keys() & _NAMED.keys():
            named = await self._named(_NAMED[key], understood[key], home.language)
            variables[key], understood[key] = named["slug"], str(named["name"])
        if "order" in tool and "text" not in given:
            variables["orderBy"] = [{str(tool["order"]): "DESC"}]
        if "learner" in variables:
            variables["topics"] = variables.get("topic") or await self._lacked(variables["learner"])
        operation = read_operation(str(tool["operation"]), PACKAGE)
        data = await self._ask(operation, variables, home.language)
        selected, _ = operation.root.fields
        listed = object_in(data[selected.key])
        edges, inside = [*objects_in(listed["edges"])], selected.field("edges").field("node")
        page = f"{self._base}{_page(tool, variables, home)}"

        def write(size: Size) -> dict[str, Json]:
            writer = Writer(self._base, home, size)
            hits: list[Json] = [writer.hit(inside, edge) for edge in edges[: size.statements]]
            goes_on = len(hits) < len(edges) or object_in(listed["pageInfo"])["hasNextPage"]
            return {
                "understood": understood,
                "searchedInstead": listed.get("searchedInstead"),
                "relaxed": listed.get("relaxed"),
                "total": listed["totalCount"],
                "hits": hits,
                "after": edges[len(hits) - 1]["cursor"] if goes_on and hits else None,
                "more": page if goes_on or writer.is_cut else None,
                **_common(writer, data),
                **_of_year(listed, given.get("year"), home),
            }

        return fitted(write)

    async def _named(self, node_type: NodeType, text: str, language: str) -> Node:
        """Return the country or topic that a text names, or raise CallRefused."""
        variables: dict[str, Json] = {"text": text, "types": [node_type.enum_name]}
        data = await self._ask(read_operation("named", PACKAGE), variables, language)
        for edge in objects_in(object_in(data["search"])["edges"]):
            if not edge["relaxed"]:
                return object_in(edge["node"])
        if node_type is COUNTRY:
            raise CallRefused(f"No country matches “{text}”: give its name, ISO code or slug.")
        slugs = ", ".join(str(topic["slug"]) for topic in nodes_of(data["topics"]))
        raise CallRefused(f"No topic matches “{text}”. Topics: {slugs}.")

    async def _lacked(self, learner: Json) -> list[Json]:
        """Return the topics on which the catalogue has nothing of a country."""
        operation = read_operation("learner", PACKAGE)
        data = await self._ask(operation, {"country": learner}, LANGUAGES[1])
        country = object_in(data["country"])
        return [node["slug"] for node in nodes_of(data["topics"]) if not has_body(node, country)]


def _parsed(entry: str) -> tuple[NodeType, str]:
    """Return the type and the id of an entry, from its id or from an address of it.

    >>> _parsed("https://example.org/es/countries/gtm")[1], _parsed("Country:gtm")[1]
    ('Country:gtm', 'Country:gtm')
    """
    path, _, slug = re.split("[?#]", entry.strip())[0].replace(":", "/").rpartition("/")
    node_type = _TYPES.get(path.rpartition("/")[2])
    if node_type is None:
        raise CallRefused(_NO_ENTRY.format(entry=entry))
    return node_type, f"{node_type.name}:{slug}"


def _page(tool: Node, variables: Mapping[str, Json], home: Address) -> Address:
    """Return the page of a list with the filters that it has, or that of the country."""
    names = {"text": "text", **object_in(tool["parameters"])}
    if (slug := variables.get("country")) and "country" not in names:
        return home.to(str(COUNTRY.folder), str(slug))
    filters = {str(names[key]): str(value) for key, value in variables.items() if key in names}
    return home.to(str(tool["page"]), **{k: kebab_case(v) for k, v in filters.items()})


def _of_year(listed: Node, year: Json, home: Address) -> dict[str, Json]:
    """Return what a list of a year has, if not all of it is certainly of the year."""
    number, by = counts_by_year(facet_counts(listed)).get(str(year), (0, 0))
    return {"years": home.gettext(_OF_YEAR, number=number, year=year, by=by)} if by else {}


def _common(writer: Writer, data: Node) -> dict[str, Json]:
    """Return the end of an answer."""
    release = object_in(object_in(data["catalogue"])["release"])
    reminder = writer.home.gettext(_REMINDER)
    sources = [*writer.sources.values()]
    version = {"release": release["version"], "releaseNumber": release["number"]}
    return {"reminder": reminder, **version, "sources": sources}
