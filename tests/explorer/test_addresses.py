"""Addresses: to pages and their operations, and back; no database."""

import pytest

from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.lists import list_of
from graph_service.explorer.parts.address import Address, AddressInvalid, parse_address
from graph_service.explorer.parts.languages import LANGUAGES, date_in_words, preferred_language
from graph_service.explorer.parts.list_filters import facets_of
from graph_service.explorer.site import Site
from graph_service.model.graph import ENTRY_TYPES, RELATIONS
from graph_service.model.json import Json
from graph_service.model.types import GOOD_PRACTICE

SITE = Site()


def variables(path: str, query: str = "") -> dict[str, Json]:
    address = parse_address(path, query)
    assert address is not None
    page = SITE.find(address)
    assert page is not None
    return {name: value for name, value in page.variables(address).items() if value is not None}


def test_every_type_has_a_list_and_a_page_of_an_entry() -> None:
    for node_type in ENTRY_TYPES:
        assert node_type.folder is not None
        assert SITE.find(Address("es", (node_type.folder,)))
        assert SITE.find(Address("es", (node_type.folder, "some-slug")))


def test_every_page_asks_for_the_release_and_the_language() -> None:
    """One operation per page, so its own has what the footer shows."""
    for page in PAGES:
        assert "lang" in page.operation.variables
        release = page.operation.root.field("catalogue").field("release")
        assert {"number", "version", "loadedAt", "checksum"} <= {
            field.name for field in release.fields
        }


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/es", "", {}),
        ("/en/good-practices/gp-cri-eri", "", {"slug": "gp-cri-eri"}),
        ("/pt/countries/hnd", "x=1", {"slug": "hnd"}),
        ("/en/search", "text=shelter&type=good-practice",
         {"text": "shelter", "types": ["GOOD_PRACTICE"], "first": 20}),
        ("/en/search", "q=shelter&countries=pan&topics=shelter",
         {"text": "shelter", "countries": ["pan"], "topics": ["shelter"], "first": 20}),
        ("/en/topics", "q=shelter",
         {"text": "shelter", "orderBy": [{"relevance": "DESC"}], "first": 35}),
        ("/en/good-practices", "",
         {"orderBy": [{"name": "ASC"}], "first": 35}),
        ("/en/good-practices", "themes=protection&themes=prevention&countries=cri&started=2020",
         {"themes": ["PROTECTION", "PREVENTION"], "countries": ["cri"], "started": 2020,
          "orderBy": [{"name": "ASC"}], "first": 35}),
        ("/en/good-practices", "text=casa&text=&sort=transfers&after=abc",
         {"text": "casa", "orderBy": [{"transfersCount": "DESC"}], "first": 35, "after": "abc"}),
        ("/en/good-practices", "before=abc",
         {"orderBy": [{"name": "ASC"}], "last": 35, "before": "abc"}),
        ("/en/good-practices", "without=shownAt&without=transfers&assumed=owners",
         {"withoutShownAt": {"none": {}}, "withoutTransfers": {"none": {}},
          "assumedOwners": {"some": {"edge": {"basis": {"eq": "ASSUMED"}}}},
          "orderBy": [{"name": "ASC"}], "first": 35}),
        ("/en/exchange-visits", "without=date",
         {"withoutDate": True, "orderBy": [{"date": "DESC"}], "first": 35}),
        ("/en/exchanges", "stageDate=2018&phase=exploration&country=per",
         {"stageDate": 2018, "phase": ["EXPLORATION"], "country": ["per"]}),
        ("/en/timeline/2018", "topic=shelter", {"year": 2018, "topic": ["shelter"]}),
        ("/en/timeline", "country=gtm&topic=", {"country": ["gtm"]}),
        ("/en/institutions", "subregion=caribbean&sort=name-desc",
         {"subregion": ["CARIBBEAN"], "orderBy": [{"name": "DESC"}], "first": 35}),
        ("/en/countries", "sort=practices-asc",
         {"orderBy": [{"practicesCount": "ASC"}], "first": 35}),
        ("/en/agreements", "partyCountries=bra&partyCountries=pry&kind=treaty&match=all",
         {"kind": ["TREATY"], "partyCountries": ["bra", "pry"],
          "all": [{"or": [{"partyCountries": {"some": {"slug": {"eq": "bra"}}}}]},
                  {"or": [{"partyCountries": {"some": {"slug": {"eq": "pry"}}}}]}],
          "orderBy": [{"name": "ASC"}], "first": 35}),
        # Institutions are of one country, so none can be of two.
        ("/en/institutions", "country=bra&country=pry&match=all",
         {"country": ["bra", "pry"], "orderBy": [{"name": "ASC"}], "first": 35}),
        ("/en/exchange-visits", "kind=study-visit",
         {"kind": ["STUDY_VISIT"], "orderBy": [{"date": "DESC"}], "first": 35}),
    ],
)  # fmt: skip
def test_an_address_gives_the_variables(path: str, query: str, expected: dict[str, Json]) -> None:
    assert variables(path, query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("themes=none", "Temáticas: «none» no es uno de sus valores. Permitidos: protection"),
        ("started=yes", "Inicio: «yes» no es un año como 2018"),
        (
            "without=owner",
            "without: «owner» no es uno de sus valores. Permitidos: shownAt, transfers",
        ),
        ("sort=summary", "Esta lista no se puede ordenar por «summary», solo por: name"),
        ("sort=name-up", "Esta lista no se puede ordenar por «name-up», solo por: name"),
    ],
)
def test_a_wrong_parameter_is_explained(query: str, message: str) -> None:
    with pytest.raises(AddressInvalid) as caught:
        variables("/es/good-practices", query)
    assert message.split(":")[1] in str(caught.value)


