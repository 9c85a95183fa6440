"""The questions as one Cypher file, for a Neo4j Browser that cannot open the guide."""

from __future__ import annotations

from graph_service.guide.questions import QUESTIONS
from graph_service.guide.texts import Question

_HEAD = """\
// Questions about the graph, in Spanish and English: paste one into Neo4j Browser and run it.
// Preguntas sobre el grafo, en español e inglés: pegue una en Neo4j Browser y ejecútela.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.
"""


def questions_cypher() -> str:
    """Return one statement per question, with its title and sentence as comments."""
    return _HEAD + "".join(
        f"\n{_question(number, question)}" for number, question in enumerate(QUESTIONS, start=1)
    )


def _question(number: int, question: Question) -> str:
    comments = (
        f"{number}. {question.title.es}",
        question.sentence.es,
        f"{number}. {question.title.en}",
        question.sentence.en,
    )
    return "".join(f"// {comment}\n" for comment in comments) + f"{question.query.cypher};\n"
