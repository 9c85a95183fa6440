"""The GraphQL schema: the contract holds, every type is complete, and everything is described.

That its types are those of schema/schema.graphql is tested by `publish --check`.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import graphql
import pytest
from graphql import (
    DirectiveLocation,
    DocumentNode,
    FieldDefinitionNode,
    FieldNode,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InputValueDefinitionNode,
    OperationDefinitionNode,
    TypeDefinitionNode,
    parse,
    print_ast,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from graph_service.api.schema import build_schema
from graph_service.model.enums import VOCABULARIES, Language, Theme
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, RELATIONS, TYPES
from graph_service.model.types import CHANGE, NODE_TYPES, RELEASE
from tests.api_schema import api_schema

CONTRACT = parse((Path(__file__).parents[1] / "data" / "contract.graphql").read_text())
QUESTIONS = (Path(__file__).parents[1] / "data" / "frontend.graphql").read_text()

OUR_NAMES = {
    "AttendanceConnection": "AttendanceInstitutionConnection",
    "AttendanceEdge": "AttendanceInstitutionEdge",
    "ExchangeVisitHostCountriesConnection": "CountryConnection",
}
"""The contract leaves the names of generated types open."""


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return api_schema()


def _type(schema: GraphQLSchema, name: str) -> GraphQLNamedType:
    found = schema.get_type(OUR_NAMES.get(name, name))
    assert found is not None, f"{name} is missing"
    return found


def _object(schema: GraphQLSchema, name: str) -> GraphQLObjectType:
    found = _type(schema, name)
    assert isinstance(found, GraphQLObjectType)
    return found


def _input(schema: GraphQLSchema, name: str) -> GraphQLInputObjectType:
    found = _type(schema, name)
    assert isinstance(found, GraphQLInputObjectType)
    return found


def _written(node: graphql.TypeNode) -> str:
    text = print_ast(node)
    bare = text.strip("[]!")
    return text.replace(bare, OUR_NAMES.get(bare, bare))


def _contract_fields(
    document: DocumentNode,
) -> list[tuple[str, FieldDefinitionNode | InputValueDefinitionNode]]:
    return [
        (definition.name.value, field)
        for definition in document.definitions
        if isinstance(definition, TypeDefinitionNode)
        for field in getattr(definition, "fields", None) or ()
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        pytest.param(name, field, id=f"{name}.{field.name.value}")
        for name, field in _contract_fields(CONTRACT)
    ],
)
def test_a_field_of_the_contract_has_its_shape(
    schema: GraphQLSchema, name: str, field: FieldDefinitionNode | InputValueDefinitionNode
) -> None:
    ours = _type(schema, name)
    assert isinstance(ours, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
    found = ours.fields[field.name.value]
    assert str(found.type) == _written(field.type)
    if isinstance(field, FieldDefinitionNode) and not isinstance(found, graphql.GraphQLInputField):
        wanted = {
            argument.name.value: (
                _written(argument.type),
                print_ast(argument.default_value) if argument.default_value else None,
            )
            for argument in field.arguments or ()
        }
        given = {
            name: (
                str(argument.type),
                None
                if argument.default_value is graphql.Undefined
                else argument.default_value.name,
            )
            for name, argument in found.args.items()
        }
        assert given == wanted


def test_the_contract_is_really_compared() -> None:
    assert len(_contract_fields(CONTRACT)) > 70


def test_the_enums_interfaces_and_directives_of_the_contract_hold(schema: GraphQLSchema) -> None:
    direction = _type(schema, "Direction")
    assert isinstance(direction, graphql.GraphQLEnumType)
    assert list(direction.values) == ["ASC", "DESC"]
    for definition in CONTRACT.definitions:
        if isinstance(definition, graphql.ObjectTypeDefinitionNode):
            ours = _object(schema, definition.name.value)
            wanted = {i.name.value for i in definition.interfaces or ()}
            assert wanted <= {i.name for i in ours.interfaces}
        if isinstance(definition, graphql.InputObjectTypeDefinitionNode):
            one_of = any(d.name.value == "oneOf" for d in definition.directives or ())
            assert _input(schema, definition.name.value).is_one_of == one_of


def test_the_schema_is_valid_and_prints_completely(schema: GraphQLSchema) -> None:
    graphql.assert_valid_schema(schema)
    again = graphql.build_schema(build_schema().as_str())
    changes = graphql.find_breaking_changes(again, schema) + graphql.find_dangerous_changes(
        again, schema
    )
    assert changes == []
    assert {n for n in again.type_map if not n.startswith("__")} == {
        n for n in schema.type_map if not n.startswith("__")
    }


def test_the_schema_stays_small_and_quick_to_build(schema: GraphQLSchema) -> None:
    """It is built in about 1.5 times the time that graphql-core takes for its SDL."""
    own = [n for n in schema.type_map if not n.startswith("__")]
    builtin = {"Boolean", "Float", "ID", "Int", "String"}
    assert len([n for n in own if n not in builtin]) <= 320
    sdl = graphql.print_schema(schema)
    ours = min(_seconds(build_schema) for _ in range(3))
    assert ours < 4 * min(_seconds(partial(graphql.build_schema, sdl)) for _ in range(3))


def _seconds(build: Callable[[], object]) -> float:
    """Return the CPU time of a call."""
    start = time.process_time()
    build()
    return time.process_time() - start


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_every_property_and_relation(schema: GraphQLSchema, name: str) -> None:
    ours = _object(schema, name)
    wanted = set(PROPERTIES[name]) | set(RELATIONS[name])
    wanted |= {r.edge_field for r in RELATIONS[name].values() if r.one}
    terms = [prop for prop in PROPERTIES[name].values() if prop.enum]
    wanted |= {f"{prop.name}Label{'s' if prop.many else ''}" for prop in terms}
    assert wanted <= ours.fields.keys()
    extra = ours.fields.keys() - wanted - {"id"}
    others = {
        "Source": {"sources"},
        "Topic": {"sources"},
        "Release": {"changes", "citation", "version"},
        "Change": {"entryTypeLabel", "release", "entry"},
        "GoodPractice": {"relatedPractices"},
    }
    expected = others.get(name, set()) | (
        {"history", "nameIsTranslation"} if TYPES[name].entry else set()
    )
    expected |= {"citations"} if "sources" in RELATIONS[name] else set()
    assert {e for e in extra if not e.endswith("Language")} == expected
    interfaces = {i.name for i in ours.interfaces}
    assert interfaces == ({"Node", "Entry"} if TYPES[name].entry else {"Node"})


@pytest.mark.parametrize("name", [t.name for t in NODE_TYPES if t is not RELEASE])
def test_a_where_reaches_every_property_but_single_remarks_and_every_relation(
    schema: GraphQLSchema, name: str
) -> None:
    properties = PROPERTIES[name].values()
    filtered = {p.name for p in properties if (p.many or not p.remark) and p.kind.is_filtered} - {
        "formerSlugs",
        "addedIn",
        "updatedIn",
    }
    filtered |= {"note"} & PROPERTIES[name].keys()
    wanted = {"and", "or", "not", "id"} | filtered | set(RELATIONS[name])
    wanted |= {"edge"} if name != CHANGE.name else set()
    wanted |= {"text"} if TYPES[name].entry else set()
    assert _input(schema, f"{name}Where").fields.keys() == wanted


def test_the_enums_are_the_vocabularies(schema: GraphQLSchema) -> None:
    for vocabulary in VOCABULARIES:
        made = _type(schema, vocabulary.__name__)
        assert isinstance(made, graphql.GraphQLEnumType)
        assert list(made.values) == list(vocabulary.__members__)
    entry_type = _type(schema, "EntryType")
    assert isinstance(entry_type, graphql.GraphQLEnumType)
    assert len(entry_type.values) == len(ENTRY_TYPES)
    assert "GOOD_PRACTICE" in entry_type.values


WITHOUT_LABEL = {
    # A word's match is explained by the fragments beside it.
    "SearchMatch.how",
}
"""Enums without a label beside them, apart from languages of texts, which pages give as `lang`."""


def test_values_of_enums_have_their_labels_beside_them(schema: GraphQLSchema) -> None:
    missing = {
        f"{found.name}.{name}"
        for found in schema.type_map.values()
        if isinstance(found, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType)
        and not found.name.startswith("__")
        for name, field in found.fields.items()
        if isinstance(graphql.get_named_type(field.type), graphql.GraphQLEnumType)
        and not {f"{name}Label", f"{name}Labels"} & found.fields.keys()
        and not (name == "language" or name.endswith("Language"))
    }
    assert missing == WITHOUT_LABEL


def test_the_directive_of_the_language_is_for_queries(schema: GraphQLSchema) -> None:
    (found,) = [directive for directive in schema.directives if directive.name == "lang"]
    assert found.locations == (DirectiveLocation.QUERY,)
    assert {name: str(argument.type) for name, argument in found.args.items()} == {
        "prefer": "Language!"
    }


@pytest.mark.parametrize("question", QUESTIONS.split("#---"), ids=range(1, 13))
def test_the_questions_of_frontends_are_valid(schema: GraphQLSchema, question: str) -> None:
    assert graphql.validate(schema, parse(question)) == []


def test_introspection_by_graphql_core(schema: GraphQLSchema) -> None:
    result = graphql.graphql_sync(schema, '{__type(name: "CountryBy") {kind isOneOf}}')
    assert result.errors is None
    assert result.data == {"__type": {"kind": "INPUT_OBJECT", "isOneOf": True}}


# Inputs


def _arguments(schema: GraphQLSchema, text: str, variables: dict[str, object]) -> dict[str, object]:
    document = parse(text)
    assert graphql.validate(schema, document) == []
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    coerced = get_variable_values(schema, operation.variable_definitions or (), variables)
    assert isinstance(coerced, VariableValues)
    (field,) = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    assert schema.query_type
    return get_argument_values(schema.query_type.fields[field.name.value], field, coerced)


def test_inputs_coerce_to_plain_dicts_and_members_of_the_vocabularies(
    schema: GraphQLSchema,
) -> None:
    wanted = {
        "where": {
            "and": [{"themes": {"hasAny": [Theme.PROTECTION]}}],
            "not": {"slug": {"in": ["a"]}},
            "name": {"contains": "x", "lang": Language.PT},
        }
    }
    literal = (
        '{goodPractices(where: {and: [{themes: {hasAny: PROTECTION}}], not: {slug: {in: ["a"]}},'
        ' name: {contains: "x", lang: PT}}) {totalCount}}'
    )
    assert _arguments(schema, literal, {}) == wanted
    variable = "query ($w: GoodPracticeWhere) {goodPractices(where: $w) {totalCount}}"
    given = {
        "and": [{"themes": {"hasAny": ["PROTECTION"]}}],
        "not": {"slug": {"in": ["a"]}},
        "name": {"contains": "x", "lang": "PT"},
    }
    coerced = _arguments(schema, variable, {"w": given})
    assert coerced == wanted
    where = coerced["where"]
    assert type(where) is dict
    assert type(where["not"]) is dict


# Descriptions


def _descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Yield the coordinates of everything that can have a description, with it."""
    yield "schema", schema.description
    for directive in schema.directives:
        yield f"@{directive.name}", directive.description
        for argument, of in directive.args.items():
            yield f"@{directive.name}({argument}:)", of.description
    for name, made in schema.type_map.items():
        if name.startswith("__"):
            continue
        yield name, made.description
        for value, enum_value in getattr(made, "values", {}).items():
            yield f"{name}.{value}", enum_value.description
        for field, definition in getattr(made, "fields", {}).items():
            yield f"{name}.{field}", definition.description
            for argument, of in getattr(definition, "args", {}).items():
                yield f"{name}.{field}({argument}:)", of.description


