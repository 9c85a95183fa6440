"""The questions as a Cypher file per language, for a Neo4j Browser that cannot open the guide."""

from __future__ import annotations

from graph_service.guide.questions import QUESTIONS
from graph_service.guide.texts import Language, Question, Text

QUESTION_FILES: dict[str, Language] = {"preguntas.cypher": "es", "questions.cypher": "en"}
"""File name → language."""
_HEAD = Text(
    es="""\
// Preguntas sobre el grafo: pegue una en Neo4j Browser y ejecútela.
// Las escribe `graph-service publish`, de graph_service/guide; véase docs/browser.md.
""",
    en="""\
// Questions about the graph: paste one into Neo4j Browser and run it.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.
""",
)


def questions_cypher(language: Language) -> str:
    """Return one statement per question, with its title and sentence as comments."""
    return _HEAD.to(language) + "".join(
        f"\n{_question(number, question, language)}"
        for number, question in enumerate(QUESTIONS, start=1)
    )


def _question(number: int, question: Question, language: Language) -> str:
    title, sentence = question.title.to(language), question.sentence.to(language)
    return f"// {number}. {title}\n// {sentence}\n{question.query.to(language)};\n"
