"""Many texts on random graphs: searches and lists must answer like the reference.

The operations are the same, so Neo4j plans them once: a text costs little.
"""

from random import Random

import pytest

from graph_service.settings import DatabaseSettings
from tests.sizes import size

from .check import Service, Trial
from .coverage import Coverage
from .operations.documents import Operation
from .random_graphs import TEXTS, random_graph
from .reference.executor import SCHEMA
from .settings import SEED
from .storing import store

GRAPHS = size("SEARCHED_GRAPHS", small=1, whole=8)
TEXTS_PER_GRAPH = size("TEXTS_PER_GRAPH", small=30, whole=60)
BETWEEN = ("de", "a la", "from", "to", "by", "con", "y", "visitas", "received", "compartió")
SUBJECT = ("víctimas", "de trata", "trata de personas", "people", "survivors of trafficking")
OPERATIONS = (
    """query ($text: String!) { search(text: $text, first: 30) { relaxed totalCount edges {
      score node { id } matchedBy { word how concept conceptName inPt: conceptName(lang: PT) }
      fragments { text field language } } } }""",
    """query ($text: String!) {
      goodPractices(where: {text: $text}, orderBy: [{relevance: DESC}]) { nodes { id } }
      institutions(where: {text: $text}, orderBy: [{relevance: ASC}]) { nodes { id } } }""",
)

pytestmark = [pytest.mark.proof, pytest.mark.no_cover, pytest.mark.timeout(600)]


def _text(chance: Random) -> str:
    """Return some words, changed or cut, now and then for a subject or a direction, or many."""
    words = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        word = chance.choice(chance.choice(TEXTS).split() or [""])
        cut = word[: chance.randint(1, 8)]
        swapped = word[:2] + word[2:4][::-1] + word[4:]
        words.append(chance.choice((word, word, cut, f"{word}s", swapped, word.upper())))
    for share, others in ((0.2, SUBJECT), (0.3, BETWEEN), (0.3, BETWEEN)):
        if chance.random() < share:
            words.insert(chance.randint(0, len(words)), chance.choice(others))
    if chance.random() < 0.1:  # more than the 20 words that count
        words += chance.choices(" ".join(TEXTS).split(), k=25)
    return " ".join(words)


@pytest.mark.parametrize("number", range(SEED, SEED + GRAPHS))
def test_texts(number: int, service: Service, database_settings: DatabaseSettings) -> None:
    graph, chance = random_graph(number), Random(number)
    store(graph, database_settings)
    trial = Trial(service, graph, Coverage(SCHEMA))
    for _ in range(TEXTS_PER_GRAPH):
        variables = {"text": _text(chance)}
        for operation in OPERATIONS:
            trial.check(Operation(operation, variables, None))