COMMON = re.compile(r"\((lang|where|orderBy|first|after|last|before|by):\)$")
"""Arguments of most fields, which the description of the schema explains once."""


def test_everything_is_described(schema: GraphQLSchema) -> None:
    found = dict(_descriptions(schema))
    missing = [name for name, text in found.items() if not text]
    # The keys of an order are named like what they sort by.
    keys = {n for n in missing if re.fullmatch(r"\w+Order\.\w+", n)}
    assert [name for name in missing if not COMMON.search(name) and name not in keys] == []
    explained = {match[1] for name in missing if (match := COMMON.search(name))}
    assert len(explained) == 8
    assert all(f"`{name}`" in (schema.description or "") for name in explained)
    assert len(found) > 2_000


ARTICLE = re.compile(
    r"\b[Aa] (?=[AEIOUaeiou])(?!one\b|uni|use\b|user|URL|Europ|UN\b)\w+"
    r"|\b[Aa]n (?![AEIOUaeiou`]|hour|[FHLMNRSX][A-Z])\w+"
)
GENERATED = re.compile(r"Reverse of|\bMany [A-Z]|\w+\.\w+: ")


def test_descriptions_are_sentences(schema: GraphQLSchema) -> None:
    """They begin with a capital and end with a period, and the articles fit."""
    for name, text in _descriptions(schema):
        if text is None:
            continue
        assert text[0].isupper(), (name, text)
        assert text.endswith((".", ").")), (name, text)
        assert not ARTICLE.search(text), (name, text)
        assert not GENERATED.search(text), (name, text)


