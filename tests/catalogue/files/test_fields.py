"""Valid and invalid values of each kind of field."""

import pytest

from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds, edge, fact

INSTITUTION = "name: {es: Uno}\nkind: AGENCY\nlevel: NATIONAL\nsources: [iom]\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "acronim: X",
            '5:1: unknown field "acronim" of institution; did you mean "acronym"?; allowed: ',
        ),
        ("id: x", '5:1: "id" can\'t be set in a file: the loader derives it'),
        ("adress: x", '5:1: unknown field "adress" of institution; allowed: formerSlugs, name, '),
        ("slug: x", "5:1: \"slug\" can't be set in a file: it is the file's name"),
        (
            "ownedPractices: [x]",
            '5:1: "ownedPractices" can\'t be set in this file: set it in files of good-practices/',
        ),
        ("acronym: [x]", '5:10: a list in acronym; did you mean "x"?; allowed: text'),
        ('acronym: ""', "5:10: empty text in acronym"),
        ('acronym: "a\\x07"', "5:10: the character U+0007 is not allowed in acronym"),
        ('acronym: "a\\ud800"', "5:14: not YAML: an escape sequence for an invalid character"),
        ('acronym: "a\\u202eb"', "5:10: the character U+202E is not allowed in acronym"),
        ('acronym: "a\\nb"', "5:10: a line break is not allowed in acronym"),
        (f"acronym: {'x' * 501}", "5:10: 501 characters (allowed: 500) in acronym"),
        (f"acronym: {chr(0xFDFA) * 400}", "5:10: too many special characters in"),
        (
            "founded: 2018-13",
            '5:10: "2018-13" in founded is not a date (there is no such month); allowed: 2018, ',
        ),
        ("founded: 2018-02-30", '5:10: "2018-02-30" in founded is not a date (there is no '),
        ("founded: soon", '5:10: "soon" in founded is not a date; allowed: 2018, 2018-10, '),
        (
            "founded: {edtf: 2018, qualifier: ABOUT}",
            '5:34: unknown value "ABOUT" in founded.qualifier; allowed: AT, ON_OR_BEFORE, ',
        ),
        ("founded: {qualifier: AT}", "5:10: a qualifier without a date in founded: write the "),
        ("website: javascript:alert(1)", '5:10: "javascript:alert(1)" in website is not a web'),
        (
            "website: https://",
            '5:10: "https://" in website is not a web address; allowed: https://…',
        ),
        ("website: 'http://a b'", '5:10: "http://a b" in website is not a web address'),
        (
            "formerNames: x",
            '5:14: "x" in formerNames is not a list; did you mean "[x]"?; allowed: a list',
        ),
        ("formerNames: [x, ~]", "5:18: nothing in formerNames[2]; allowed: text"),
        ("formerNames: [x, x]", '5:18: duplicate "x" in formerNames'),
        (
            "otherNames: [x, y]",
            (
                "5:13: a list in otherNames without languages: write each text in the list of its"
                " language, and one that is the same in several languages in each of their lists;"
                " allowed: a mapping of es, en and pt to lists of texts"
            ),
        ),
        ("otherNames: x", '5:13: "x" in otherNames without languages: write each text in the'),
        ("otherNames: n/a", '5:13: "n/a" in otherNames is a placeholder: write what is known, or'),
        (
            "otherNames: {es: x}",
            '5:18: "x" in otherNames.es is not a list; did you mean "[x]"?; allowed: a list',
        ),
        (
            "otherNames: {español: [x]}",
            (
                '5:14: unknown language "español" in otherNames; did you mean "es"?; allowed: a'
                " mapping of es, en and pt to lists of texts"
            ),
        ),
        ("otherNames: {es: [x, ~]}", "5:22: nothing in otherNames.es[2]; allowed: text"),
        ("otherNames: {es: [x, x]}", '5:22: duplicate "x" in otherNames.es'),
        (
            "formerSlugs: [X]",
            '5:15: "X" in formerSlugs[1] is not a slug; did you mean "x"?; allowed',
        ),
        (
            "country: [hnd]",
            '5:10: a list in country; did you mean "hnd"?; allowed: one slug, or one mapping',
        ),
        (
            "memberCountries: hnd",
            '5:18: "hnd" in memberCountries is not a list; did you mean "[hnd]"?; allowed: a',
        ),
        (
            "memberCountries: [HND]",
            '5:19: unknown country "HND" in memberCountries[1]; did you',
        ),
        ("memberCountries: [hnd, hnd]", '5:24: duplicate "hnd" in memberCountries; first on '),
        ("country: {basis: STATED}", "5:10: a mapping without slug in country; allowed: a slug, "),
        (
            "country: {slug: hnd, basis: DERIVED}",
            '5:29: "DERIVED" in country.basis is written only by the loader; allowed: STATED, ',
        ),
        (
            "country: {slug: hnd, bases: STATED}",
            '5:22: unknown field "bases" in country; did you mean "basis"?; allowed: slug, basis, ',
        ),
        ("country: {slug: hnd, sources: iom}", '5:31: "iom" in country.sources; allowed: a list'),
        ("country: hnd2", '5:10: unknown country "hnd2" in country; did you mean "hnd"?; allowed'),
        (
            "country: {slug: hnd, sources: [oim]}",
            '5:32: unknown source "oim" in country.sources; did you mean "iom"?; allowed: the name',
        ),
        ("governedBy: [x]", '5:14: "x" in governedBy[1] is this entry itself'),
        (
            "governedBy: [{slug: x2, relation: INSIDE}]",
            '5:35: unknown value "INSIDE" in governedBy[1].relation; allowed: WITHIN, ATTACHED_TO',
        ),
    ],
)
def test_a_wrong_field_is_reported_with_its_place_and_allowed_values(
    seeds: Seeds, line: str, expected: str
) -> None:
    seeds.institution("x2")
    path = seeds.put("institutions/x.yaml", INSTITUTION + line + "\n")
    assert str(seeds.problem()).startswith(f"{path}:{expected}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("kind: AGENCI", '1:7: unknown value "AGENCI" in kind; did you mean "AGENCY"?; allowed: '),
        ("kind: agency", '1:7: unknown value "agency" in kind; did you mean "AGENCY"?; allowed: '),
        (
            "kind: [AGENCY]",
            '1:7: a list in kind; did you mean "AGENCY"?; allowed: COORDINATION_BODY, ',
        ),
        (
            "name: Uno",
            '1:7: "Uno" in name; did you mean "{es: Uno}"?; allowed: a mapping with text for at',
        ),
        ("name: {}", "1:7: a mapping in name; allowed: a mapping with text for at least one"),
        ("name: {fr: Un}", '1:8: unknown language "fr" in name; allowed: a mapping with text'),
        ("name: {es: ~}", "1:12: nothing in name.es; allowed: text"),
        ("", '1:1: the field "'),
        ("kind:", '1:6: the field "kind" is missing; allowed: COORDINATION_BODY, '),
        ("sources: []", "1:10: an empty list in sources; allowed: at least one: "),
    ],
)
def test_a_required_field(seeds: Seeds, lines: str, expected: str) -> None:
    name = lines.partition(":")[0] or "sources"
    rest = [x for x in INSTITUTION.splitlines() if not x.startswith(f"{name}:")]
    path = seeds.put("institutions/x.yaml", "\n".join([*([lines] if lines else []), *rest]))
    assert str(seeds.problem()).startswith(f"{path}:{expected}")


