"""Fields that are selected in the wrong place, or under another API's name."""

from tests.api.mistakes.mistake import Mistake

MISTAKES = {
    "wrong case": Mistake(
        "{ goodpractices { totalCount } }",
        "Cannot query field 'goodpractices' on type 'Query'. Did you mean 'goodPractices'?",
        "{ goodPractices { totalCount } }",
    ),
    "snake case": Mistake(
        "{ good_practices { total_count } }",
        "Cannot query field 'good_practices' on type 'Query'. Did you mean 'goodPractices'?",
        "{ goodPractices { totalCount } }",
    ),
    "a field outside nodes": Mistake(
        "{ goodPractices { name } }",
        "Cannot query field 'name' on type 'GoodPracticeConnection'. Select it inside 'nodes':"
        " nodes { name }.",
        "{ goodPractices { nodes { name } } }",
    ),
    "a field outside node": Mistake(
        "{ goodPractices { edges { name } } }",
        "Cannot query field 'name' on type 'GoodPracticeEdge'. Select it inside 'node':"
        " node { name }.",
        "{ goodPractices { edges { node { name } } } }",
    ),
    "a property of an edge in nodes": Mistake(
        "{ goodPractices { nodes { owners { nodes { basis } } } } }",
        "Cannot query field 'basis' on type 'Institution'. It belongs to the edge: select it inside"
        " 'edges': edges { basis }.",
        "{ goodPractices { nodes { owners { edges { basis } } } } }",
    ),
    "pageInfo inside nodes": Mistake(
        "{ goodPractices { nodes { pageInfo { hasNextPage } } } }",
        "Cannot query field 'pageInfo' on type 'GoodPractice'. It belongs to the list: select it"
        " beside 'nodes', not inside.",
        "{ goodPractices { nodes { id } pageInfo { hasNextPage } } }",
    ),
    "another API's name for a list": Mistake(
        "{ goodPractices { items { name } count } }",
        "Cannot query field 'items' on type 'GoodPracticeConnection'. Did you mean 'nodes'?",
        "{ goodPractices { nodes { name } totalCount } }",
    ),
    "no selection": Mistake(
        "{ goodPractices }",
        "Field 'goodPractices' of type 'GoodPracticeConnection!' needs a selection of its fields,"
        " as in: goodPractices { nodes { id } }.",
        "{ goodPractices { nodes { id } } }",
    ),
    "no selection of a date": Mistake(
        "{ goodPractices { nodes { started } } }",
        "Field 'started' of type 'PartialDate' needs a selection of its fields, as in:"
        " started { edtf }.",
        "{ goodPractices { nodes { started { edtf } } } }",
    ),
    "a selection on a text": Mistake(
        "{ goodPractices { nodes { name { en } } } }",
        "Field 'name' must not have a selection since type 'String!' has no subfields. For its text"
        " in a language, use the argument lang, as in (lang: EN).",
        "{ goodPractices { nodes { name(lang: EN) } } }",
    ),
    "a field of one type of entry": Mistake(
        '{ search(text: "x") { nodes { iso3 } } }',
        "Cannot query field 'iso3' on type 'Entry'. Did you mean to use an inline fragment on"
        " 'Country'?",
        '{ search(text: "x") { nodes { ... on Country { iso3 } } } }',
    ),
    "__typename misspelt": Mistake(
        "{ goodPractices { nodes { __typname } } }",
        "Cannot query field '__typname' on type 'GoodPractice'. Did you mean '__typename'?",
        "{ goodPractices { nodes { __typename } } }",
    ),
    "a list in an entry": Mistake(
        "{ knowledgeTransfers { nodes { practice { nodes { name } } } } }",
        "Cannot query field 'nodes' on type 'GoodPractice'. 'practice' is one object, not a list:"
        " select its fields without 'nodes'.",
        "{ knowledgeTransfers { nodes { practice { name } } } }",
    ),
    "nodes in a list without pages": Mistake(
        "{ goodPractices { nodes { sources { nodes { name } } } } }",
        "Cannot query field 'nodes' on type 'Source'. 'sources' is a list without pages: select its"
        " fields without 'nodes'.",
        "{ goodPractices { nodes { sources { name } } } }",
    ),
    "node inside nodes": Mistake(
        "{ goodPractices { nodes { node { name } } } }",
        "Cannot query field 'node' on type 'GoodPractice'. 'nodes' has the entries themselves:"
        " select their fields without 'node'.",
        "{ goodPractices { nodes { name } } }",
    ),
    "nodes inside edges": Mistake(
        "{ goodPractices { edges { nodes { name } } } }",
        "Cannot query field 'nodes' on type 'GoodPracticeEdge'. Did you mean 'node'? It has:"
        " cursor, node.",
        "{ goodPractices { edges { node { name } } } }",
    ),
    "a root field inside an entry": Mistake(
        "{ goodPractices { nodes { country { name } } } }",
        "Cannot query field 'country' on type 'GoodPractice'. Did you mean 'countries'? It has:",
        "{ goodPractices { nodes { countries { nodes { name } } } } }",
    ),
    "another API's name for a field": Mistake(
        "{ goodPractices { nodes { title } } }",
        "Cannot query field 'title' on type 'GoodPractice'. Did you mean 'name'? It has: id,",
        "{ goodPractices { nodes { name } } }",
    ),
    "source and target of a flow": Mistake(
        "{ transferFlows(by: COUNTRY) { nodes { source { label } } } }",
        "Cannot query field 'source' on type 'TransferFlow'. Did you mean 'from'? It has: id,",
        "{ transferFlows(by: COUNTRY) { nodes { from { label } } } }",
    ),
    "the total of a page": Mistake(
        "{ goodPractices { pageInfo { total } } }",
        "Cannot query field 'total' on type 'PageInfo'. The number of all is 'totalCount', beside"
        " 'pageInfo', not inside.",
        "{ goodPractices { totalCount pageInfo { hasNextPage } } }",
    ),
    "hasMore": Mistake(
        "{ goodPractices { pageInfo { hasMore } } }",
        "Cannot query field 'hasMore' on type 'PageInfo'. Did you mean 'hasNextPage'? It has:",
        "{ goodPractices { pageInfo { hasNextPage } } }",
    ),
    "a count outside of values": Mistake(
        "{ goodPractices { facets(by: [level]) { field count } } }",
        "Cannot query field 'count' on type 'Facet'. Did you mean 'totalCount'? It has: field,",
        "{ goodPractices { facets(by: [level]) { field totalCount } } }",
    ),
    "a label outside of values": Mistake(
        "{ goodPractices { facets(by: [level]) { label } } }",
        "Cannot query field 'label' on type 'Facet'. Select it inside 'values': values { label }.",
        "{ goodPractices { facets(by: [level]) { values { label } } } }",
    ),
    "nodes of suggestions": Mistake(
        '{ suggest(prefix: "x") { nodes { label } } }',
        "Cannot query field 'nodes' on type 'Suggestion'. 'suggest' is a list without pages: select"
        " its fields without 'nodes'.",
        '{ suggest(prefix: "x") { label } }',
    ),
    "the name of an end": Mistake(
        "{ transferFlows { nodes { from { name } } } }",
        "Cannot query field 'name' on type 'FlowEnd'. Did you mean 'label'? It has: key, label,",
        "{ transferFlows { nodes { from { label } } } }",
    ),
    "the label of an enum": Mistake(
        "{ goodPractices { nodes { level { label } } } }",
        "Field 'level' must not have a selection since type 'Level!' has no subfields. Remove the"
        " braces after it. Its label is 'levelLabel'.",
        "{ goodPractices { nodes { level levelLabel } } }",
    ),
}
