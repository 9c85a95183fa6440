CALL () {
  MATCH (n1:Topic) WHERE coalesce((($p[0] IS NULL OR $p[0][elementId(n1)] IS NOT NULL)) OR (($p[1] IS NULL OR $p[1][elementId(n1)] IS NOT NULL)), false)
  RETURN collect(n1) AS cl0_0
}
CALL () {
  MATCH (n1:GoodPractice) WHERE coalesce((($p[2] IS NULL OR $p[2][elementId(n1)] IS NOT NULL)) OR (n1.slug = $p[3]), false)
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.slug]) AS c0_1
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[5]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  WITH $p[6] AS l1
  RETURN collect([size(l1.lists[$p[7]]), COLLECT {
    UNWIND l1.lists[$p[8]] AS h2
    MATCH (n2) WHERE elementId(n2) = h2[0]
    WITH n2, h2[1] AS score, [h2[2], l1.text, l1.concepts, l1.corrected] AS how
    WITH n2, score, how ORDER BY score DESC, n2.id LIMIT $p[9]
    RETURN [n2.slug]
  }]) AS c0_3
}
CALL () {
  WITH $p[10] AS l1
  RETURN collect([COLLECT {
    UNWIND l1.lists[$p[11]] AS h2
    MATCH (n2) WHERE elementId(n2) = h2[0]
    WITH n2, h2[1] AS score, [h2[2], l1.text, l1.concepts, l1.corrected] AS how
    WITH n2, score, how ORDER BY score DESC, n2.id LIMIT $p[12]
    RETURN [n2.slug]
  }]) AS c0_4
}
RETURN [size(cl0_0), c0_1, c0_2, c0_3, c0_4] AS row

UNWIND $p[0] AS h1
MATCH (n1) WHERE elementId(n1) = h1[0]
WITH n1, h1 WHERE EXISTS { MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[1] }
RETURN collect(h1) AS row

WITH $p[0] AS asked
CALL (asked) {
  WITH asked[0] AS query WHERE query IS NOT NULL
  CALL db.index.fulltext.queryNodes('search', query, {limit: 200}) YIELD node AS n
  RETURN collect([elementId(n), toLower(labels(n)[0]) + '_' + replace(n.slug, '-', '_'), n:Country, coalesce(n.z_nameKeys + ' ', '') + coalesce(n.z_labelKeys + ' ', ''), coalesce(n.z_narrowerKeys + ' ', ''), n.id,
    [n.nameEs, n.nameEn, n.namePt]]) AS concepts
}
CALL (asked, concepts) {
  UNWIND CASE concepts WHEN [] THEN asked[1] ELSE [] END AS query
  CALL (asked, query) {
    CALL db.index.fulltext.queryNodes('search', query, {limit: asked[2]}) YIELD node AS n, score AS s
    RETURN collect([elementId(n), s + n.z_searchRank]) AS found
  }
  RETURN collect(found) AS hits
}
CALL (asked, hits) {
  UNWIND CASE WHEN size(hits[0]) < 5 THEN asked[3] ELSE [] END AS query
  WITH query, COUNT { CALL db.index.fulltext.queryNodes('search', query, {limit: 65}) YIELD node AS n RETURN n } AS number
  RETURN collect(number) AS numbers
}
RETURN [concepts, hits, numbers] AS row

WITH $p[0] AS query
CALL db.index.fulltext.queryNodes('search', query, {limit: 200}) YIELD node AS n
RETURN collect([n.nameEs, n.nameEn, n.namePt, n.otherNamesEs, n.otherNamesEn, n.otherNamesPt, CASE WHEN n:Institution THEN n.acronym END, CASE WHEN n:Institution|Programme THEN n.formerNames END, CASE WHEN n:Source THEN n.name END, n.summaryEs, n.summaryEn, n.summaryPt, CASE WHEN n:GoodPractice THEN n.versions END, n.includesEs, n.includesEn, n.includesPt, CASE WHEN n:ExchangeVisit|Agreement THEN n.place END, CASE WHEN n:ExchangeVisit THEN n.attendance END, n.agendaEs, n.agendaEn, n.agendaPt, CASE WHEN n:Evaluation THEN n.figures END, CASE WHEN n:Source THEN n.publisher END, n.noteEs, n.noteEn, n.notePt, n.endReasonEs, n.endReasonEn, n.endReasonPt, n.disputedEs, n.disputedEn, n.disputedPt, CASE WHEN n:Institution THEN n.legalBasis END]) AS row
