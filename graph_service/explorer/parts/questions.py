"""The eight questions to ask before adopting a practice, and what the catalogue has on each.

A question is answered by details of its aspects, by properties of the practice, and by statements:
"What does it cost?" by RESOURCES, "Is it still in operation?" by STATUS and `status`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Statement,
    nodes_of,
    object_in,
    objects_in,
)
from graph_service.model.enums import Aspect
from graph_service.model.labels import Labels

Said: TypeAlias = Mapping[str, Sequence[tuple[Statement, str]]]
"""Statements, each with a label or "", by relation and by stage of a transfer."""


@dataclass(frozen=True)
class Question:
    """A question.

    Attributes:
        words: the question as people ask it.
        subject: what isn't recorded if there is no answer.
        aspects: the details that answer it.
        facts: the properties of the practice that do.
        said: the relations that do, and the stages of events of transfers.
        is_of_norms: whether the norms of the practice's owners do.
        is_of_use: whether its use in other countries does.
    """

    words: Labels
    subject: Labels
    aspects: tuple[Aspect, ...]
    facts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    is_of_norms: bool = False
    is_of_use: bool = False


QUESTIONS = (
    Question(
        Labels(
            "¿Sigue funcionando hoy?",
            "Is it still in operation today?",
            "Continua funcionando hoje?",
        ),
        Labels(
            "si sigue en funcionamiento", "whether it is in operation", "se está em funcionamento"
        ),
        (Aspect.STATUS,),
        facts=("status", "statusAsOf", "ended", "endReason"),
    ),
    Question(
        Labels(
            "¿Quién la opera y con qué instituciones?",
            "Who runs it, and with which institutions?",
            "Quem a opera, e com quais instituições?",
        ),
        Labels("quién la lleva adelante", "who runs it", "quem a conduz"),
        (Aspect.WHO_DOES_WHAT,),
        said=("operators", "owners"),
    ),
    Question(
        Labels(
            "¿En qué norma se apoya? ¿Haría falta una igual?",
            "Which norm does it rest on? Would a similar one be needed?",
            "Em que norma se apoia? Seria preciso uma igual?",
        ),
        Labels("su norma", "its norm", "sua norma"),
        (Aspect.LEGAL_BASIS,),
        said=("basedOn",),
        is_of_norms=True,
    ),
    Question(
        Labels(
            "¿Qué cuesta, y cuántas personas trabajan en ella?",
            "What does it cost, and how many people work on it?",
            "Quanto custa, e quantas pessoas trabalham nela?",
        ),
        Labels("costo y personal", "cost and staff", "custo e pessoal"),
        (Aspect.RESOURCES,),
    ),
    Question(
        Labels(
            "¿A quiénes atiende, y son como los de mi país?",
            "Whom does it serve, and are they like those in my country?",
            "A quem atende, e são como os do meu país?",
        ),
        Labels("a quién atiende", "whom it serves", "a quem atende"),
        (Aspect.WHOM_IT_SERVES,),
    ),
    Question(
        Labels(
            "¿Se evaluó? ¿Qué se halló?",
            "Was it evaluated? What was found?",
            "Foi avaliada? O que se constatou?",
        ),
        Labels("resultados y evaluaciones", "results and evaluations", "resultados e avaliações"),
        (Aspect.RESULTS,),
        said=("evaluations",),
    ),
    Question(
        Labels(
            "¿Funcionó en otro país? ¿Qué se cambió?",
            "Did it work in another country? What was changed?",
            "Funcionou em outro país? O que se mudou?",
        ),
        Labels("qué cambiaron otros", "what others changed", "o que outros mudaram"),
        (Aspect.LESSONS,),
        said=("ADAPTED",),
        is_of_use=True,
    ),
    Question(
        Labels(
            "¿Qué obstáculos se hallaron?",
            "Which obstacles were found?",
            "Que obstáculos se encontraram?",
        ),
        Labels("obstáculos", "obstacles", "obstáculos"),
        (Aspect.OBSTACLES,),
        facts=("endReason",),
        said=("objections", "DISCONTINUED", "NEVER_BEGUN"),
    ),
)
"""In the order of the page, and of the sheet for a visit."""


@dataclass(frozen=True)
class Answer:
    """What the catalogue has on a question.

    Attributes:
        words: the question.
        subject: what isn't recorded if there is no answer.
        details: edges to details.
        facts: properties of the practice.
        said: statements, each with a label or "".
        norms: the owners of the practice that have a legal basis.
        tells_use: whether its use in other countries is an answer.
    """

    words: str
    subject: str
    details: Sequence[Node]
    facts: Sequence[Fact]
    said: Sequence[tuple[Statement, str]]
    norms: Sequence[Node]
    tells_use: bool

    @property
    def is_open(self) -> bool:
        """Whether there is no answer."""
        return not (self.details or self.facts or self.said or self.norms or self.tells_use)


def details_of(practice: Node, *aspects: Aspect) -> list[Node]:
    """Return the edges to the details of a practice that are about one of these aspects."""
    names = [aspect.name for aspect in aspects]
    edges = objects_in(object_in(practice["details"])["edges"])
    return [edge for edge in edges if object_in(edge["node"])["aspect"] in names]


def answers_of(
    practice: Node,
    facts: Sequence[Fact],
    said: Said,
    *,
    is_used: bool,
    is_transferred: bool,
    language: str,
) -> list[Answer]:
    """Return what the catalogue has on each question.

    Lessons are for those who adopt a practice, so they count only if there is a transfer; a detail
    of the status counts only with the time of which it speaks.

    Args:
        practice: with its owners and details.
        facts: its properties.
        said: its statements.
        is_used: whether its use in another country is known.
        is_transferred: whether a transfer of it is known.
        language: of the questions.
    """

    def counts(detail: Node) -> bool:
        match detail["aspect"]:
            case Aspect.LESSONS.name:
                return is_transferred
            case Aspect.STATUS.name:
                return detail["asOf"] is not None
        return True

    norms = [owner for owner in nodes_of(practice["owners"]) if owner["legalBasis"]]
    return [
        Answer(
            words=question.words.in_language(language),
            subject=question.subject.in_language(language),
            details=[
                edge
                for edge in details_of(practice, *question.aspects)
                if counts(object_in(edge["node"]))
            ],
            facts=[fact for fact in facts if fact.name in question.facts],
            said=[one for name in question.said for one in said.get(name, ())],
            norms=norms if question.is_of_norms else (),
            tells_use=question.is_of_use and is_used,
        )
        for question in QUESTIONS
    ]
