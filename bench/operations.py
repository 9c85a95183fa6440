"""The operations: their text in this service's GraphQL, and their variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from bench.links import iso3, slug
from bench.names import Dice, title, town
from bench.sizes import GraphSize
from graph_service.model.enums import Language
from graph_service.model.ids import node_id
from graph_service.model.json import Json
from graph_service.model.types import GOOD_PRACTICE, TOPIC

Variables: TypeAlias = Mapping[str, Json]

VARIETY = 200
"""Most sets of variables per operation: an uncached run keeps reading different data."""
CACHED_VARIETY = 20
"""How many of these sets are used for the contender with a response cache."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One operation of the benchmark.

    Attributes:
        name: its name in settings and results.
        title: its title in the table.
        text: its GraphQL, with one root field, for this service.
        is_slow: whether some contender needs more than a few milliseconds; it is measured longer.
    """

    name: str
    title: str
    text: str
    is_slow: bool = False


PRACTICE = Operation(
    name="practice",
    title="one practice by slug",
    text="""query Practice($slug: String!) {
  goodPractice(by: {slug: $slug}) {
    id
    slug
    name(lang: EN)
    nameLanguage(lang: EN)
    summary(lang: EN)
    themes
    level
    status
    started { edtf earliest latest qualifier }
    statusAsOf { edtf }
    note
    sources { slug name url }
  }
}""",
)
TOPIC_PAGE = Operation(
    name="topic_page",
    title="50 practices of a topic, sorted",
    is_slow=True,
    text="""query TopicPage($topic: String!) {
  topic(by: {slug: $topic}) {
    name(lang: ES)
    practices(first: 50, orderBy: [{name: ASC, lang: ES}]) {
      nodes {
        slug
        name(lang: ES)
        owners { nodes { name(lang: ES) } }
        countries { nodes { iso3 } }
        topics { nodes { slug name(lang: ES) } }
      }
    }
  }
}""",
)
THREE_LEVELS = Operation(
    name="three_levels",
    title="country → institutions → practices → transfers",
    is_slow=True,
    text="""query ThreeLevels($iso3: String!) {
  country(by: {iso3: $iso3}) {
    name(lang: ES)
    institutions(first: 10, orderBy: [{name: ASC, lang: ES}]) {
      nodes {
        slug
        name(lang: ES)
        ownedPractices(first: 5, orderBy: [{name: ASC, lang: ES}]) {
          nodes {
            slug
            name(lang: ES)
            transfers(first: 5, orderBy: [{name: ASC, lang: ES}]) {
              nodes { slug name(lang: ES) stage stageDate { edtf } }
            }
          }
        }
      }
    }
  }
}""",
)
SEARCH = Operation(
    name="search",
    title="full-text search, 20 hits",
    text="""query Search($text: String!) {
  search(text: $text, first: 20) {
    nodes { id slug name(lang: ES) }
  }
}""",
)
FLOWS = Operation(
    name="flows",
    title="transfers, country × country",
    is_slow=True,
    text="""query Flows($lang: Language!) {
  transferFlows(by: COUNTRY, first: 1000) {
    nodes {
      from { key label(lang: $lang) }
      to { key label(lang: $lang) }
      count
      self
    }
  }
}""",
)
BY_IDS = Operation(
    name="by_ids",
    title="100 entries by id",
    text="""query ByIds($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on GoodPractice {
      slug
      name(lang: ES)
      themes
      level
      status
      started { edtf }
    }
  }
}""",
)

SUGGEST = Operation(
    name="suggest",
    title="suggestions for what has been typed",
    text="""query Suggest($prefix: String!) {
  suggest(prefix: $prefix) {
    id
    type
    label
    matched
    ranges { start end }
  }
}""",
)

NULL = Operation(name="null", title="empty HTTP route", text="")
MIXED = Operation(
    name="mixed", title="mixed traffic: all operations at once", text="", is_slow=True
)

OPERATIONS = (PRACTICE, TOPIC_PAGE, THREE_LEVELS, SEARCH, FLOWS, BY_IDS)
"""The operations of all contenders, in the order of the table."""
ALL_OPERATIONS = (*OPERATIONS, SUGGEST)
"""With those that only this service has."""


@lru_cache
def variables_of(operation: Operation, size: GraphSize) -> Sequence[Variables]:
    """Return the operation's sets of variables: all different, and the same in every run."""
    dice = Dice(f"variables of {operation.name}")

    def spread(count: int) -> list[int]:
        """Return up to VARIETY different numbers below count."""
        numbers = {dice.number(0, count - 1): None for _ in range(20 * VARIETY)}
        return list(numbers)[:VARIETY]

    match operation.name:
        case "practice":
            return [{"slug": slug(GOOD_PRACTICE, n)} for n in spread(size.practices)]
        case "topic_page":
            return [{"topic": slug(TOPIC, n)} for n in spread(size.topics)]
        case "three_levels":
            return [{"iso3": iso3(n)} for n in spread(size.countries)]
        case "search":
            # A town and a subject: a town has as many practices in a small graph as in a large one.
            subjects = ("niñez", "víctimas", "frontera", "migración", "policía", "turismo")
            return [{"text": f"{town(n)} {dice.one(subjects)}"} for n in spread(size.towns)]
        case "flows":
            return [{"lang": language.name} for language in Language]
        case "suggest":
            return [{"prefix": _typed(dice, town(n))} for n in spread(size.towns)]
        case "by_ids":
            return [
                {
                    "ids": [
                        node_id(GOOD_PRACTICE.name, slug(GOOD_PRACTICE, n))
                        for n in _different(dice, 100, size.practices)
                    ]
                }
                for _ in range(VARIETY)
            ]
    raise ValueError(operation.name)


def _typed(dice: Dice, town_name: str) -> str:
    """Return the first letters of a title, of a town, or of a word of a title and a town."""
    words = title(dice, es=1, en=0, pt=0, town_name=town_name)["es"]
    first = words[: dice.number(1, 16)].strip()
    return dice.one((first, town_name[: dice.number(1, 6)], f"{words[:4]} {town_name[:3]}"))


def _different(dice: Dice, wanted: int, count: int) -> list[int]:
    numbers: dict[int, None] = {}
    while len(numbers) < wanted:
        numbers[dice.number(0, count - 1)] = None
    return list(numbers)
