"""Errors across fields and files: what can't be true, at its place and in Spanish."""

import datetime

import pytest

from tests.catalogue.checks.spanish import doubts, errors
from tests.catalogue.seeding import Seeds

NEXT_YEAR = datetime.datetime.now(tz=datetime.UTC).year + 1


PARTIES = "originCountries: [hnd]\ntargetCountries: [pan]\n"


def test_an_event_earlier_than_the_one_before_it(bodies: Seeds) -> None:
    bodies.transfer(
        "kt",
        "p",
        PARTIES
        + "events:\n"
        + "  - {stage: PILOTED, position: 2, date: 2018-05}\n"
        + "  - {stage: DECIDED, position: 1, date: 2019}\n"
        + "  - {stage: IMPLEMENTED, position: 3, date: 2018-12-31}\n",
    )
    assert errors(bodies) == [
        (
            "knowledge-transfers/kt.yaml:8:41: 2018-05 en events[1].date es anterior a 2019,"
            " la fecha"
            " del evento de la posición 1: corrija una de las fechas o las posiciones"
        ),
        (
            "knowledge-transfers/kt.yaml:10:45: 2018-12-31 en events[3].date es anterior a 2019, la"
            " fecha del evento de la posición 1: corrija una de las fechas o las posiciones"
        ),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2018-10", "2018"),  # any day of 2018 may be later
        ("2018/2020", "2019"),
        ("{edtf: 2019, qualifier: ON_OR_BEFORE}", "2018"),  # it happened in 2019 or earlier
        ("{edtf: 2019, qualifier: REPORTED}", "2018"),
        ("{edtf: 2019, qualifier: PUBLISHED}", "2018"),
        ("2019", "XXXX-05-01"),
        ("2019/..", "../2019-01-01"),
    ],
)
def test_events_that_may_be_in_order(bodies: Seeds, first: str, second: str) -> None:
    bodies.transfer(
        "kt",
        "p",
        f"{PARTIES}events:\n"
        f"  - {{stage: DECIDED, position: 1, date: {first}}}\n"
        f"  - {{stage: PILOTED, position: 2, date: {second}}}\n",
    )
    assert errors(bodies) == []


def test_dates_that_end_before_they_start(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "founded: 2013\ndissolved: 2012-12\n")
    bodies.put(
        "agreements/agr.yaml",
        "name: {es: A}\nkind: TREATY\nsources: [iom]\npartyCountries: [hnd]\n"
        "signed: 2020-12\neffective: 2012-07-05\n",
    )
    assert errors(bodies) == [
        (
            "agreements/agr.yaml:6:12: 2012-07-05 en effective es anterior a 2020-12 en signed:"
            " corrija una de las dos fechas"
        ),
        (
            "institutions/c.yaml:7:12: 2012-12 en dissolved es anterior a 2013 en founded:"
            " corrija una"
            " de las dos fechas"
        ),
    ]


def test_a_venue_of_a_virtual_visit(bodies: Seeds) -> None:
    bodies.visit(
        "xv",
        "modality: VIRTUAL\nhostCountries: [hnd]\nheldIn: [hnd]\n"
        "visitorCountries: [{slug: pan, role: LEARNER}]\n",
    )
    assert errors(bodies) == [
        (
            "exchange-visits/xv.yaml:6:9: hnd en heldIn, pero la visita fue virtual: quítelo"
            " o corrija"
            " modality"
        )
    ]


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2108-10-09", "2108"),
        (str(NEXT_YEAR + 1), str(NEXT_YEAR + 1)),
        ("1018", "1018"),
        ("2018-10-09/2108-10-12", "2108"),
        ("1899/1900", "1899"),
    ],
)
def test_a_year_that_is_not_plausible(bodies: Seeds, date: str, year: str) -> None:
    bodies.visit(
        "xv",
        f'hostCountries: [hnd]\nvisitorCountries: [{{slug: pan, role: PEER}}]\ndate: "{date}"\n',
    )
    assert errors(bodies) == [
        (
            f'exchange-visits/xv.yaml:6:7: en date, el año {year} de "{date}" no es verosímil; se'
            f" admite: años de 1900 a {NEXT_YEAR}"
        )
    ]


def test_years_that_are_plausible(bodies: Seeds) -> None:
    bodies.institution("court", "hnd", "founded: 1825\n")
    bodies.visit("xv", f"date: {NEXT_YEAR}\n")
    bodies.put(
        "programmes/p.yaml",
        f"name: {{es: P}}\nsources: [iom]\nperiod: 2020/{NEXT_YEAR + 24}\n",
    )
    assert errors(bodies) == []


