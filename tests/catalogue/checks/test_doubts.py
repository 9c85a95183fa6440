"""Weak spots that may be mistakes, at their places and in Spanish."""

import datetime
from pathlib import Path

import pytest

from graph_service.catalogue.checks.findings import examine
from tests.catalogue.checks.spanish import doubts
from tests.catalogue.seeding import Seeds

ROOT = Path(__file__).parents[3]
FILL_IN = "llene al menos un campo, si se conoce"
XV = "exchange-visits/xv.yaml"
KT = "knowledge-transfers/kt.yaml"
HOST = "hostInstitutions: [a]\n"
VISITOR = "visitorInstitutions: [{slug: b, role: LEARNER}]\n"
ORIGIN = "originInstitutions: [a]\n"
TARGET = "targetInstitutions: [b]\n"
EVENT = "events: [{stage: VISITED, position: 1, date: 2018}]\n"
UNLESS = "quite uno, salvo que ambos sean ciertos"


def test_complete_entries_have_none(bodies: Seeds) -> None:
    bodies.visit("xv", HOST + VISITOR)
    bodies.transfer("kt", "p", ORIGIN + TARGET + EVENT)
    assert doubts(bodies) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            VISITOR,
            f"1:1: no hay nada en hostInstitutions, hostCountries: {FILL_IN}",
        ),
        (
            HOST,
            f"1:1: no hay nada en visitorInstitutions, visitorCountries: {FILL_IN}",
        ),
        (
            HOST + VISITOR.replace("slug: b", "slug: a"),
            f"5:30: a está en visitorInstitutions y también en hostInstitutions: {UNLESS}",
        ),
        (
            "hostCountries: [hnd]\nvisitorCountries: [{slug: hnd, role: LEARNER}]\n",
            f"5:27: hnd está en visitorCountries y también en hostCountries: {UNLESS}",
        ),
        (
            HOST + "visitorInstitutions: [{slug: a, role: PEER}]\n",
            f"5:30: a está en visitorInstitutions y también en hostInstitutions: {UNLESS}",
        ),
        (
            HOST + VISITOR.replace("LEARNER", "EXPERT"),
            (
                "5:22: todos los visitantes tienen el papel EXPERT (Comparte), aunque el tipo"
                " es INTERNSHIP (Pasantía): corrija los papeles o el tipo"
            ),
        ),
        (
            HOST + VISITOR + "visitorCountries: [{slug: pan, role: OBSERVER}]\n",
            (
                "6:27: pan en visitorCountries[1] tiene el papel OBSERVER (Observa), pero sus"
                " instituciones tienen otro: corrija uno de los dos"
            ),
        ),
        (
            HOST + VISITOR + "modality: VIRTUAL\nplace: Tegucigalpa\n",
            "7:8: la visita fue virtual, pero tiene place: bórrelo o corrija modality",
        ),
    ],
)
def test_of_a_visit(bodies: Seeds, lines: str, expected: str) -> None:
    bodies.visit("xv", lines)
    assert doubts(bodies) == [f"{XV}:{expected}"]


def test_peers_meet_as_hosts_and_visitors(bodies: Seeds) -> None:
    bodies.put(
        XV,
        "name: {es: X}\nkind: PLENARY\nsources: [iom]\nhostInstitutions: [a, b]\n"
        "visitorInstitutions: [{slug: a, role: PEER}, {slug: b, role: PEER}]\n",
    )
    assert doubts(bodies) == []


def test_a_date_in_the_future(bodies: Seeds) -> None:
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    bodies.visit("xv", f"{HOST}{VISITOR}date: {tomorrow}\n")
    assert doubts(bodies) == [
        (
            f"{XV}:6:7: {tomorrow} en date es una fecha futura: corríjala o escriba ANNOUNCED"
            " (Anunciada) en status"
        )
    ]


def test_an_announced_visit_may_be_in_the_future(bodies: Seeds) -> None:
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    bodies.visit("xv", f"{HOST}{VISITOR}status: ANNOUNCED\ndate: {tomorrow}\n")
    assert doubts(bodies) == []


def test_the_term_of_an_agreement_may_end_in_the_future(bodies: Seeds) -> None:
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    lines = f"kind: TREATY\nexpires: {tomorrow}\npartyCountries: [hnd]\nsources: [iom]\n"
    bodies.put("agreements/agr.yaml", f"name: {{es: A}}\n{lines}")
    assert doubts(bodies) == []