def test_a_list_has_at_most_200_values(seeds: Seeds) -> None:
    names = "".join(f"  - n{number}\n" for number in range(201))
    seeds.institution("i", more=f"formerNames:\n{names}")
    expected = {
        Language.EN: "201 values in formerNames; allowed: at most 200",
        Language.ES: "201 valores en formerNames; se admite: 200 como máximo",
    }
    problem = seeds.problem()
    assert {language: problem.without_place(language) for language in Language} == expected


@pytest.mark.parametrize(
    ("name", "code", "allowed"),
    [
        ("iso2", "jm9", "The ISO 3166-1 alpha-2 code: two capital letters."),
        ("iso2", "xa", "The ISO 3166-1 alpha-2 code: two capital letters."),
        ("iso3", "'12'", "The ISO 3166-1 alpha-3 code: three capital letters."),
        ("isoNumeric", "'32'", "The ISO 3166-1 numeric code: three digits."),
        ("isoNumeric", "1881", "The ISO 3166-1 numeric code: three digits."),
    ],
)
def test_codes_have_their_form(seeds: Seeds, name: str, code: str, allowed: str) -> None:
    codes = {"iso2": "XA", "iso3": "XAA", "isoNumeric": "'999'"} | {name: code}
    written = "".join(f"{key}: {value}\n" for key, value in codes.items())
    more = "subregion: CENTRAL_AMERICA\ninRegion: true\n"
    seeds.put("countries/xaa.yaml", "name: {es: X}\n" + written + more)
    problem = seeds.problem()
    assert (problem.field, str(problem.allowed)) == (name, allowed)


