"""Visits and transfers beside the practices and visits that they name, in Spanish."""

import pytest

from tests.catalogue.checks.spanish import doubts
from tests.catalogue.seeding import Seeds

PARTIES = "hostCountries: [cri]\nvisitorCountries: [{slug: pan, role: LEARNER}]\n"
FROM_HONDURAS = "originCountries: [hnd]\n"
TO_PANAMA = "targetCountries: [pan]\n"
EVENT = "events: [{stage: PILOTED, position: 1, date: 2018-05}]\n"


def test_a_visit_that_shows_a_practice_of_another_country(bodies: Seeds) -> None:
    bodies.visit("xv", PARTIES + "practices: [p]\n")
    assert doubts(bodies) == [
        (
            "exchange-visits/xv.yaml:6:13: p en practices[1] es una práctica de hnd, pero"
            " participaron cri, pan: corrija la práctica o agregue a quien participó"
        )
    ]


@pytest.mark.parametrize(
    "parties",
    [
        "hostInstitutions: [a]\nvisitorCountries: [{slug: pan, role: LEARNER}]\n",
        "hostCountries: [pan]\nvisitorCountries: [{slug: hnd, role: EXPERT}]\n",
        PARTIES + "heldIn: [hnd]\n",
    ],
)
def test_a_visit_to_from_or_in_the_country_of_the_practice(bodies: Seeds, parties: str) -> None:
    bodies.visit("xv", parties.replace("INTERNSHIP", "MEETING") + "practices: [p]\n")
    assert [found for found in doubts(bodies) if "práctica de" in found] == []


def test_a_regional_practice_is_shown_anywhere(bodies: Seeds) -> None:
    file = bodies.folder / "good-practices" / "p.yaml"
    file.write_text(file.read_text().replace("level: NATIONAL", "level: REGIONAL"))
    bodies.visit("xv", PARTIES + "practices: [p]\n")
    assert doubts(bodies) == []


def test_a_transfer_that_arises_from_a_visit_without_its_recipient(bodies: Seeds) -> None:
    bodies.visit("xv", "hostCountries: [cri]\nvisitorCountries: [{slug: gtm, role: LEARNER}]\n")
    bodies.transfer("kt", "p", FROM_HONDURAS + TO_PANAMA + EVENT + "visits: [xv]\n")
    assert doubts(bodies) == [
        (
            "knowledge-transfers/kt.yaml:8:10: en xv, en visits[1], participaron cri,"
            " gtm, pero la transferencia va a pan: corrija la visita o los receptores"
        )
    ]


def test_the_recipient_may_be_an_institution_of_a_country_that_came(bodies: Seeds) -> None:
    bodies.visit("xv", PARTIES)
    bodies.transfer(
        "kt", "p", FROM_HONDURAS + "targetInstitutions: [b]\n" + EVENT + "visits: [xv]\n"
    )
    assert doubts(bodies) == []


@pytest.mark.parametrize(
    ("started", "is_doubtful"),
    [
        ("2018-06", True),
        ("2019", True),
        ("2018", False),  # perhaps in January
        ("{edtf: 2019, qualifier: ON_OR_BEFORE}", False),
        ("{edtf: 2019, qualifier: REPORTED}", False),
    ],
)
def test_before_the_practice_began(bodies: Seeds, started: str, is_doubtful: bool) -> None:
    bodies.practice("q", "[a]", f"countries: [hnd]\nstarted: {started}\n")
    bodies.visit(
        "xv",
        "hostInstitutions: [a]\nvisitorCountries: [{slug: pan, role: LEARNER}]\n"
        "date: 2018-05-31\npractices: [q]\n",
    )
    bodies.transfer("kt", "q", FROM_HONDURAS + TO_PANAMA + EVENT)
    remedy = "corrija una de las fechas o la práctica"
    expected = [
        (
            "exchange-visits/xv.yaml:6:7: 2018-05-31 en date es anterior al inicio de q"
            f" ({started}): {remedy}"
        ),
        (
            "knowledge-transfers/kt.yaml:7:46: 2018-05 en events[1].date es anterior al inicio de q"
            f" ({started}): {remedy}"
        ),
    ]
    assert doubts(bodies) == (expected if is_doubtful else [])


VISITED_BY_PANAMA = "visitorCountries: [{slug: pan, role: LEARNER}]\n"


@pytest.mark.parametrize(
    ("parties", "field"),
    [
        (f"hostCountries: [cri]\nhostInstitutions: [a]\n{VISITED_BY_PANAMA}", "hostInstitutions"),
        (
            (
                f"hostCountries: [cri]\n{VISITED_BY_PANAMA}"
                "visitorInstitutions: [{slug: a, role: LEARNER}]\n"
            ),
            "visitorInstitutions",
        ),
    ],
)
def test_an_institution_of_a_country_that_the_visit_does_not_name(
    bodies: Seeds, parties: str, field: str
) -> None:
    bodies.visit("xv", parties)
    (found,) = doubts(bodies)
    assert f": a en {field}[1] es de hnd, que no está entre los países" in found


@pytest.mark.parametrize(
    ("parties", "field"),
    [
        (f"{FROM_HONDURAS}{TO_PANAMA}targetInstitutions: [a]\n", "targetInstitutions"),
        (f"{FROM_HONDURAS}{TO_PANAMA}originInstitutions: [b]\n", "originInstitutions"),
    ],
)
def test_an_institution_of_a_country_that_the_transfer_does_not_name(
    bodies: Seeds, parties: str, field: str
) -> None:
    bodies.transfer("kt", "p", parties + EVENT)
    home = {"targetInstitutions": "a en {} es de hnd", "originInstitutions": "b en {} es de pan"}
    (found,) = doubts(bodies)
    message = home[field].format(f"{field}[1]")
    assert f": {message}, que no está entre los países" in found


def test_a_cooperation_agency_takes_part_in_other_countries(bodies: Seeds) -> None:
    bodies.institution("agency", "esp")
    file = bodies.folder / "institutions" / "agency.yaml"
    file.write_text(file.read_text().replace("kind: AGENCY", "kind: COOPERATION_AGENCY"))
    bodies.visit(
        "xv",
        "hostCountries: [pan]\nhostInstitutions: [agency]\n"
        "visitorCountries: [{slug: hnd, role: LEARNER}]\n",
    )
    assert doubts(bodies) == []