@pytest.mark.parametrize(
    ("kind", "level", "lines", "expected"),
    [
        (
            "MINISTRY",
            "NATIONAL",
            "",
            (
                "1:1: una institución de nivel NATIONAL (Nacional) sin país: escríbalo en"
                " country o corrija level"
            ),
        ),
        (
            "POLICE",
            "SUBNATIONAL",
            "",
            (
                "1:1: una institución de nivel SUBNATIONAL (Subnacional) sin país: escríbalo"
                " en country o corrija level"
            ),
        ),
        ("NETWORK", "REGIONAL", "", None),
        ("NETWORK", "REGIONAL", "memberCountries: [hnd, pan]\n", None),
        (
            "NETWORK",
            "NATIONAL",
            "country: hnd\nmemberCountries: [hnd]\n",
            (
                "5:10: países miembros en una institución que pertenece a un solo país: quite"
                " country o memberCountries"
            ),
        ),
        (
            "INTERGOVERNMENTAL_BODY",
            "REGIONAL",
            "country: hnd\n",
            (
                "5:10: un organismo intergubernamental que pertenece a un solo país: quite"
                " country o corrija kind"
            ),
        ),
    ],
)
def test_the_country_of_an_institution(
    bodies: Seeds, kind: str, level: str, lines: str, expected: str | None
) -> None:
    file = "institutions/i.yaml"
    bodies.put(file, f"name: {{es: I}}\nkind: {kind}\nlevel: {level}\nsources: [iom]\n{lines}")
    assert doubts(bodies) == ([f"{file}:{expected}"] if expected else [])


@pytest.mark.parametrize(
    ("level", "countries", "expected"),
    [
        (
            "NATIONAL",
            "[]",
            (
                "6:12: hay 0 en countries, pero con el nivel NATIONAL (Nacional) se espera 1:"
                " corrija uno de los dos"
            ),
        ),
        (
            "NATIONAL",
            "[hnd, pan]",
            (
                "6:12: hay 2 en countries, pero con el nivel NATIONAL (Nacional) se espera 1:"
                " corrija uno de los dos"
            ),
        ),
        (
            "BINATIONAL",
            "[hnd]",
            (
                "6:12: hay 1 en countries, pero con el nivel BINATIONAL (Binacional) se"
                " espera 2: corrija uno de los dos"
            ),
        ),
        ("REGIONAL", "[hnd, pan, cri]", None),
        ("GLOBAL", "[]", None),
    ],
)
def test_the_countries_of_a_practice(
    bodies: Seeds, level: str, countries: str, expected: str | None
) -> None:
    file = "good-practices/q.yaml"
    bodies.put(
        file,
        f"name: {{es: Q}}\nthemes: [PROTECTION]\nlevel: {level}\nsources: [iom]\nowners: [a]\n"
        f"countries: {countries}\n",
    )
    assert doubts(bodies) == ([f"{file}:{expected}"] if expected else [])


def test_an_agreement_without_parties(bodies: Seeds) -> None:
    bodies.put("agreements/agr.yaml", "name: {es: A}\nkind: TREATY\nsources: [iom]\n")
    assert doubts(bodies) == [
        (f"agreements/agr.yaml:1:1: no hay nada en partyCountries, signatories: {FILL_IN}")
    ]


def test_a_successor_that_is_older(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "founded: 2012\nsucceeds: [d]\n")
    bodies.institution("d", "hnd", "founded: 2016\n")
    assert doubts(bodies) == [
        (
            "institutions/c.yaml:7:12: d en succeeds[1] se fundó después (2016) que su"
            " sucesora (2012): corrija una fecha o invierta las dos instituciones"
        )
    ]


def test_a_criterion_as_the_topic_of_a_practice(bodies: Seeds) -> None:
    bodies.put("topics/t.yaml", "name: {es: T}\nscheme: CRITERION\nsources: [iom]\n")
    bodies.practice("q", "[a]", "countries: [hnd]\ntopics: [t]\n")
    assert doubts(bodies) == [
        (
            "good-practices/q.yaml:7:10: t en topics[1] no es un tema del esquema SUBJECT"
            " (Materia): elija uno que lo sea o corrija el esquema del tema"
        )
    ]


