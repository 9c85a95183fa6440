"""Search by the labels of what entries are linked to, its ranking, and what it says of its hits."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier, InstitutionKind
from graph_service.model.storage import Value, stored_node
from graph_service.model.types import COUNTRY, GOOD_PRACTICE, INSTITUTION, SOURCE, TOPIC
from graph_service.settings import DatabaseSettings
from graph_service.store.derived import LINKING
from tests.api.asking import data_of
from tests.graphs import create, run, wipe

_TOPIC: dict[str, Value] = {
    "name": {"es": "Alojamiento", "en": "Shelter", "pt": "Acolhimento"},
    "otherNames": {"es": ["Albergues", "Casa refugio"]},
}
_FRESH = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"


@pytest.fixture(scope="module", autouse=True)
def entries(database_settings: DatabaseSettings) -> None:
    settings = database_settings
    wipe(settings)
    guatemala: dict[str, Value] = {
        "name": {"es": "Guatemala"}, "otherNames": {"es": ["guatemalteco"]}, "iso3": "GTM",
    }  # fmt: skip
    create(settings, "Country", [
        stored_node(COUNTRY, "gtm", guatemala),
        stored_node(COUNTRY, "pan", {
            "name": {"es": "Panamá"}, "otherNames": {"es": ["panameño"]}, "iso3": "PAN",
        }),
    ])  # fmt: skip
    create(settings, "Topic", [stored_node(TOPIC, "shelter", _TOPIC)])
    institutions: dict[str, dict[str, Value]] = {
        "svet": {"name": {"es": "Secretaría contra la Violencia"}, "acronym": "S.V.E.T."},
        "pn": {"name": {"es": "Unidad Especial"}, "kind": InstitutionKind.POLICE},
    }
    rows = [stored_node(INSTITUTION, slug, values) for slug, values in institutions.items()]
    create(settings, "Institution", rows)
    practices: dict[str, dict[str, Value]] = {
        "house": {
            "name": {"es": "Casa Esperanza"}, "summary": {"es": "Recibe a mujeres."},
            "started": _date("2018-10"), "ended": _date("2020"),
        },
        "far": {
            "name": {"es": "Hogar del Istmo"}, "started": _date("2018/2019"),
            "ended": _date("../2021", "ON_OR_BEFORE"),
        },
        "named": {"name": {"es": "Protocolo de alojamiento"}},
        "told": {"name": {"es": "Guía"}, "summary": {"es": "Trata del alojamiento."}},
    }  # fmt: skip
    rows = [stored_node(GOOD_PRACTICE, slug, values) for slug, values in practices.items()]
    create(settings, "GoodPractice", rows)
    create(settings, "Source", [stored_node(SOURCE, "s", {"name": "Alojamiento"})])
    links = (
        ("house", "Topic", "shelter"), ("far", "Topic", "shelter"), ("house", "Country", "gtm"),
        ("far", "Country", "pan"), ("house", "Institution", "svet"),
    )  # fmt: skip
    for practice, label, slug in links:
        edge = {"Topic": "ABOUT", "Country": "IN_COUNTRY", "Institution": "OWNED_BY"}[label]
        match = f"MATCH (n:GoodPractice {{slug: '{practice}'}}), (m:{label} {{slug: '{slug}'}})"
        run(settings, f"{match} CREATE (n)-[:{edge}]->(m)")
    run(settings, f"MATCH (n:GoodPractice) {LINKING}", _FRESH)


def _date(edtf: str, qualifier: str = "AT") -> PartialDate:
    return PartialDate(date=parse_edtf(edtf), qualifier=DateQualifier[qualifier])


async def _answer(engine: Engine, fields: str, text: str, **arguments: Any) -> Any:
    query = f"""query ($text: String!, $types: [EntryType!], $where: SearchWhere, $last: Int,
      $before: String) {{ search(text: $text, types: $types, where: $where, last: $last,
      before: $before) {{ {fields} }} }}"""
    return (await data_of(engine, query, {"text": text, **arguments}))["search"]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("albergues de Guatemala", ["house"]),
        ("albergue guatemalteco", ["house"]),
        ("CASAS REFUGIO PANAMEÑAS", ["far"]),
        ("quisiera también otros albergues guatemaltecos", ["house"]),
        ("svet", ["svet", "house"]),
        ("S.V.E.T.", ["svet", "house"]),
        ("policías", ["pn"]),
        ("buenas prácticas panameñas", ["far"]),
        ("GTM", ["gtm", "house"]),
    ],
)
async def test_labels_of_what_entries_have_find_them(
    engine: Engine, text: str, slugs: list[str]
) -> None:
    found = await _answer(engine, "relaxed edges { relaxed node { slug } }", text)
    assert [e["node"]["slug"] for e in found["edges"] if not e["relaxed"]] == slugs
    assert not found["relaxed"]


@pytest.mark.parametrize("text", ["Alojamiento", "ALOJAMIENTOS", "alojámiento"])
async def test_a_name_precedes_names_with_it_then_texts_links_and_sources(
    engine: Engine, text: str
) -> None:
    found = await _answer(engine, "nodes { slug }", text)
    # The source's name is the text, too, so it precedes those that only mention it.
    assert [n["slug"] for n in found["nodes"]] == ["shelter", "s", "named", "far", "house", "told"]


async def test_a_country_narrows_also_if_words_are_missing(engine: Engine) -> None:
    """The others follow, as these are few."""
    found = await _answer(engine, "relaxed nodes { slug }", "mujeres astronautas guatemaltecas")
    assert found == {"relaxed": True, "nodes": [{"slug": "house"}, {"slug": "gtm"}]}


async def test_a_new_label_of_a_topic_finds_its_entries_at_once(
    engine: Engine, database_settings: DatabaseSettings
) -> None:
    assert (await _answer(engine, "totalCount", "cobijo"))["totalCount"] == 0
    renamed = stored_node(
        TOPIC, "shelter", {**_TOPIC, "otherNames": {"es": ["Albergues", "Cobijo"]}}
    )
    statement = "MATCH (n:Topic {slug: 'shelter'}) SET n += $row"
    run(database_settings, statement, _FRESH, row=renamed)
    found = await _answer(engine, "nodes { slug }", "cobijo")
    assert [node["slug"] for node in found["nodes"]] == ["shelter", "far", "house"]
    run(database_settings, statement, _FRESH, row=stored_node(TOPIC, "shelter", _TOPIC))


async def test_counts_filters_and_pages_backward(engine: Engine) -> None:
    fields = """totalCount nodes { slug } pageInfo { startCursor hasPreviousPage }
      facets(by: [type, countries, topics]) { values { value label(lang: EN) count } }"""
    found = await _answer(engine, fields, "albergues")
    assert found["totalCount"] == 3
    assert [facet["values"] for facet in found["facets"]] == [
        [
            {"value": "GOOD_PRACTICE", "label": "Good practice", "count": 2},
            {"value": "TOPIC", "label": "Topic", "count": 1},
        ],
        [
            {"value": "gtm", "label": "Guatemala", "count": 1},
            {"value": "pan", "label": "Panamá", "count": 1},
        ],
        [{"value": "shelter", "label": "Shelter", "count": 2}],
    ]
    for where in ({"countries": ["PAN"]}, {"countries": ["pan", "x"], "topics": ["shelter"]}):
        found = await _answer(engine, fields, "albergues", where=where)
        assert [node["slug"] for node in found["nodes"]] == ["far"]
    assert not (await _answer(engine, fields, "albergues", where={"topics": []}))["nodes"]
    await _test_facets_ignore_their_own_filter(engine, fields)
    last = await _answer(engine, fields, "albergues", last=1)
    assert [node["slug"] for node in last["nodes"]] == ["house"]
    assert last["pageInfo"]["hasPreviousPage"]
    before = last["pageInfo"]["startCursor"]
    found = await _answer(engine, fields, "albergues", last=1, before=before)
    assert [node["slug"] for node in found["nodes"]] == ["far"]


async def _test_facets_ignore_their_own_filter(engine: Engine, fields: str) -> None:
    """Of the practices, one is in Panama; so the facet of types has practices, but no topic."""

    def counts(found: Any) -> list[dict[str, int]]:
        return [{v["value"]: v["count"] for v in facet["values"]} for facet in found["facets"]]

    where = {"countries": ["pan"], "topics": ["shelter"]}
    found = await _answer(engine, fields, "albergues", types=["TOPIC"], where=where)
    assert found["totalCount"] == 0
    assert counts(found) == [{"GOOD_PRACTICE": 1}, {}, {}]
    found = await _answer(engine, fields, "albergues", types=["GOOD_PRACTICE"], where=where)
    assert found["totalCount"] == 1
    assert counts(found) == [{"GOOD_PRACTICE": 1}, {"gtm": 1, "pan": 1}, {"shelter": 1}]
    found = await _answer(engine, fields, "albergues", types=["TOPIC"])
    assert counts(found) == [{"GOOD_PRACTICE": 2, "TOPIC": 1}, {}, {}]


async def test_counts_and_filters_by_the_years_of_dates(engine: Engine) -> None:
    """The house: October 2018 to 2020; the other opened in 2018 or 2019, and closed by 2021."""
    fields = "nodes { slug } facets(by: [years]) { values { value label count } }"
    for years, slugs in (
        ([2018], ["house"]),
        ([2019], []),
        ([2020, 5], ["house"]),
        ([], []),
        ([2021], ["far"]),
    ):
        found = await _answer(engine, fields, "albergues", where={"years": years})
        assert [node["slug"] for node in found["nodes"]] == slugs
        assert found["facets"][0]["values"] == [
            {"value": year, "label": label, "count": 1}
            for year, label in (("../2021", "hasta 2021"), ("2018", "2018"), ("2020", "2020"))
        ]


MATCHES = "edges { node { slug } matchedBy { word how concept } }"


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        (
            "refugio panameño",  # "casa refugio" is not in the text as a whole
            {"far": [("panameno", "LABEL", "Country:pan")], "pan": [("panameno", "WORD", None)]},
        ),
        (
            "mujer en albergues guatemaltecos",
            {
                "house": [
                    ("mujer", "STEM", None),
                    ("albergues", "LABEL", "Topic:shelter"),
                    ("guatemaltecos", "LABEL", "Country:gtm"),
                ]
            },
        ),
        (
            "albergue 2021",
            {"far": [("albergue", "LABEL", "Topic:shelter"), ("2021", "WORD", None)]},
        ),
        ("policía", {"pn": [("policia", "LABEL", "InstitutionKind.POLICE")]}),
        ("espe", {"house": [("espe", "BEGINNING", None)]}),
        ("ezperanza", {"house": [("ezperanza", "TYPING_ERROR", None)]}),
    ],
)
async def test_hits_say_how_each_word_matched(
    engine: Engine, text: str, matches: dict[str, list[tuple[str, str, str | None]]]
) -> None:
    edges = (await _answer(engine, MATCHES, text))["edges"]
    found = {
        e["node"]["slug"]: [(m["word"], m["how"], m["concept"]) for m in e["matchedBy"]]
        for e in edges
    }
    assert {slug: found[slug] for slug in matches} == matches


async def test_what_matched_has_a_name_in_each_language(engine: Engine) -> None:
    fields = (
        "edges { node { slug } matchedBy { concept es: conceptName en: conceptName(lang: EN) } }"
    )
    edges = (await _answer(engine, fields, "albergues guatemaltecos"))["edges"]
    (house,) = (edge["matchedBy"] for edge in edges if edge["node"]["slug"] == "house")
    assert house == [
        {"concept": "Topic:shelter", "es": "Alojamiento", "en": "Shelter"},
        {"concept": "Country:gtm", "es": "Guatemala", "en": "Guatemala"},
    ]
    edges = (await _answer(engine, fields, "policía"))["edges"]
    (unit,) = (edge["matchedBy"] for edge in edges if edge["node"]["slug"] == "pn")
    assert unit == [{"concept": "InstitutionKind.POLICE", "es": "Policía", "en": "Police"}]


async def test_fragments_say_where_the_words_are(engine: Engine) -> None:
    fields = "edges { node { slug } fragments { field language text ranges { start end } } }"
    edges = (await _answer(engine, fields, "alojamientos"))["edges"]
    found = {edge["node"]["slug"]: edge["fragments"] for edge in edges}
    fragment = {"field": "summary", "language": "ES", "text": "Trata del alojamiento."}
    assert found["told"] == [{**fragment, "ranges": [{"start": 10, "end": 21}]}]
    assert found["house"] == []


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("pan", ["pan", "far"]),  # a code by itself
        ("hogar PAN", ["far"]),
        ("hogar pan", []),  # or bread
        ("¿Qué ha hecho Guatemala contra la trata?", ["gtm", "house"]),
    ],
)
async def test_a_code_beside_other_words_is_in_capitals(
    engine: Engine, text: str, slugs: list[str]
) -> None:
    found = await _answer(engine, "edges { relaxed node { slug } }", text)
    assert [e["node"]["slug"] for e in found["edges"] if not e["relaxed"]] == slugs


async def test_a_name_precedes_one_without_its_stop_words(
    engine: Engine, database_settings: DatabaseSettings
) -> None:
    names = {"a": "Nosotras", "aa": "Muros", "sin": "Sin muros"}
    rows = [stored_node(INSTITUTION, slug, {"name": {"es": name}}) for slug, name in names.items()]
    create(database_settings, "Institution", rows)
    run(database_settings, _FRESH)
    for text, slugs in (("sin muros", ["sin", "aa"]), ("muros", ["aa", "sin"])):
        found = await _answer(engine, "nodes { slug }", text)
        assert [node["slug"] for node in found["nodes"]] == slugs


async def test_entries_of_one_name_have_one_score(
    engine: Engine, database_settings: DatabaseSettings
) -> None:
    """However many they are; each is named by the text, which raises its score."""
    rows = [stored_node(TOPIC, f"faro-{number}", {"name": {"es": "Faro"}}) for number in range(60)]
    create(database_settings, "Topic", rows)
    run(database_settings, _FRESH)
    edges = (await _answer(engine, "edges { score }", "faro", last=100))["edges"]
    assert len(edges) == 60
    assert len({edge["score"] for edge in edges}) == 1