@pytest.mark.parametrize("text", ["a Agreement", "An country", "a entry", "an practice"])
def test_wrong_articles_would_be_found(text: str) -> None:
    assert ARTICLE.search(f"The key of {text}.")


@pytest.mark.parametrize("text", ["an agreement", "a URL", "an ISO code", "a unit", "an SDL"])
def test_right_articles_are_not_found(text: str) -> None:
    assert not ARTICLE.search(f"The key of {text}.")


def test_the_schema_greets_and_its_scalars_are_specified(schema: GraphQLSchema) -> None:
    """In the SDL and in introspection; API explorers show the description first."""
    assert schema.description is not None
    assert schema.description.startswith("Good practices against trafficking in persons")
    assert graphql.build_schema(build_schema().as_str()).description == schema.description
    result = graphql.graphql_sync(schema, "{ __schema { description } }")
    assert result.data == {"__schema": {"description": schema.description}}
    builtin = graphql.specified_scalar_types
    scalars = [t for t in schema.type_map.values() if isinstance(t, graphql.GraphQLScalarType)]
    specified = {t.name: t.specified_by_url for t in scalars if t.name not in builtin}
    rfc = "https://www.rfc-editor.org/rfc/rfc3339"
    assert specified == {"Date": rfc, "DateTime": rfc}
