"""Filters and their values."""

from tests.api.mistakes.mistake import INPUT, PRACTICES, Mistake

LEVELS = "Level has: SUBNATIONAL, NATIONAL, BINATIONAL, REGIONAL, GLOBAL."
TEXTS = "TextFilter has: eq, in, contains, startsWith,"
COUNTRIES = "CountryRelation has: some, none, all, single."

MISTAKES = {
    # Filters
    "a forgotten eq": Mistake(
        PRACTICES % '(where: {name: "x"})',
        'Expected an object of type TextFilter, found "x". Write {eq: "x"}.',
        PRACTICES % '(where: {name: {eq: "x"}})',
    ),
    "a forgotten eq of an enum": Mistake(
        PRACTICES % "(where: {level: NATIONAL})",
        "Expected an object of type LevelFilter, found NATIONAL. Write {eq: NATIONAL}.",
        PRACTICES % "(where: {level: {eq: NATIONAL}})",
    ),
    "a forgotten in": Mistake(
        PRACTICES % "(where: {level: [NATIONAL, REGIONAL]})",
        "Expected an object of type LevelFilter, found [NATIONAL, REGIONAL]. Write"
        " {in: [NATIONAL, REGIONAL]}.",
        PRACTICES % "(where: {level: {in: [NATIONAL, REGIONAL]}})",
    ),
    "a list for a single value": Mistake(
        PRACTICES % "(where: {level: {eq: [NATIONAL]}})",
        "Expected a value of Level, found [NATIONAL]. For several values, write {in: [NATIONAL]}.",
        PRACTICES % "(where: {level: {in: [NATIONAL]}})",
    ),
    "a forgotten some": Mistake(
        PRACTICES % '(where: {countries: {name: {eq: "x"}}})',
        "CountryRelation has no field 'name'. There are several: write"
        f" {{some: {{node: {{name: …}}}}}}. {COUNTRIES}",
        PRACTICES % '(where: {countries: {some: {node: {name: {eq: "x"}}}}})',
    ),
    "a forgotten node": Mistake(
        PRACTICES % '(where: {countries: {some: {iso3: {eq: "HND"}}}})',
        "CountryEdgeWhere has no field 'iso3'. Write {node: {iso3: …}}. CountryEdgeWhere has: node,"
        " edge.",
        PRACTICES % '(where: {countries: {some: {node: {iso3: {eq: "HND"}}}}})',
    ),
    "Prisma's every": Mistake(
        PRACTICES % "(where: {countries: {every: {node: {inRegion: {eq: true}}}}})",
        f"CountryRelation has no field 'every'. Write 'all'. {COUNTRIES}",
        PRACTICES % "(where: {countries: {all: {node: {inRegion: {eq: true}}}}})",
    ),
    "Hasura's _eq": Mistake(
        PRACTICES % '(where: {name: {_eq: "x"}})',
        f"TextFilter has no field '_eq'. Write {{eq: …}}. {TEXTS}",
        PRACTICES % '(where: {name: {eq: "x"}})',
    ),
    "Hasura's _ilike": Mistake(
        PRACTICES % '(where: {name: {_ilike: "%x%"}})',
        f"TextFilter has no field '_ilike'. Write {{contains: …}}. {TEXTS}",
        PRACTICES % '(where: {name: {contains: "x"}})',
    ),
    "Prisma's equals": Mistake(
        PRACTICES % '(where: {name: {equals: "x"}})',
        f"TextFilter has no field 'equals'. Write {{eq: …}}. {TEXTS}",
        PRACTICES % '(where: {name: {eq: "x"}})',
    ),
    "not equal": Mistake(
        PRACTICES % "(where: {level: {ne: NATIONAL}})",
        "LevelFilter has no field 'ne'. Negate the condition: {not: {FIELD: {eq: NATIONAL}}}."
        " LevelFilter has: eq, in, isNull.",
        PRACTICES % "(where: {not: {level: {eq: NATIONAL}}})",
    ),
    "Prisma's countries_some": Mistake(
        PRACTICES % '(where: {countries_some: {iso3: "HND"}})',
        "GoodPracticeWhere has no field 'countries_some'. Write {countries: {some: {node: …}}}."
        " GoodPracticeWhere has: and,",
        PRACTICES % '(where: {countries: {some: {node: {iso3: {eq: "HND"}}}}})',
    ),
    "a slug for a relation": Mistake(
        PRACTICES % '(where: {countries: "hnd"})',
        'Expected an object of type CountryRelation, found "hnd". Write'
        ' {some: {node: {slug: {eq: "hnd"}}}}.',
        PRACTICES % '(where: {countries: {some: {node: {slug: {eq: "hnd"}}}}})',
    ),
    "slugs for a relation": Mistake(
        PRACTICES % '(where: {countries: ["hnd", "gtm"]})',
        'Expected an object of type CountryRelation, found ["hnd", "gtm"]. Write'
        ' {some: {node: {slug: {in: ["hnd", "gtm"]}}}}.',
        PRACTICES % '(where: {countries: {some: {node: {slug: {in: ["hnd", "gtm"]}}}}})',
    ),
    "conditions as a list for a relation": Mistake(
        PRACTICES % "(where: {countries: [{}]})",
        "Expected an object of type CountryRelation, found [{ }]. Write {some: {node: …}}.",
        PRACTICES % "(where: {countries: {some: {node: {}}}})",
    ),
    "an operator on a relation": Mistake(
        PRACTICES % '(where: {sources: {eq: "a"}})',
        "SourceRelation has no field 'eq'. There are several: write"
        " {some: {node: {slug: {eq: …}}}}. SourceRelation has: some, none, all, single.",
        PRACTICES % '(where: {sources: {some: {node: {slug: {eq: "a"}}}}})',
    ),
    "some on a relation to one": Mistake(
        "{ knowledgeTransfers(where: {practice: {some: {node: {}}}}) { totalCount } }",
        "GoodPracticeWhere has no field 'some'. There is at most one: write the conditions without"
        " 'some' and 'node'. GoodPracticeWhere has: and,",
        "{ knowledgeTransfers(where: {practice: {}}) { totalCount } }",
    ),
    "a list of conditions": Mistake(
        PRACTICES % "(where: [{level: {eq: NATIONAL}}])",
        "Expected an object of type GoodPracticeWhere, found [{ level: { eq: NATIONAL } }]. Write"
        " {and: [{ level: { eq: NATIONAL } }]}.",
        PRACTICES % "(where: {and: [{level: {eq: NATIONAL}}]})",
    ),
    "an operator on a plain value": Mistake(
        PRACTICES % '(where: {text: {contains: "x"}})',
        'Expected a text in quotes, found { contains: "x" }. Write only the value: "x".',
        PRACTICES % '(where: {text: "x"})',
    ),
    "slugs in a relation": Mistake(
        PRACTICES % '(where: {topics: {in: ["shelter"]}})',
        "TopicRelation has no field 'in'. There are several: write"
        " {some: {node: {slug: {in: …}}}}. TopicRelation has: some, none, all, single.",
        PRACTICES % '(where: {topics: {some: {node: {slug: {in: ["shelter"]}}}}})',
    ),
    "Prisma's mode": Mistake(
        PRACTICES % '(where: {name: {contains: "x", mode: "insensitive"}})',
        "TextFilter has no field 'mode'. Leave out 'mode': texts are compared without case and"
        f" accents. {TEXTS}",
        PRACTICES % '(where: {name: {contains: "x"}})',
    ),
    "an address under another name": Mistake(
        '{ institutions(where: {url: {contains: "x"}}) { totalCount } }',
        "InstitutionWhere has no field 'url'. Did you mean 'website'? InstitutionWhere has: and,",
        '{ institutions(where: {website: {contains: "x"}}) { totalCount } }',
    ),
    "a search in a filter": Mistake(
        PRACTICES % '(where: {search: "x"})',
        "GoodPracticeWhere has no field 'search'. Did you mean 'text'? GoodPracticeWhere has: and,",
        PRACTICES % '(where: {text: "x"})',
    ),
    "a time after another": Mistake(
        PRACTICES % '(where: {updatedAt: {after: "2026-01-01T00:00:00Z"}})',
        "DateTimeFilter has no field 'after'. Write {gt: …}. DateTimeFilter has: lt, lte, gt, gte,",
        PRACTICES % '(where: {updatedAt: {gt: "2026-01-01T00:00:00Z"}})',
    ),
    # Values
    "a year as a date": Mistake(
        "{ exchangeVisits(where: {date: 2018}) { totalCount } }",
        'Expected an object of type PartialDateFilter, found 2018. Write {during: "2018"}.',
        '{ exchangeVisits(where: {date: {during: "2018"}}) { totalCount } }',
    ),
    "a year as a number": Mistake(
        "{ exchangeVisits(where: {date: {during: 2018}}) { totalCount } }",
        'Expected a text in quotes, found 2018. Write "2018".',
        '{ exchangeVisits(where: {date: {during: "2018"}}) { totalCount } }',
    ),
    "a month that isn't": Mistake(
        '{ exchangeVisits(where: {date: {after: "2018-13"}}) { totalCount } }',
        "date.after: '2018-13' is not a date (there is no such month); allowed: 2018, 2018-10,",
        '{ exchangeVisits(where: {date: {after: "2018-12"}}) { totalCount } }',
        code=INPUT,
    ),
    "a fraction of people": Mistake(
        "{ exchangeVisits(where: {participants: {gt: 10.5}}) { totalCount } }",
        "Expected a whole number from -2147483648 to 2147483647, found 10.5.",
        "{ exchangeVisits(where: {participants: {gt: 10}}) { totalCount } }",
    ),
    "a code in lower case without an operator": Mistake(
        '{ countries(where: {iso3: "hnd"}) { totalCount } }',
        'Expected an object of type StringFilter, found "hnd". Write {eq: "hnd"}.',
        '{ countries(where: {iso3: {eq: "hnd"}}) { totalCount } }',
    ),
    "one of a list of terms": Mistake(
        PRACTICES % "(where: {themes: {eq: PREVENTION}})",
        "ThemeListFilter has no field 'eq'. Write {has: …}. ThemeListFilter has: has, hasAny,",
        PRACTICES % "(where: {themes: {has: PREVENTION}})",
    ),
    "a filter in a search": Mistake(
        '{ search(text: "x", where: {countries: {eq: "hnd"}}) { totalCount } }',
        'Expected a text in quotes, found { eq: "hnd" }. Write only the value: "hnd".',
        '{ search(text: "x", where: {countries: "hnd"}) { totalCount } }',
    ),
    "a string for an enum": Mistake(
        PRACTICES % '(where: {level: {eq: "NATIONAL"}})',
        'Expected a value of Level, found "NATIONAL". Write NATIONAL without quotes.',
        PRACTICES % "(where: {level: {eq: NATIONAL}})",
    ),
    "an enum for a string": Mistake(
        PRACTICES % "(where: {slug: {eq: gp}})",
        'Expected a text in quotes, found gp. Write "gp".',
        PRACTICES % '(where: {slug: {eq: "gp"}})',
    ),
    "an enum in lower case": Mistake(
        PRACTICES % "(where: {level: {eq: national}})",
        f"Expected a value of Level, found national. Did you mean 'NATIONAL'? {LEVELS}",
        PRACTICES % "(where: {level: {eq: NATIONAL}})",
    ),
    "an unknown enum value": Mistake(
        PRACTICES % "(where: {level: {eq: STATE}})",
        f"Expected a value of Level, found STATE. {LEVELS}",
        PRACTICES % "(where: {level: {eq: SUBNATIONAL}})",
    ),
    "a date that is not EDTF": Mistake(
        '{ exchangeVisits(where: {date: {during: "10/2018"}}) { totalCount } }',
        "date.during: '10/2018' is not a date; allowed: 2018, 2018-10, 2018-10-09,"
        " 2018-10-09/2018-10-12, 2018/2018-10-09, ../2018-10-09, 2018-10-09/.. or, if the year is"
        " unknown, XXXX-10-14 or XXXX-10-14/XXXX-10-16.",
        '{ exchangeVisits(where: {date: {during: "2018-10"}}) { totalCount } }',
        code=INPUT,
    ),
    "a comparison of dates": Mistake(
        '{ exchangeVisits(where: {date: {gt: "2018-10-09"}}) { totalCount } }',
        "PartialDateFilter has no field 'gt'. Write {after: …}. PartialDateFilter has: during,"
        " within, before, after,",
        '{ exchangeVisits(where: {date: {after: "2018-10-09"}}) { totalCount } }',
    ),
    "a day for a time": Mistake(
        '{ entries(updatedSince: "2026-01-01") { totalCount } }',
        "updatedSince: '2026-01-01T00:00:00' has no offset from UTC; write the time with one,"
        " such as 2026-01-01T00:00:00Z.",
        '{ entries(updatedSince: "2026-01-01T00:00:00Z") { totalCount } }',
        code=INPUT,
    ),
    "a Boolean as a text": Mistake(
        PRACTICES % '(where: {name: {isNull: "true"}})',
        'Expected true or false, found "true". Write true without quotes.',
        PRACTICES % "(where: {name: {isNull: true}})",
    ),
}
