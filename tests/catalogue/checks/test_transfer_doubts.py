"""Weak spots of transfers and their events, at their places and in Spanish."""

import pytest

from tests.catalogue.checks.spanish import doubts
from tests.catalogue.seeding import Seeds

KT = "knowledge-transfers/kt.yaml"
HOST = "hostInstitutions: [a]\n"
VISITOR = "visitorInstitutions: [{slug: b, role: LEARNER}]\n"
ORIGIN = "originInstitutions: [a]\n"
TARGET = "targetInstitutions: [b]\n"
EVENT = "events: [{stage: VISITED, position: 1, date: 2018}]\n"
FILL_IN = "llene al menos un campo, si se conoce"
UNLESS = "quite uno, salvo que ambos sean ciertos"


@pytest.mark.parametrize("later", ["DECIDED", "FEASIBILITY_ASSESSED", "STAFF_TRAINED"])
def test_acts_and_assessments_may_follow_use(bodies: Seeds, later: str) -> None:
    events = f"  - {{stage: IMPLEMENTED, position: 1}}\n  - {{stage: {later}, position: 2}}\n"
    bodies.transfer("kt", "p", ORIGIN + TARGET + "events:\n" + events)
    assert doubts(bodies) == []


@pytest.mark.parametrize("first", ["REQUESTED", "FEASIBILITY_ASSESSED", "STAFF_TRAINED"])
def test_any_stage_may_follow_a_request_or_an_assessment(bodies: Seeds, first: str) -> None:
    events = f"  - {{stage: {first}, position: 1}}\n  - {{stage: IDENTIFIED, position: 2}}\n"
    bodies.transfer("kt", "p", ORIGIN + TARGET + "events:\n" + events)
    assert doubts(bodies) == []


def test_a_cooperation_agency_passes_on_the_practice_of_another_country(bodies: Seeds) -> None:
    bodies.institution("c", "cri")
    bodies.transfer("kt", "p", "originInstitutions: [c]\n" + TARGET + EVENT)
    (found,) = doubts(bodies)
    assert "las instituciones responsables de p son de hnd" in found
    file = bodies.folder / "institutions" / "c.yaml"
    file.write_text(file.read_text().replace("kind: AGENCY", "kind: COOPERATION_AGENCY"))
    assert doubts(bodies) == []


def test_a_formal_act_does_not_hide_a_stage_that_goes_back(bodies: Seeds) -> None:
    stages = ("IMPLEMENTED", "DECIDED", "VISITED")
    events = [f"  - {{stage: {stage}, position: {n}}}\n" for n, stage in enumerate(stages, 1)]
    bodies.transfer("kt", "p", ORIGIN + TARGET + "events:\n" + "".join(events))
    (found,) = doubts(bodies)
    assert "VISITED (Visitada) en events[3].stage sigue a IMPLEMENTED (Implementada)" in found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            TARGET + EVENT,
            f"1:1: no hay nada en originCountries, originInstitutions: {FILL_IN}",
        ),
        (
            ORIGIN + EVENT,
            f"1:1: no hay nada en targetCountries, targetInstitutions: {FILL_IN}",
        ),
        (
            ORIGIN + "targetInstitutions: [a]\n" + EVENT,
            f"6:22: a está en targetInstitutions y también en originInstitutions: {UNLESS}",
        ),
        (
            ORIGIN + TARGET + EVENT + "resultingPractices: [p]\n",
            f"8:22: p está en resultingPractices y también en practice: {UNLESS}",
        ),
        (
            "originCountries: [cri]\n" + TARGET + EVENT,
            (
                "4:11: las instituciones responsables de p son de hnd, pero la transferencia"
                " viene de cri: corrija la práctica o el origen"
            ),
        ),
        (
            ORIGIN + TARGET + EVENT + "visits: [late]\n",
            (
                "8:10: late en visits[1] tuvo lugar (2019) después del último evento de la"
                " transferencia a la que dio lugar (2018): corrija una fecha o quite la"
                " visita"
            ),
        ),
        (
            ORIGIN + TARGET + "events:\n"
            "  - {stage: VISITED, position: 2}\n  - {stage: DECIDED, position: 5}\n",
            (
                "8:3: faltan los eventos de estas posiciones: 1, 3, 4; las posiciones van desde 1,"
                " sin saltos"
            ),
        ),
        (
            ORIGIN + TARGET + "events:\n"
            "  - {stage: IMPLEMENTED, position: 1}\n  - {stage: VISITED, position: 2}\n",
            (
                "9:13: VISITED (Visitada) en events[2].stage sigue a IMPLEMENTED (Implementada), de"
                " la posición 1, que es una etapa posterior: corrija la etapa o la posición; si"
                " la práctica volvió a esa etapa, escriba las fechas"
            ),
        ),
        (
            ORIGIN + TARGET + "events:\n"
            "  - {stage: VISITED, position: 1, date: 2018, note: a, takenBy: [a]}\n"
            "  - {stage: VISITED, position: 2, date: 2018, note: a, takenBy: [a]}\n",
            (
                "9:13: events[2] repite el evento de la posición 1: quite uno de los dos o"
                " escriba en qué se distingue, como la fecha"
            ),
        ),
        (
            ORIGIN + TARGET + "events: [{stage: VISITED, position: 1, decision: ADOPT}]\n",
            (
                "7:50: una decisión en la etapa VISITED (Visitada) (events[1]): quítela o"
                " corrija la etapa; tienen decisión las etapas DECIDED (Decidida),"
                " PLANNED (Planificada), DISCONTINUED (Interrumpida), NEVER_BEGUN (Nunca comenzó)"
            ),
        ),
        (
            ORIGIN + TARGET + "events:\n"
            "  - {stage: DECIDED, position: 1, decision: REJECT}\n"
            "  - {stage: PILOTED, position: 2}\n",
            (
                "9:13: PILOTED (En prueba piloto) en events[2].stage, aunque la práctica se rechazó"
                " en la posición 1: corrija la etapa o la decisión, o escriba el evento en que"
                " cambió la decisión"
            ),
        ),
        (
            ORIGIN + TARGET + "events: [{stage: VISITED, position: 1, ratings: [{slug: t}]}]\n",
            (
                "7:57: t en events[1].ratings[1] no es un tema del esquema CRITERION"
                " (Criterio): elija uno que lo sea o corrija el esquema del tema"
            ),
        ),
    ],
)
def test_of_a_transfer(bodies: Seeds, lines: str, expected: str) -> None:
    bodies.put("topics/t.yaml", "name: {es: T}\nscheme: SUBJECT\nsources: [iom]\n")
    bodies.visit("late", HOST + VISITOR + "date: 2019\n")
    bodies.transfer("kt", "p", lines)
    assert doubts(bodies) == [f"{KT}:{expected}"]