def test_a_cycle_is_shown(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "governedBy: [d]\n")
    bodies.institution("d", "hnd", "governedBy: [{slug: e, relation: WITHIN}, a]\n")
    bodies.institution("e", "hnd", "governedBy: [c]\nsucceeds: [f]\n")
    bodies.institution("f", "hnd", "succeeds: [e]\n")
    for part, whole in (("x", "y"), ("y", "x")):
        bodies.put(f"programmes/{part}.yaml", f"name: {{es: P}}\nsources: [iom]\npartOf: {whole}\n")
        bodies.put(f"topics/{part}.yaml", f"name: {{es: T}}\nscheme: SUBJECT\nbroader: {whole}\n")
        bodies.practice(part, "[a]", f"replaces: [{whole}]\n")
    remedy = "quite uno de estos vínculos"
    assert errors(bodies) == [
        f"good-practices/y.yaml:6:12: replaces[1] cierra un círculo: x → y → x; {remedy}",
        f"institutions/e.yaml:6:14: governedBy[1] cierra un círculo: c → d → e → c; {remedy}",
        f"institutions/f.yaml:6:12: succeeds[1] cierra un círculo: e → f → e; {remedy}",
        f"programmes/y.yaml:3:9: partOf cierra un círculo: x → y → x; {remedy}",
        f"topics/y.yaml:3:10: broader cierra un círculo: x → y → x; {remedy}",
    ]


def test_institutions_may_chair_each_other_but_that_is_a_weak_spot(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "governedBy: [{slug: d, relation: CHAIRED_BY}]\n")
    bodies.institution("d", "hnd", "governedBy: [c]\n")
    assert doubts(bodies) == [
        (
            "institutions/d.yaml:6:14: governedBy[1] cierra un círculo: c → d → c; quite uno"
            " de estos"
            " vínculos"
        )
    ]


def test_two_ways_to_one_entry_are_not_a_cycle(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "governedBy: [d, e]\n")
    bodies.institution("d", "hnd", "governedBy: [e]\n")
    bodies.institution("e", "hnd")
    assert errors(bodies) == []


def test_an_entry_that_refers_to_itself_is_reported_once(bodies: Seeds) -> None:
    bodies.institution("c", "hnd", "succeeds: [c]\n")
    assert errors(bodies) == [
        (
            'institutions/c.yaml:6:12: "c" en succeeds[1] es esta misma entrada:'
            " escriba otra o quítela"
        )
    ]


def test_a_reference_to_an_entry_of_another_type(bodies: Seeds) -> None:
    bodies.visit("xv", "hostCountries: [a]\nhostInstitutions: [pan]\npractices: [b]\ntopics: [p]\n")
    other = "es el identificador de otro tipo de entrada"
    assert errors(bodies) == [
        (
            f'exchange-visits/xv.yaml:4:17: "a" en hostCountries[1] {other} (institución); se'
            " admite: un identificador de otro tipo (país); este va en hostInstitutions"
        ),
        (
            f'exchange-visits/xv.yaml:5:20: "pan" en hostInstitutions[1] {other} (país); se admite:'
            " un identificador de otro tipo (institución); este va en hostCountries"
        ),
        (
            f'exchange-visits/xv.yaml:6:13: "b" en practices[1] {other} (institución); se admite:'
            " un identificador de otro tipo (buena práctica)"
        ),
        (
            f'exchange-visits/xv.yaml:7:10: "p" en topics[1] {other} (buena práctica); se'
            " admite: un identificador de otro tipo (tema)"
        ),
    ]


@pytest.mark.parametrize("written", ["a.yaml", "institutions/a", "institutions/a.yaml", "A"])
def test_the_slug_in_a_path_is_suggested(bodies: Seeds, written: str) -> None:
    bodies.visit("xv", f"hostInstitutions: [{written}]\n")
    assert bodies.problem().suggestion == "a"


def test_a_translation_has_a_text_and_an_original(bodies: Seeds) -> None:
    name = "name: {es: Mesa, pt: Mesa}\n"
    rest = "kind: AGENCY\nlevel: NATIONAL\ncountry: hnd\nsources: [iom]\n"
    bodies.put("institutions/c.yaml", f"{name}translatedInto: [PT]\n{rest}")
    assert doubts(bodies) == []
    bodies.put("institutions/c.yaml", f"{name}translatedInto: [PT, EN]\n{rest}")
    assert errors(bodies) == [
        (
            "institutions/c.yaml:2:17: EN en translatedInto, pero el nombre no tiene texto en ese"
            " idioma: agregue name.en, o quite el idioma de translatedInto"
        )
    ]
    bodies.put("institutions/c.yaml", f"{name}translatedInto: [ES, PT]\n{rest}")
    assert errors(bodies) == [
        (
            "institutions/c.yaml:2:17: translatedInto tiene todos los idiomas del nombre: quite el"
            " idioma del nombre original"
        )
    ]


def test_titles_of_sources_have_no_translations(bodies: Seeds) -> None:
    bodies.put(
        "sources/s.yaml",
        "name: Informe\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\ntranslatedInto: [EN]\n",
    )
    (error,) = errors(bodies)
    assert error.startswith(
        'sources/s.yaml:5:1: "translatedInto" es un campo de countries (Países)'
    )
    assert "inferredFields (Campos deducidos)" in error  # one of the fields that are allowed