def test_required_properties_of_a_link(seeds: Seeds) -> None:
    seeds.visit("v", "visitorCountries: [hnd]\n")
    assert "visitorCountries[1] without role; allowed: {slug: …, role: …} with LEARNER" in str(
        seeds.problem()
    )


@pytest.mark.parametrize("written", ["3", "-3", "1.5", "007", '"1"', "many"])
def test_a_rating_is_between_minus_two_and_two(seeds: Seeds, written: str) -> None:
    seeds.put("topics/t.yaml", "name: {es: T}\nscheme: SUBJECT\n")
    seeds.institution("i")
    seeds.practice("p", "[i]")
    seeds.transfer(
        "kt",
        "p",
        f"""\
        events:
          - stage: FEASIBILITY_ASSESSED
            position: 1
            ratings: [{{slug: t, origin: {written}, target: 0}}]
        """,
    )
    problem = seeds.problem()
    assert problem.field == "events[1].ratings[1].origin"
    assert str(problem.allowed) == "a whole number from -2 to 2"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("events: []", "an empty list in events; allowed: a list of mappings"),
        ("events: [IDENTIFIED]", '"IDENTIFIED" in events[1]; allowed: a mapping'),
        ("events: [{stage: IDENTIFIED}]", 'the field "position" is missing in events[1]'),
        ("events: [{stage: IDENTIFIED, position: 0}]", '"0" in events[1].position; allowed: a '),
        (
            "events: [{stage: IDENTIFIED, position: 1}, {stage: VISITED, position: 1}]",
            'duplicate "1" in events[2].position; first on line 5',
        ),
        (
            "events: [{stage: IDENTIFIED, position: 1, name: x}]",
            '"name" can\'t be set in a file: the loader derives it',
        ),
        (
            "events: [{stage: IDENTIFIED, position: 1, basis: DERIVED}]",
            '"DERIVED" in events[1].basis is written only by the loader',
        ),
        (
            "events: [{stage: IDENTIFIED, position: 1}]\nstage: IDENTIFIED",
            '"stage" can\'t be set in a file: the loader derives it',
        ),
        ("", 'the field "events" is missing'),
    ],
)
def test_the_log_of_a_transfer(seeds: Seeds, events: str, expected: str) -> None:
    seeds.institution("i")
    seeds.practice("p", "[i]")
    seeds.transfer("kt", "p", events + "\n")
    assert str(seeds.problem().message).startswith(expected.partition(";")[0])
    assert expected in str(seeds.problem())


@pytest.mark.parametrize(
    ("written", "edtf", "earliest", "latest"),
    [
        ("2023", "2023", "2023-01-01", "2023-12-31"),
        ("2023-10", "2023-10", "2023-10-01", "2023-10-31"),
        ("2023-10-05", "2023-10-05", "2023-10-05", "2023-10-05"),
        ('"2023-10"', "2023-10", "2023-10-01", "2023-10-31"),
        ("{edtf: ../2018-10-09, qualifier: ON_OR_BEFORE}", "../2018-10-09", "None", "2018-10-09"),
    ],
)
def test_a_date_as_a_number_a_date_or_a_text(
    seeds: Seeds, written: str, edtf: str, earliest: str, latest: str
) -> None:
    seeds.institution("x", more=f"founded: {written}\n")
    graph = seeds.graph()
    assert fact(graph, "Institution:x", "founded") == edtf
    assert str(fact(graph, "Institution:x", "foundedEarliest")) == earliest
    assert str(fact(graph, "Institution:x", "foundedLatest")) == latest


def test_text_is_normalised_and_stripped(seeds: Seeds) -> None:
    seeds.institution("x", more='acronym: "  nin\\u0303ez  "\n')
    assert fact(seeds.graph(), "Institution:x", "acronym") == "niñez"


def test_an_edge_carries_its_own_basis_note_and_sources(seeds: Seeds) -> None:
    seeds.source("other")
    seeds.institution(
        "x", more="memberCountries:\n  - {slug: hnd, basis: ASSUMED, note: N, sources: [other]}\n"
    )
    found = edge(seeds.graph(), "HAS_MEMBER", "Institution:x", "Country:hnd")
    assert found.properties == {"basis": "ASSUMED", "note": "N", "sources": ["other"]}