def test_events_that_are_not_repeated_and_stages_that_go_on(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        f"""\
        {ORIGIN.strip()}
        {TARGET.strip()}
        events:
          - {{stage: VISITED, position: 1, date: 2018}}
          - {{stage: VISITED, position: 2, date: 2018, note: the second day}}
          - {{stage: VISITED, position: 3, date: 2018, takenBy: [a]}}
          - {{stage: DECIDED, position: 4, decision: REJECT}}
          - {{stage: DISCONTINUED, position: 5}}
        """,
    )
    assert doubts(bodies) == []


@pytest.mark.parametrize(
    ("first", "then", "is_doubted"),
    [
        ("{stage: FEASIBILITY_ASSESSED, position: 1}", "{stage: VISITED, position: 2}", False),
        ("{stage: PILOTED, position: 1}", "{stage: ADAPTED, position: 2}", True),
        (
            "{stage: PILOTED, position: 1, date: 2015-10}",
            "{stage: ADAPTED, position: 2, date: 2016}",
            False,
        ),
        (
            "{stage: PILOTED, position: 1, date: 2016}",
            "{stage: ADAPTED, position: 2, date: 2016-03}",
            True,
        ),
        # Of one phase: the order of IOM's internship model, and what the stages mean.
        ("{stage: VISITED, position: 1}", "{stage: IDENTIFIED, position: 2}", True),
        ("{stage: VISITED, position: 1}", "{stage: DOCUMENTED, position: 2}", True),
        ("{stage: ADAPTED, position: 1}", "{stage: PLANNED, position: 2}", True),
        ("{stage: IMPLEMENTED, position: 1}", "{stage: PILOTED, position: 2}", True),
        ("{stage: VISITED, position: 1}", "{stage: PRESENTED, position: 2}", False),
        ("{stage: SCALED_OUT, position: 1}", "{stage: SUSTAINED, position: 2}", False),
        (
            "{stage: IMPLEMENTED, position: 1, date: 2016}",
            "{stage: PILOTED, position: 2, date: 2017}",
            False,
        ),
        # No date makes these true.
        (
            "{stage: IMPLEMENTED, position: 1, date: 2016}",
            "{stage: IDENTIFIED, position: 2, date: 2017}",
            True,
        ),
        (
            "{stage: PILOTED, position: 1, date: 2016}",
            "{stage: NEVER_BEGUN, position: 2, date: 2017}",
            True,
        ),
    ],
)
def test_an_earlier_stage_of_the_same_phase_or_of_a_later_date(
    bodies: Seeds, first: str, then: str, *, is_doubted: bool
) -> None:
    bodies.transfer("kt", "p", f"{ORIGIN}{TARGET}events:\n  - {first}\n  - {then}\n")
    assert bool(doubts(bodies)) == is_doubted


def test_a_stage_is_compared_with_the_furthest_before_it(bodies: Seeds) -> None:
    stages = ("VISITED", "IDENTIFIED", "DOCUMENTED", "DECIDED")
    events = [f"  - {{stage: {stage}, position: {n}}}\n" for n, stage in enumerate(stages, 1)]
    bodies.transfer("kt", "p", ORIGIN + TARGET + "events:\n" + "".join(events))
    visited = "VISITED (Visitada), de la posición 1"
    assert [line.partition(", que")[0] for line in doubts(bodies)] == [
        f"{KT}:9:13: IDENTIFIED (Identificada) en events[2].stage sigue a {visited}",
        f"{KT}:10:13: DOCUMENTED (Documentada) en events[3].stage sigue a {visited}",
    ]


def test_a_transfer_that_begins_again(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        f"""\
        {ORIGIN.strip()}
        {TARGET.strip()}
        events:
          - {{stage: DISCONTINUED, position: 1, date: 2015}}
          - {{stage: IMPLEMENTED, position: 2, date: 2017}}
          - {{stage: SUSTAINED, position: 3}}
        """,
    )
    assert doubts(bodies) == []


def test_what_was_in_use_can_not_have_never_begun(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        f"""\
        {ORIGIN.strip()}
        {TARGET.strip()}
        events:
          - {{stage: PILOTED, position: 1, date: 2015}}
          - {{stage: NEVER_BEGUN, position: 2, date: 2017}}
        """,
    )
    assert doubts(bodies) == [
        (
            f"{KT}:9:13: NEVER_BEGUN (Nunca comenzó) en events[2].stage sigue a PILOTED (En prueba"
            " piloto), de la posición 1, cuando la práctica ya estaba en uso: corrija una de las"
            " etapas o las posiciones"
        )
    ]