def test_the_consequences_of_an_error_are_not_weak_spots(bodies: Seeds) -> None:
    bodies.visit("xv", f"{HOST}{VISITOR}date: 2018-13\n")
    bodies.transfer("kt", "p", ORIGIN + TARGET + "events: [{stage: VISITED, position: one}]\n")
    found = examine(bodies.folder)
    assert [p.field for p in found.errors] == ["date", "events[1].position"]
    fields = {p.field for p in found.warnings if p.place.file.endswith((XV, KT))}
    assert fields == {"", "name", "sources"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("status: ACTIVE\n", "7:9: status sin statusAsOf: escriba los dos o ninguno"),
        ("statusAsOf: 2018\n", "7:13: statusAsOf sin status: escriba los dos o ninguno"),
        (
            "started: 2020\nstatus: ACTIVE\nstatusAsOf: 2018\n",
            "9:13: 2018 en statusAsOf es anterior a 2020 en started: corrija una de las dos fechas",
        ),
        ("started: 2020\nstatus: PLANNED\nstatusAsOf: 2018\n", None),
    ],
)
def test_the_status_of_a_practice(bodies: Seeds, lines: str, expected: str | None) -> None:
    bodies.practice("q", "[a]", f"countries: [hnd]\n{lines}")
    assert doubts(bodies) == ([f"good-practices/q.yaml:{expected}"] if expected else [])


def test_institutions_that_did_not_exist_at_the_time(bodies: Seeds) -> None:
    bodies.institution("new", "hnd", "founded: 2020\n")
    bodies.institution("old", "pan", "dissolved: 2010\n")
    bodies.visit(
        "xv",
        "hostInstitutions: [new]\nvisitorInstitutions: [{slug: old, role: LEARNER}]\ndate: 2018\n",
    )
    assert doubts(bodies) == [
        (
            f"{XV}:4:20: new en hostInstitutions[1] se fundó después (2020): corrija una fecha"
            " o escriba su predecesora"
        ),
        (
            f"{XV}:5:30: old en visitorInstitutions[1] se disolvió antes (2010): corrija una"
            " fecha o escriba su sucesora"
        ),
    ]


def test_institutions_of_another_country(bodies: Seeds) -> None:
    bodies.institution("cri-x", "hnd")
    bodies.practice("q", "[b]", "countries: [hnd]\n")
    bodies.practice("shared", "[a, b]", "countries: [hnd]\n")
    bodies.put(
        "agreements/agr.yaml",
        "name: {es: A}\nkind: TREATY\nsources: [iom]\npartyCountries: [hnd]\nsignatories: [a, b]\n",
    )
    elsewhere = "es de pan, que no está entre los países: agregue el país o corrija la institución"
    assert doubts(bodies) == [
        f"agreements/agr.yaml:5:18: b en signatories[2] {elsewhere}",
        f"good-practices/q.yaml:5:10: b en owners[1] {elsewhere}",
        (
            "institutions/cri-x.yaml:5:10: el identificador empieza con cri, pero country"
            " es hnd: corrija uno de los dos"
        ),
    ]


def test_a_country_whose_slug_is_not_its_code(bodies: Seeds) -> None:
    path = bodies.folder / "countries/per.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("PER", "PEX"), encoding="utf-8")
    assert doubts(bodies) == [
        (
            "countries/per.yaml:3:7: el identificador de un país es su código de iso3 en"
            " minúsculas, aquí pex: corrija uno de los dos"
        )
    ]


def test_the_catalogue_has_twenty_two() -> None:
    """They are facts that its sources state, or leave open."""
    in_full = [x for x in doubts(Seeds(ROOT / "seeds")) if "extracto" not in x and "parte" not in x]
    assert len(in_full) == 22


def test_a_visit_that_follows_a_later_one(bodies: Seeds) -> None:
    bodies.visit("one", f"{HOST}{VISITOR}date: 2018\nfollows: [two]\n")
    bodies.visit("two", f"{HOST}{VISITOR}date: 2019\n")
    assert doubts(bodies) == [
        (
            "exchange-visits/one.yaml:7:11: two en follows[1] tuvo lugar después (2019) que la"
            " visita que la sigue (2018): corrija una fecha o invierta las dos visitas"
        )
    ]
    bodies.visit("two", f"{HOST}{VISITOR}date: 2017\n")
    assert doubts(bodies) == []
