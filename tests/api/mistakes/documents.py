"""Fragments, directives, variables and the syntax of documents."""

from tests.api.mistakes.mistake import BY_WHERE, INPUT, Mistake

COUNTRIES = "CountryRelation has: some, none, all, single."

MISTAKES = {
    # Fragments and directives
    "a fragment on another type": Mistake(
        "{ goodPractices { nodes { ... on Country { name } } } }",
        "Fragment cannot be spread here as objects of type 'GoodPractice' can never be of type"
        " 'Country'.",
        "{ goodPractices { nodes { ... on GoodPractice { name } } } }",
    ),
    "a fragment misspelt": Mistake(
        "{ goodPractices { nodes { ...Crad } } } fragment Card on GoodPractice { id }",
        "Unknown fragment 'Crad'. The document defines: Card.",
        "{ goodPractices { nodes { ...Card } } } fragment Card on GoodPractice { id }",
    ),
    "a directive of a client": Mistake(
        "{ goodPractices @client { totalCount } }",
        "Unknown directive '@client'. There are: @include,",
        "{ goodPractices @include(if: true) { totalCount } }",
    ),
    "the language of a field by a directive": Mistake(
        "{ goodPractices @lang(prefer: EN) { totalCount } }",
        "Directive '@lang' may not be used on field. Write it after the operation's name: query"
        " Page @lang(prefer: EN) { … }.",
        "query Page @lang(prefer: EN) { goodPractices { totalCount } }",
    ),
    "another argument of a directive": Mistake(
        "query @lang(lang: EN) { goodPractices { totalCount } }",
        "Unknown argument 'lang' on directive '@lang'. It accepts: prefer.",
        "query @lang(prefer: EN) { goodPractices { totalCount } }",
    ),
    # Variables
    "a variable of another type": Mistake(
        "query ($n: String) { goodPractices(first: $n) { totalCount } }",
        "Variable '$n' of type 'String' used in position expecting type 'Int'. Declare it as"
        " $n: Int.",
        "query ($n: Int) { goodPractices(first: $n) { totalCount } }",
    ),
    "a text for a filter": Mistake(
        "query ($x: String) { goodPractices(where: {name: $x}) { totalCount } }",
        "Variable '$x' of type 'String' used in position expecting type 'TextFilter'. Declare it as"
        " $x: TextFilter, or write {eq: $x}.",
        "query ($x: String) { goodPractices(where: {name: {eq: $x}}) { totalCount } }",
    ),
    "a missing variable": Mistake(
        "query ($id: ID!) { node(id: $id) { id } }",
        "Variable '$id' is required: send a value of type ID! in \"variables\".",
        mended_variables={"id": "Topic:a"},
        code=INPUT,
    ),
    "null for a required variable": Mistake(
        "query ($id: ID!) { node(id: $id) { id } }",
        "Variable '$id' has an invalid value: Null is not allowed in this position: it needs a"
        " value of type ID!.",
        variables={"id": None},
        mended_variables={"id": "Topic:a"},
        code=INPUT,
    ),
    "a number as a text": Mistake(
        "query ($n: Int) { goodPractices(first: $n) { totalCount } }",
        "Variable '$n' has an invalid value: Expected a whole number from -2147483648 to"
        ' 2147483647, found "5". Write 5 without quotes.',
        variables={"n": "5"},
        mended_variables={"n": 5},
        code=INPUT,
    ),
    "a forgotten some in a variable": Mistake(
        BY_WHERE,
        "Variable '$w' has an invalid value at .countries: CountryRelation has no field 'inRegion'."
        f" There are several: write {{some: {{node: {{inRegion: …}}}}}}. {COUNTRIES}",
        variables={"w": {"countries": {"inRegion": {"eq": True}}}},
        mended_variables={"w": {"countries": {"some": {"node": {"inRegion": {"eq": True}}}}}},
        code=INPUT,
    ),
    "a forgotten eq in a variable": Mistake(
        BY_WHERE,
        "Variable '$w' has an invalid value at .and[0].name: Expected an object of type TextFilter,"
        ' found "x". Write {eq: "x"}.',
        variables={"w": {"and": [{"name": "x"}]}},
        mended_variables={"w": {"and": [{"name": {"eq": "x"}}]}},
        code=INPUT,
    ),
    "another API's type of a filter": Mistake(
        "query ($w: GoodPracticeFilter) { goodPractices(where: $w) { totalCount } }",
        "Unknown type 'GoodPracticeFilter'. Did you mean 'GoodPracticeWhere'?",
        BY_WHERE,
    ),
    "another language's type of a number": Mistake(
        "query ($n: Integer) { goodPractices(first: $n) { totalCount } }",
        "Unknown type 'Integer'. Did you mean 'Int'?",
        "query ($n: Int) { goodPractices(first: $n) { totalCount } }",
    ),
    # Documents
    "a mutation": Mistake(
        'mutation { createCountry(name: "x") { id } }',
        "The mutation operation is not supported by the schema: this service only answers queries."
        " The catalogue changes through its files.",
        "{ countries { totalCount } }",
    ),
    "a subscription": Mistake(
        "subscription { goodPractices { totalCount } }",
        "The subscription operation is not supported by the schema: this service only answers"
        " queries. The catalogue changes through its files.",
        "{ goodPractices { totalCount } }",
    ),
    "an empty document": Mistake(
        "# to be written",
        "Syntax Error: Unexpected <EOF>. The text has no operation: send one, such as"
        " { __typename }.",
        "{ __typename }",
        code="GRAPHQL_PARSE_FAILED",
    ),
    "a missing brace": Mistake(
        "{ goodPractices { totalCount }",
        "Syntax Error: Expected Name, found <EOF>. A bracket is not closed.",
        "{ goodPractices { totalCount } }",
        code="GRAPHQL_PARSE_FAILED",
    ),
    "an id without quotes": Mistake(
        "{ node(id: Country:hnd) { id } }",
        "Syntax Error: Expected Name, found ':'. A text, such as an id, is in double quotes.",
        '{ node(id: "Country:hnd") { id } }',
        code="GRAPHQL_PARSE_FAILED",
    ),
    "arguments without parentheses": Mistake(
        "{ goodPractices first: {} { totalCount } }",
        "Syntax Error: Expected Name, found '{'. A field is before a brace, and arguments in"
        " parentheses.",
        "{ goodPractices(first: 1) { totalCount } }",
        code="GRAPHQL_PARSE_FAILED",
    ),
    "single quotes": Mistake(
        "{ node(id: 'Country:hnd') { id } }",
        "Syntax Error: Unexpected single quote character ('), did you mean to use a double quote",
        '{ node(id: "Country:hnd") { id } }',
        code="GRAPHQL_PARSE_FAILED",
    ),
    "two operations without names": Mistake(
        "{ goodPractices { totalCount } } { countries { totalCount } }",
        "This anonymous operation must be the only defined operation. Name each operation, and send"
        ' the name of one as "operationName".',
        "query A { goodPractices { totalCount } countries { totalCount } }",
    ),
    "a filter for a term in a variable": Mistake(
        "query ($level: Level) { goodPractices(where: {level: $level}) { totalCount } }",
        "Variable '$level' of type 'Level' used in position expecting type 'LevelFilter'. Declare"
        " it as $level: LevelFilter, or write {eq: $level}.",
        "query ($level: Level) { goodPractices(where: {level: {eq: $level}}) { totalCount } }",
    ),
    "the name of a type for its enum": Mistake(
        'query ($t: [EntryType!]) { search(text: "x", types: $t) { totalCount } }',
        "Variable '$t' has an invalid value at [0]: Expected a value of EntryType, found"
        " \"goodPractice\". Did you mean 'GOOD_PRACTICE'? EntryType has: COUNTRY,",
        variables={"t": ["goodPractice"]},
        mended_variables={"t": ["GOOD_PRACTICE"]},
        code=INPUT,
    ),
    "JSON for an input object": Mistake(
        '{ country(by: {"iso3": "HND"}) { id } }',
        "Syntax Error: Expected Name, found String 'iso3'. Names of fields and arguments are"
        " without quotes.",
        '{ country(by: {iso3: "HND"}) { id } }',
        code="GRAPHQL_PARSE_FAILED",
    ),
}
