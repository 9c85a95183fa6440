"""Executes an operation and returns the expected response."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLResolveInfo,
    NullValueNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    build_schema,
    execute_sync,
    parse,
    validate,
    visit,
)
from graphql.execution.values import get_directive_values, get_variable_values

from graph_service.api.schema import build_schema as published
from graph_service.model.edtf import PartialDate
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Graph, Link, Node

from .connections import Connection, Row, World, connection_field, page_info_field
from .facets import Facet, FacetValue, facet_field, facet_value_field, facets
from .flows import FlowEnd, FlowRow, Flows, flow_end_field, flow_field, flows_field
from .nodes import has_lists, link_field, node_field, row_field
from .not_found import NotFound, reported
from .pages import Cursors
from .refusals import Refusal, Refusals
from .roots import catalogue_field, query_field, term_field, vocabulary_field
from .values import TypeCount, checked_time, listed, part_of_date, type_count_field

SCHEMA = build_schema(published().as_str())
SCHEMA.type_map["DateTime"].coerce_input_value = checked_time  # type: ignore[attr-defined]
(LANG,) = [directive for directive in SCHEMA.directives if directive.name == "lang"]
NULL = "Cannot return null for non-nullable field"


@dataclass(frozen=True)
class Expected:
    """The expected answer: a body, or one of several errors."""

    body: Mapping[str, Json] | None = None
    refusals: frozenset[Refusal] = frozenset()


class Reference:
    """Executes operations on one graph."""

    def __init__(self, graph: Graph, cursors: Cursors) -> None:
        self._world = World(graph, cursors, "ES")

    def answer(
        self, text: str, variables: Mapping[str, Json], operation_name: str | None
    ) -> Expected:
        """Return the expected response."""
        try:
            document = parse(text)
        except GraphQLError:
            return _refused("GRAPHQL_PARSE_FAILED")
        if validate(SCHEMA, document):
            return _refused("GRAPHQL_VALIDATION_FAILED")
        operations = {
            d.name.value if d.name else None: d
            for d in document.definitions
            if isinstance(d, OperationDefinitionNode)
        }
        if operation_name is None and len(operations) == 1:
            (operation,) = operations.values()
        elif operation_name in operations:
            operation = operations[operation_name]
        else:
            return _refused("OPERATION_RESOLUTION_FAILED")
        coerced = get_variable_values(SCHEMA, operation.variable_definitions or (), dict(variables))
        if isinstance(coerced, list):
            return _refused("BAD_USER_INPUT")
        document = visit(document, _AbsentInObjects(coerced.coerced))
        operation = next(
            d
            for d in document.definitions
            if isinstance(d, OperationDefinitionNode)
            and (d.name and d.name.value) == (operation.name and operation.name.value)
        )
        fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        try:
            prefers = get_directive_values(LANG, operation, coerced) or {}
        except GraphQLError:
            return _refused("BAD_USER_INPUT")
        reports = "reportNotFound" in [d.name.value for d in operation.directives or ()]
        stated = prefers.get("prefer")
        language = stated or "ES"
        world = replace(self._world, language=language, reports_missing=reports, prefers=stated)
        refusals = Refusals(SCHEMA, fragments, coerced, world.cursors, world.language)
        refusals.look(operation.selection_set, frozenset(["Query"]))
        if refusals.found:
            return Expected(refusals=frozenset(refusals.found))
        result = execute_sync(
            SCHEMA,
            document,
            context_value=world,
            variable_values=dict(variables),
            operation_name=operation_name,
            field_resolver=_resolve,
            type_resolver=lambda node, info, abstract: node.type.name,
        )
        errors = [_error(error) for error in result.errors or ()]
        return Expected({"data": result.data, **({"errors": errors} if errors else {})})


class _AbsentInObjects(Visitor):
    """Replaces absent variables in input objects by null, which counts as not given, too."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__()
        self._known = known

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> ObjectFieldNode | None:
        if isinstance(node.value, VariableNode) and node.value.name.value not in self._known:
            return ObjectFieldNode(name=node.name, value=NullValueNode())
        return None


def _refused(code: str) -> Expected:
    return Expected(refusals=frozenset([(code, None)]))


def _error(error: GraphQLError) -> Json:
    """Return an error of execution: a lookup that found nothing, or null in a non-null field."""
    if isinstance(error.original_error, NotFound):
        extensions = {"code": "NOT_FOUND"}
        return {"message": error.message, "path": error.path, "extensions": extensions}
    if not error.message.startswith(NULL):
        raise error
    return {
        "message": error.message,
        "path": error.path,
        "extensions": {"code": "NULL_VALUE"},
    }


def _resolve(source: Any, info: GraphQLResolveInfo[World], **arguments: Any) -> Any:  # noqa: C901 (one case per type)
    """Resolve a field of an object."""
    world = info.context
    name = info.field_name
    if isinstance(source, Node) and has_lists(source, name):
        return listed(source.values.get(name), arguments.get("lang") or world.prefers)
    if "lang" in info.parent_type.fields[name].args and arguments.get("lang") is None:
        arguments["lang"] = world.language
    match source:
        case None:
            found = query_field(world, name, arguments)
            return reported(name, arguments, found) if world.reports_missing else found
        case Node() if info.parent_type.name == "Catalogue":
            return catalogue_field(world, source, name)
        case Node():
            return node_field(world, source, name, arguments)
        case Connection() if info.parent_type.name == "PageInfo":
            return page_info_field(source, name)
        case Connection() if name == "facets":
            return facets(source, arguments["by"])
        case Connection():
            return connection_field(source, name)
        case Facet():
            return facet_field(source, name, arguments.get("first"))
        case FacetValue():
            return facet_value_field(source, name, arguments["lang"] if name == "label" else "")
        case Flows():
            return flows_field(source, name)
        case FlowRow():
            return flow_field(world, source, name, arguments)
        case FlowEnd():
            return flow_end_field(source.end, name, arguments["lang"] if name == "label" else "")
        case Row():
            return row_field(world.graph, source, name, arguments)
        case Link():
            return link_field(world.graph, source, name, arguments)
        case PartialDate():
            return part_of_date(source, name, arguments)
        case TypeCount():
            return type_count_field(source, name, arguments)
        case type():
            return vocabulary_field(source, name)
        case Vocabulary():
            return term_field(source, name, arguments)
        case Mapping() if name == "conceptName":
            return source[name] and source[name][arguments["lang"]]
        case Mapping():
            return source[name]
    raise TypeError(f"{source!r} has no fields")
