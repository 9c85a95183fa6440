"""Every query of the guide runs as in Neo4j Browser, and every question has the expected answer.

An answer is a file in `answers`, named after its question. It was worked out by hand from the
catalogue before the query ran, and says how, so that it can be revised when the catalogue changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase, Query, Record, ResultSummary, Session
from neo4j.graph import Path as Drawn
from ruamel.yaml import YAML

from graph_service.guide.page import PAGES
from graph_service.guide.questions import QUESTIONS, Language, Question, Text
from graph_service.guide.questions import Query as GuideQuery
from graph_service.guide.slides import QUERIES, SLIDES, Slide
from graph_service.settings import DatabaseSettings
from tests.publish.test_traps import entries_of

ANSWERS = Path(__file__).parent / "answers"
TODAY = "date('2026-11-24')"
"""The date for which the answers are valid."""
EXAMPLE = re.compile(r"`([A-Z]{3} → [^`]+|[\d.-]+/[\d.-]+)`")
"""A caption or a period of time that a slide explains."""
EXPLAINING = [slide for slide in SLIDES if EXAMPLE.search(str(slide.parts))]


@pytest.fixture(scope="module")
def session(catalogue: DatabaseSettings) -> Iterator[Session]:
    """A read-only session, as in a public Browser."""
    auth = (catalogue.user, catalogue.password)
    with (
        GraphDatabase.driver(catalogue.uri, auth=auth) as driver,
        driver.session(database=catalogue.database, default_access_mode="READ") as opened,
    ):
        yield opened


def _run(session: Session, cypher: str) -> tuple[Sequence[Record], ResultSummary]:
    result = session.run(Query(cypher))
    return list(result), result.consume()


@pytest.mark.parametrize("language", PAGES.values())
@pytest.mark.parametrize("query", QUERIES)
def test_a_query_has_results_and_no_notifications(
    session: Session, query: GuideQuery, language: Language
) -> None:
    records, summary = _run(session, query.to(language))
    assert records
    names = {*re.findall(r"⟨[\w.]+\??⟩ AS (\w+)", query.cypher)} & {*records[0].keys()}
    assert all(record[name] for record in records for name in names)
    assert [status.gql_status for status in summary.gql_status_objects] == ["00000"]
    assert summary.query_type == "r"


@pytest.mark.parametrize("language", PAGES.values())
@pytest.mark.parametrize("slide", EXPLAINING, ids=lambda slide: slide.title.en)
def test_a_slide_explains_what_its_queries_show(
    session: Session, slide: Slide, language: Language
) -> None:
    texts = [part.to(language) for part in slide.parts if isinstance(part, Text)]
    queries = [part.to(language) for part in slide.parts if isinstance(part, GuideQuery)]
    shown = str([record.data() for query in queries for record in _run(session, query)[0]])
    for example in EXAMPLE.findall("\n".join(texts)):
        assert f"'{example}'" in shown


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_a_question_has_the_expected_answer(session: Session, question: Question) -> None:
    expected: dict[str, Any] = YAML(typ="safe").load(ANSWERS / f"{question.key}.yaml")
    records, _ = _run(session, question.query.to("es").replace("date()", TODAY))
    if "rows" in expected:
        assert [list(record.values()) for record in records] == expected["rows"]
        assert list(records[0].keys()) == expected["columns"]
    else:
        paths = [v for r in records for v in r.values() if v is not None]
        assert _nodes(paths) == set(expected["nodes"])
        assert _edges(paths) == {tuple(edge) for edge in expected["edges"]}


def _query(key: str) -> GuideQuery:
    (found,) = (question.query for question in QUESTIONS if question.key == key)
    return found


def test_a_question_works_for_one_country(session: Session) -> None:
    """As its sentence says; and in English."""
    query = _query("known").to("en").replace("inRegion: true", "iso3: 'HND'")
    records, _ = _run(session, query)
    assert [(r["country"], r["practice"], r["stage"], r["origins"]) for r in records] == [
        (
            "Honduras",
            "Blue Heart campaign (UNODC)",
            "IMPLEMENTED",
            ["United Nations Office on Drugs and Crime"],
        ),
        ("Honduras", "Central American regional strategy for comprehensive victim care", None, []),
        (
            "Honduras",
            "Costa Rica's Immediate Response Team (ERI)",
            "VISITED",
            ["Costa Rica", "Immediate Response Team"],
        ),
        ("Honduras", "Groups of coordinated prosecutors (Gruficor)", None, []),
        (
            "Honduras",
            "Regional tool for official trafficking statistics",
            "DOCUMENTED",
            ["International Organization for Migration"],
        ),
    ]


def test_nobody_is_sent_to_what_has_ended_or_has_not_begun(session: Session) -> None:
    practices = entries_of("good-practices")
    gone = {"ENDED", "INACTIVE", "PLANNED"}
    assert {"ENDED", "PLANNED"} <= {practice.get("status") for practice in practices.values()}
    topics: dict[str, set[str]] = defaultdict(set)
    for practice in practices.values():
        if practice.get("status") not in gone:
            for topic in practice["topics"]:
                topics[topic if isinstance(topic, str) else topic["slug"]].add(
                    practice["name"]["es"]
                )
    for topic, expected in topics.items():
        query = _query("learn").to("es").replace("immediate-response", topic)
        assert {record["practice"] for record in _run(session, query)[0]} == expected, topic


def _nodes(paths: Sequence[Drawn]) -> set[str]:
    return {node["id"] for path in paths for node in path.nodes}


def _edges(paths: Sequence[Drawn]) -> set[tuple[str, str, str]]:
    return {
        (edge.start_node["id"], edge.type, edge.end_node["id"])
        for path in paths
        for edge in path.relationships
        if edge.start_node and edge.end_node
    }


def test_every_question_has_an_answer_and_every_answer_a_question() -> None:
    assert sorted(file.stem for file in ANSWERS.iterdir()) == sorted(q.key for q in QUESTIONS)


def test_the_guide_includes_every_question() -> None:
    assert {question.query for question in QUESTIONS} <= set(QUERIES)
    assert len(QUESTIONS) == 13


def test_two_slides_explain_an_example() -> None:
    """A caption, and a date."""
    assert [slide.title.en for slide in EXPLAINING] == ["Circles and arrows", "Not known yet"]
