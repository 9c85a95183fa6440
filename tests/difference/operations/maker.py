"""Base of the generators of argument values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphql import GraphQLEnumType, GraphQLSchema

from .chances import Chances
from .known import FACTS, Known
from .literals import EnumValue
from .variables import Variables

RARE = (*FACTS, "StageEvent", "Detail", "KnowledgeTransfer", "RelatedPractice", "TopicRelation")
"""Types that few fields return."""
COMMON = re.compile("(Id|Text|String|StringList|Basis)Filter")
"""Filters that most conditions have."""


@dataclass
class Maker:
    """Generates values for one operation.

    Attributes:
        wrong: whether invalid arguments are allowed.
        mentioned: types of the ids generated last.
        language: the default of the operation.
    """

    schema: GraphQLSchema
    known: Known
    chances: Chances
    variables: Variables
    wrong: bool
    mentioned: Sequence[str] = ()
    language: str = "ES"

    def weight(self, type_name: str) -> int:
        """Return how often to pick fields of a type: rare types more often, so all are tried."""
        found = 4 if type_name.startswith(RARE) else 1
        if type_name.endswith("Filter") and not COMMON.fullmatch(type_name):
            found *= 3
        return found * 5 if self.known.focus in type_name else found

    def mistake(self) -> bool:
        return self.wrong and self.chances.sometimes(25)

    def enum(self, name: str) -> EnumValue:
        """Return a value of an enum."""
        enum = self.schema.type_map[name]
        if not isinstance(enum, GraphQLEnumType):
            raise TypeError(f"{name} is not an enum")
        return EnumValue(self.chances.pick(list(enum.values)))

    def id(self, type_name: str) -> str | int:
        """Return the id of a node, with its current or a former slug, or an unknown id."""
        nodes = self.known.nodes(type_name)
        ids = [node.id for node in nodes]
        ids += [f"{node.type.name}:{slug}" for node in nodes for slug in node.former_slugs]
        if ids and not self.chances.sometimes(10):
            return self.chances.pick(ids)
        others: tuple[str | int, ...] = (f"{type_name}:nothing", type_name, "Nothing:x", "", 7)
        return self.chances.pick(others)
