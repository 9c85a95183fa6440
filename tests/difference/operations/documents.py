"""Whole documents, with their variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from graphql import GraphQLSchema, parse, print_ast
from hypothesis import strategies as st

from graph_service.model.json import Json

from .chances import Chances
from .inputs import Inputs
from .known import Known
from .literals import written
from .selections import Selections
from .variables import Variables

WRONG = 12
"""Percentage of operations that may have invalid arguments."""
NOT_GRAPHQL = ("{ nothing }", "{", "{ topics(first: true) { totalCount } }", "")


@dataclass(frozen=True)
class Operation:
    """A request."""

    text: str
    variables: Mapping[str, Json]
    name: str | None

    def __repr__(self) -> str:
        return f"{self.text}\n\nvariables: {dict(self.variables)}\noperationName: {self.name}"


def operations(schema: GraphQLSchema, known: Known) -> st.SearchStrategy[Operation]:
    """Return the strategy that generates operations on a graph."""

    # Hypothesis drives plain random numbers, which it can shrink. Given strategies, it would
    # recombine parts of earlier examples, and near copies find nothing new.
    chance = st.randoms(use_true_random=False, note_method_calls=False)

    def made(random: Random) -> Operation:
        chances = Chances(random)
        return operation_of(schema, known, chances, wrong=chances.sometimes(WRONG))

    return chance.map(made)


def operation_of(
    schema: GraphQLSchema, known: Known, chances: Chances, *, wrong: bool
) -> Operation:
    """Generate one operation; a wrong one may have invalid arguments."""
    if wrong and chances.sometimes(8):
        return Operation(chances.pick(NOT_GRAPHQL), {}, None)
    named = chances.sometimes(40)
    text, variables = _one(schema, known, chances, "query Q" if named else "query", wrong)
    name = "Q" if named and chances.sometimes(50) else None
    if named and chances.sometimes(25):
        # A second operation in the same document, with variables of the same names.
        other, _ = _one(schema, known, chances, "query Other", wrong=False)
        text, name = chances.pick((f"{text} {other}", f"{other} {text}")), "Q"
    if wrong and chances.sometimes(10):
        name = chances.pick(("Nothing", None))
    if wrong and chances.sometimes(25):
        variables.break_one()
    return Operation(print_ast(parse(text)), variables.given, name)


def _one(
    schema: GraphQLSchema, known: Known, chances: Chances, head: str, wrong: bool
) -> tuple[str, Variables]:
    """Return the text of one operation with its fragments, and its variables."""
    variables = Variables(chances)
    inputs = Inputs(schema, known, chances, variables, wrong)
    directive = ""
    if chances.sometimes(40):
        prefer = inputs.enum("Language")
        inputs.language = prefer.name
        directive = f" @lang(prefer: {written(variables.maybe(prefer, 'Language!', 'prefer'))})"
    # Different names for the fragments of two operations in one document.
    selections = Selections(schema, chances, inputs, head[-1].lower())
    text = " ".join([selections.operation(), *selections.fragments])
    if "vocabulary" not in text and chances.sometimes(
        25
    ):  # its field can't be null beside an error
        directive += " @reportNotFound"
    declared = variables.declared(f"{directive} {text}")
    return f"{head}{declared}{directive} {text}", variables
