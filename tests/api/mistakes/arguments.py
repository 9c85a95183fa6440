"""Arguments, keys, orders and pages."""

from tests.api.mistakes.mistake import INPUT, PRACTICES, Mistake

LISTS = "It accepts: where, orderBy, first, after,"

MISTAKES = {
    # Arguments
    "limit": Mistake(
        PRACTICES % "(limit: 5)",
        f"Unknown argument 'limit' on field 'Query.goodPractices'. Did you mean 'first'? {LISTS}",
        PRACTICES % "(first: 5)",
    ),
    "filter": Mistake(
        PRACTICES % '(filter: {slug: {eq: "a"}})',
        f"Unknown argument 'filter' on field 'Query.goodPractices'. Did you mean 'where'? {LISTS}",
        PRACTICES % '(where: {slug: {eq: "a"}})',
    ),
    "a filter as an argument": Mistake(
        PRACTICES % "(level: {eq: NATIONAL})",
        "Unknown argument 'level' on field 'Query.goodPractices'. Write (where: {level: …})."
        f" {LISTS}",
        PRACTICES % "(where: {level: {eq: NATIONAL}})",
    ),
    "order_by": Mistake(
        PRACTICES % "(order_by: {name: ASC})",
        "Unknown argument 'order_by' on field 'Query.goodPractices'. Did you mean 'orderBy'?"
        f" {LISTS}",
        PRACTICES % "(orderBy: {name: ASC})",
    ),
    "the language of a list": Mistake(
        "{ goodPractices(lang: EN) { nodes { name } } }",
        "Unknown argument 'lang' on field 'Query.goodPractices'. Texts have it, as in"
        f" name(lang: EN). {LISTS}",
        "{ goodPractices { nodes { name(lang: EN) } } }",
    ),
    "an id without by": Mistake(
        '{ country(id: "Country:hnd") { id } }',
        "Unknown argument 'id' on field 'Query.country'. Write (by: {id: …}). It accepts: by.",
        '{ country(by: {id: "Country:hnd"}) { id } }',
    ),
    "no key": Mistake(
        "{ country { id } }",
        "Argument 'Query.country(by:)' of type 'CountryBy!' is required, but it was not provided."
        " CountryBy has: id, slug, iso2, iso3, isoNumeric.",
        '{ country(by: {iso3: "HND"}) { id } }',
    ),
    "two keys": Mistake(
        '{ country(by: {iso3: "HND", slug: "hnd"}) { id } }',
        "CountryBy needs exactly one field that is not null, but 2 are given. CountryBy has: id,"
        " slug, iso2, iso3, isoNumeric.",
        '{ country(by: {iso3: "HND"}) { id } }',
    ),
    "an unknown key": Mistake(
        '{ country(by: {iso: "HND"}) { id } }',
        "CountryBy has no field 'iso'. Did you mean 'iso2', 'iso3' or 'id'? CountryBy has: id,"
        " slug, iso2, iso3, isoNumeric.",
        '{ country(by: {iso3: "HND"}) { id } }',
    ),
    "no text to search for": Mistake(
        "{ search { nodes { id } } }",
        "Argument 'Query.search(text:)' of type 'String!' is required, but it was not provided.",
        '{ search(text: "x") { nodes { id } } }',
    ),
    "no facets": Mistake(
        "{ goodPractices { facets { field } } }",
        "Argument 'GoodPracticeConnection.facets(by:)' of type '[GoodPracticeFacet!]!' is required,"
        " but it was not provided. GoodPracticeFacet has: translatedInto, themes, level,",
        "{ goodPractices { facets(by: [level]) { field } } }",
    ),
    "two keys, one of them null": Mistake(
        '{ country(by: {iso3: "HND", slug: null}) { id } }',
        "CountryBy needs exactly one field that is not null, but 2 are given: leave out what is"
        " null. CountryBy has: id, slug, iso2, iso3, isoNumeric.",
        '{ country(by: {iso3: "HND"}) { id } }',
    ),
    "a search of a list": Mistake(
        PRACTICES % '(search: "x")',
        "Unknown argument 'search' on field 'Query.goodPractices'. Write (where: {text: …})."
        f" {LISTS}",
        PRACTICES % '(where: {text: "x"})',
    ),
    "the text of suggestions": Mistake(
        '{ suggest(text: "x") { label } }',
        "Unknown argument 'text' on field 'Query.suggest'. Did you mean 'prefix'? It accepts:"
        " prefix, types, first, lang.",
        '{ suggest(prefix: "x") { label } }',
    ),
    "the query of a search": Mistake(
        '{ search(query: "x") { totalCount } }',
        "Unknown argument 'query' on field 'Query.search'. Did you mean 'text'? It accepts: text,",
        '{ search(text: "x") { totalCount } }',
    ),
    "a name as a key": Mistake(
        '{ country(by: {name: "Peru"}) { id } }',
        "CountryBy has no field 'name'. Names are not keys: use the list, with where: {name: {eq:"
        " …}}. CountryBy has: id, slug, iso2, iso3, isoNumeric.",
        '{ countries(where: {name: {eq: "Peru"}}) { nodes { id } } }',
    ),
    "a code without its key": Mistake(
        '{ country(by: "PER") { id } }',
        'Expected an object of type CountryBy, found "PER". Write {iso3: "PER"}. CountryBy has:',
        '{ country(by: {iso3: "PER"}) { id } }',
    ),
    "an id without its key": Mistake(
        '{ topic(by: "Topic:a") { id } }',
        'Expected an object of type TopicBy, found "Topic:a". Write {id: "Topic:a"}. TopicBy has:',
        '{ topic(by: {id: "Topic:a"}) { id } }',
    ),
    "the name of a vocabulary": Mistake(
        '{ vocabulary(name: "Level") { name } }',
        "Unknown argument 'name' on field 'Query.vocabulary'. It accepts: enum.",
        '{ vocabulary(enum: "Level") { name } }',
    ),
    "too many suggestions": Mistake(
        '{ suggest(prefix: "x", first: 100) { label } }',
        "first: 100 is out of range; 0 to 50 are allowed.",
        '{ suggest(prefix: "x", first: 50) { label } }',
        code=INPUT,
    ),
    # Orders and pages
    "a direction in lower case": Mistake(
        PRACTICES % "(orderBy: {name: asc})",
        "Expected a value of Direction, found asc. Did you mean 'ASC'? Direction has: ASC, DESC.",
        PRACTICES % "(orderBy: {name: ASC})",
    ),
    "the order as a text": Mistake(
        PRACTICES % '(orderBy: "name")',
        'Expected an object of type GoodPracticeOrder, found "name". Write {name: ASC}.',
        PRACTICES % "(orderBy: {name: ASC})",
    ),
    "PostGraphile's NAME_ASC": Mistake(
        PRACTICES % "(orderBy: NAME_ASC)",
        "Expected an object of type GoodPracticeOrder, found NAME_ASC. Write {name: ASC}.",
        PRACTICES % "(orderBy: {name: ASC})",
    ),
    "GitHub's field and direction": Mistake(
        PRACTICES % "(orderBy: {field: NAME, direction: ASC})",
        "GoodPracticeOrder has no field 'field'. Write {name: ASC}. GoodPracticeOrder has: slug,"
        " name, summary,",
        PRACTICES % "(orderBy: {name: ASC})",
    ),
    "two keys in one item": Mistake(
        PRACTICES % "(orderBy: [{name: ASC, slug: ASC}])",
        "Each item of orderBy must have one key, but one has 2 (name, slug); use an item for each"
        " key.",
        PRACTICES % "(orderBy: [{name: ASC}, {slug: ASC}])",
        code=INPUT,
    ),
    "a negative page": Mistake(
        "{ goodPractices(first: -1) { nodes { id } } }",
        "first: -1 is out of range; a page has 0 to 100 nodes.",
        "{ goodPractices(first: 1) { nodes { id } } }",
        code=INPUT,
    ),
    "a page of a thousand": Mistake(
        "{ goodPractices(first: 1000) { nodes { id } } }",
        "first: 1000 is out of range; a page has 0 to 100 nodes.",
        "{ goodPractices(first: 100) { nodes { id } } }",
        code=INPUT,
    ),
    "a page number as a cursor": Mistake(
        '{ goodPractices(after: "2") { nodes { id } } }',
        "after: '2' is not a cursor; use one from a page.",
        '{ goodPractices(after: "WyIiLCJUb3BpYzphIl0") { nodes { id } } }',
        code=INPUT,
    ),
    "the order by a relation": Mistake(
        PRACTICES % "(orderBy: [{transfers: DESC}])",
        "GoodPracticeOrder has no field 'transfers'. Write {transfersCount: DESC}, which sorts by"
        " their number. GoodPracticeOrder has: slug,",
        PRACTICES % "(orderBy: [{transfersCount: DESC}])",
    ),
    "relevance without a text": Mistake(
        PRACTICES % "(orderBy: [{relevance: DESC}])",
        "relevance sorts by the words of `where: {text: …}`, which is not given; add it, or use"
        " another key.",
        PRACTICES % '(where: {text: "x"}, orderBy: [{relevance: DESC}])',
        code=INPUT,
    ),
}
