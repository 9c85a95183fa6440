"""What readers see of each result of a search."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph_service.explorer.pages.search import Result, results_of
from graph_service.explorer.pages.search_card import concepts_in, lists_of, named
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.parts.operations import read_operation
from graph_service.model.json import Json

SELECTED = read_operation("search").root.field("search").field("edges").field("node")
SUMMARY = "A shelter of the Ministry of Security for women and their children."
SHELTER: Node = {
    "id": "GoodPractice:gp-a",
    "slug": "gp-a",
    "name": "Shelter of Panama",
    "nameLanguage": "EN",
    "nameIsTranslation": True,
    "started": {"edtf": "2018", "qualifier": "WITHIN"},
    "summary": SUMMARY,
    "summaryLanguage": "EN",
    "countries": {"totalCount": 1, "nodes": [{"id": "Country:pan", "name": "Panama"}]},
}
VISIT: Node = {
    "id": "ExchangeVisit:xv-a",
    "slug": "xv-a",
    "name": "Internship in Panama",
    "kindLabel": "Internship",
    "statusLabel": None,
    "date": {"edtf": "2018-10-09", "qualifier": "BY"},
    "hostCountries": {"totalCount": 1, "nodes": [{"id": "Country:pan", "name": "Panama"}]},
    "visitorCountries": {"totalCount": 0, "nodes": []},
}
NAME_EN = ("name", "Shelter of Panama", "EN")
NAME_ES = ("name", "Albergue de Panamá", "ES")
OTHER = ("otherNames", "Refuge", None)
NOTE_ES = ("note", "El albergue abrió en 2018, y cerró por falta de presupuesto en 2020.", "ES")
NOTE_EN = ("note", "The shelter opened in 2018, and was closed for lack of money in 2020.", "EN")
SUMMARY_EN = ("summary", SUMMARY, "EN")


def _result(node: Node, *fragments: tuple[str, str, str | None]) -> Result:
    listed: Sequence[Json] = [
        {
            "field": field,
            "text": text,
            "asOf": None,
            "language": language,
            "ranges": [{"start": 0, "end": 7}],
        }
        for field, text, language in fragments
    ]
    edge: Node = {"node": node, "matchedBy": [], "fragments": listed}
    (result,) = results_of({"edges": [edge]}, SELECTED, "en")
    return result


def test_a_result_names_what_has_the_words_that_it_lacks() -> None:
    """Its country and its type are shown beside it, and a topic adds nothing to its own words."""
    matches: Sequence[Node] = [
        {
            "word": word,
            "how": "LABEL" if concept else "WORD",
            "concept": concept,
            "conceptName": name,
        }
        for word, concept, name in (
            ("refuges", "Topic:shelter", "Shelter"),
            ("shelter", None, None),
            ("shelter", "Topic:assistance", "Care"),
            ("panama", "Country:pan", "Panama"),
            ("police", "InstitutionKind.POLICE", "Police"),
            ("oim", "Institution:iom", "Organización Internacional para las Migraciones"),
            ("practices", "EntryType.GOOD_PRACTICE", "Good practice"),
            ("refuge", "Topic:shelter", "Shelter"),
        )
    ]
    edge: Node = {"node": SHELTER, "matchedBy": matches, "fragments": []}
    (result,) = results_of({"edges": [edge]}, SELECTED, "en")
    assert result.concepts == ("Shelter", "Police")


@pytest.mark.parametrize(
    ("fragments", "passages"),
    [
        ([NAME_EN, NAME_ES], [SUMMARY]),
        ([NAME_ES], [NAME_ES[1], SUMMARY]),
        ([NAME_ES, NOTE_ES], [NOTE_ES[1]]),
        ([NAME_EN, NOTE_ES], [SUMMARY]),
        ([NOTE_ES, NOTE_EN], [NOTE_EN[1]]),
        ([OTHER, NAME_ES], [OTHER[1], SUMMARY]),
        ([NAME_EN, SUMMARY_EN], [SUMMARY]),
        ([], [SUMMARY]),
    ],
)
def test_passages_are_in_the_language_of_the_page_if_one_is(
    fragments: list[tuple[str, str, str | None]], passages: list[str]
) -> None:
    result = _result(SHELTER, *fragments)
    assert [passage.text for passage in result.passages] == passages
    is_marked = result.name.marked == "<mark>Shelter</mark> of Panama"
    assert is_marked == (NAME_EN in fragments)


def test_a_short_summary_is_shown_once() -> None:
    short = "For women."
    result = _result({**SHELTER, "summary": short}, ("summary", short, "EN"))
    assert [passage.text for passage in result.passages] == [short]


def test_facts_tell_entries_apart_and_each_is_shown_once() -> None:
    result = _result(VISIT, ("name", "Internship in Panama", "EN"))
    assert [(fact.name, fact.value) for fact in result.facts] == [
        ("kind", "Internship"),
        ("date", {"edtf": "2018-10-09", "qualifier": "BY"}),
    ]
    (hosts,) = result.sections
    assert hosts.label == "Host countries"
    assert [statement.node["name"] for statement in hosts.statements] == ["Panama"]
    assert result.passages == ()


def _matches(*rows: tuple[str, str | None, str | None]) -> Node:
    """Return results of which one matches words by what has them, with the name of that."""
    matches = [{"word": w, "concept": concept, "conceptName": name} for w, concept, name in rows]
    return {"edges": [{"matchedBy": matches, "node": node} for node in RESULTS]}


def _visit(host: str, visitor: str, date: Node) -> Node:
    ends = {"hostCountries": host, "visitorCountries": visitor}
    countries = {name: {"nodes": [{"slug": slug}]} for name, slug in ends.items()}
    return {"id": "ExchangeVisit:v", "date": date, **countries}


IN_2025: Node = {"year": 2025, "earliest": "2025-03-01", "latest": "2025-03-31"}
BY_2018: Node = {"year": None, "earliest": None, "latest": "2018-10-09"}
RESULTS: list[Node] = [
    _visit("bra", "per", IN_2025),
    _visit("per", "bra", IN_2025),
    _visit("arg", "gtm", BY_2018),
    {"id": "Agreement:a", "partyCountries": {"nodes": [{"slug": "bra"}]}},
    {"id": "Institution:i", "country": {"slug": "per"}},
    {"id": "GoodPractice:gp"},
]
"""A visit in each direction, one that is known by its end, and entries of other types."""


BRAZIL = ("brasil", "Country:bra", "Brazil")
VISITS = ("visitas", "EntryType.EXCHANGE_VISIT", "Visit")
AGREEMENTS = ("acuerdos", "EntryType.AGREEMENT", "Agreement")
PERU = ("peru", "Country:per", "Peru")


@pytest.mark.parametrize(
    ("text", "rows", "lists"),
    [
        ("visitas ao Brasil em 2025",
         [VISITS, ("visitas", "ExchangeKind.STUDY_VISIT", "Study visit"), BRAZIL],
         ["exchange-visits?date=2025&hostCountries=bra",
          "exchange-visits?date=2025&visitorCountries=bra"]),
        ("visitas Brasil Perú", [VISITS, BRAZIL, PERU],
         ["exchange-visits?hostCountries=bra&visitorCountries=per",
          "exchange-visits?visitorCountries=bra&hostCountries=per"]),
        ("acuerdos del Brasil", [AGREEMENTS, BRAZIL], ["agreements?partyCountries=bra"]),
        # A list filtered by both has the agreements of either.
        ("acuerdos Brasil Perú", [AGREEMENTS, BRAZIL, PERU], []),
        ("pasantías de 2018", [("pasantias", "ExchangeKind.INTERNSHIP", "Internship")],
         ["exchange-visits?kind=internship&date=2018"]),
        # No result is in these lists, which may be empty.
        ("visitas de 1950", [VISITS], []),
        ("acuerdos del Perú", [AGREEMENTS, PERU], []),
        ("visitas a Honduras", [VISITS, ("honduras", "Country:hnd", "Honduras")], []),
        ("ministerio público del Perú",
         [("ministerio", "InstitutionKind.MINISTRY", "Ministry"),
          ("ministerio", "InstitutionKind.PROSECUTION", "Prosecution"),
          ("publico", "InstitutionKind.PROSECUTION", "Prosecution"), PERU],
         ["institutions?kind=prosecution&country=per"]),
        ("albergues", [("albergues", "Topic:shelter", "Shelter")],
         ["good-practices?topics=shelter"]),
        ("Brasil", [BRAZIL, ("brasil", None, None)], []),
        ("res. 12/2025-1 de 20250", [], ["exchange-visits?date=2025"]),
    ],
)  # fmt: skip
def test_lists_answer_what_words_name(
    text: str, rows: list[tuple[str, str | None, str | None]], lists: list[str]
) -> None:
    results = _matches(*rows)
    found = lists_of(results, concepts_in(results, text), Address("en", ("search",)))
    assert [str(each.address).removeprefix("/en/") for each in found] == lists


def test_words_that_many_entries_share_name_none_of_them() -> None:
    rows = [("eri", f"Institution:{country}-eri", "ERI") for country in ("cri", "gtm", "hnd")]
    assert len(named(concepts_in(_matches(*rows), "ERI"), "Institution")) == 3
    more = [*rows, ("eri", "Institution:pan-eri", "ERI")]
    assert named(concepts_in(_matches(*more), "ERI"), "Institution") == []