def test_words_to_search_for_are_as_long_as_the_form_allows() -> None:
    for path in ("/es/good-practices", "/es/search"):
        assert variables(path, f"text={'%C3%A1' * 300}")["text"] == "á" * 300
        with pytest.raises(AddressInvalid, match="tienen 301 caracteres"):
            variables(path, f"text={'%C3%A1' * 301}")


@pytest.mark.parametrize("path", ["/", "/fr", "/es/nowhere", "/es/topics/a/b", "/en/*"])
def test_other_addresses_have_no_page(path: str) -> None:
    address = parse_address(path, "")
    assert address is None or SITE.find(address) is None


def test_an_address_is_written_as_it_was_read() -> None:
    text = "/en/search?text=%3Cb%3E+%26+caf%C3%A9&type=topic"
    path, _, query = text.partition("?")
    assert str(parse_address(path, query)) == text
    assert str(parse_address("/en/a b/ü", "")) == "/en/a%20b/%C3%BC"
    under = parse_address("/explorer/es/topics", "", "/explorer")
    assert str(under) == "/explorer/es/topics"


def test_a_page_has_one_canonical_address() -> None:
    address = parse_address("/en/topics", "text=&sort=name&scheme=subject&scheme=modality")
    assert address is not None
    assert str(address.canonical()) == "/en/topics?scheme=modality&scheme=subject&sort=name"
    assert address.canonical().for_others().startswith("/es/topics?scheme=modality")
    assert Address("pt", prefix="/explorer").for_others() == "/explorer"


def test_filters_are_toggled_from_the_first_page_on() -> None:
    address = parse_address("/en/topics", "scheme=subject&after=abc&sort=name")
    assert address is not None
    assert str(address.toggled("scheme", "subject")) == "/en/topics?sort=name"
    assert str(address.toggled("x", "y")) == "/en/topics?scheme=subject&sort=name&x=y"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "es"),
        ("fr", "es"),
        ("en-GB,en;q=0.9", "en"),
        ("pt-BR;q=0.5, en;q=0.4", "pt"),
        ("en;q=x, pt", "pt"),
        ("en;q=0", "es"),
    ],
)
def test_the_language_follows_the_reader(header: str, language: str) -> None:
    assert language in LANGUAGES
    assert preferred_language(header) == language


@pytest.mark.parametrize(
    ("edtf", "qualifier", "en", "es"),
    [
        ("2018", "AT", "2018", "2018"),
        ("2018-10-09", "AT", "9 Oct 2018", "9 oct 2018"),
        ("2018-10-09/2018-10-12", "AT", "9–12 Oct 2018", "9–12 oct 2018"),
        ("2018/2018-10-09", "ON_OR_BEFORE", "2018, by 9 Oct 2018", "2018, a más tardar 9 oct 2018"),
        ("../2018", "AT", "until 2018", "hasta 2018"),
        ("2018/..", "AT", "since 2018", "desde 2018"),
        ("XXXX-10-14", "AT", "14 Oct, year unknown", "14 oct, año desconocido"),
        ("XXXX-10-14/XXXX-10-16", "AT", "14–16 Oct, year unknown", "14–16 oct, año desconocido"),
        ("2018", "WITHIN", "some time in 2018", "en algún momento de 2018"),
        (
            "2013/2017",
            "WITHIN",
            "some time between 2013 and 2017",
            "en algún momento entre 2013 y 2017",
        ),
        ("2006/..", "WITHIN", "some time since 2006", "en algún momento desde 2006"),
        ("../2018", "WITHIN", "by 2018", "a más tardar 2018"),
        ("2024-06-26", "REPORTED", "mentioned 26 Jun 2024", "mencionado: 26 jun 2024"),
    ],
)
def test_dates_are_in_words(edtf: str, qualifier: str, en: str, es: str) -> None:
    assert date_in_words(edtf, qualifier, "en") == en
    assert date_in_words(edtf, qualifier, "es").replace("\u202f", " ").replace("\u2009", "") == es


@pytest.mark.parametrize(
    ("owner", "relation", "expected"),
    [
        ("Country", "practices", "/en/good-practices?countries=x"),
        ("Topic", "visits", "/en/exchange-visits?topics=x"),
        ("Country", "transfersReceived", "/en/knowledge-transfers?targetCountries=x"),
        ("Institution", "facilitatedVisits", "None"),
        ("Source", "citedBy", "None"),
    ],
)
def test_a_relation_has_the_list_that_is_filtered_by_its_other_end(
    owner: str, relation: str, expected: str
) -> None:
    found = list_of(RELATIONS[owner][relation], "x", Address("en", ("anywhere", "x")))
    assert str(found) == expected


def test_years_are_in_order_and_a_chosen_value_is_shown() -> None:
    address = parse_address("/en/good-practices", "started=1999")
    assert address is not None
    values: list[Json] = [
        {"value": year, "label": year, "count": 1} for year in ("2018", "2021", "2020")
    ]
    answered: list[Json] = [{"field": "started", "valueCount": 4, "values": values}]
    (facet,) = facets_of(GOOD_PRACTICE, answered, address)
    assert [value.label for value in facet.values] == ["2021", "2020", "2018", "1999"]
    assert [value.is_chosen for value in facet.values] == [False, False, False, True]
    assert [str(value.address) for value in facet.values][2:] == [
        "/en/good-practices?started=2018",
        "/en/good-practices",
    ]
