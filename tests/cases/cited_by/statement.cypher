OPTIONAL MATCH (d1:Source {slug: $p0})
OPTIONAL CALL (d1) {
  WITH d1 WHERE d1 IS NULL
  CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
  WITH f1 WHERE f1:Source
  RETURN f1 LIMIT 1
}
WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
RETURN [collect([COUNT { MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement) }, COLLECT {
  MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement)
  WITH n2 ORDER BY n2.id LIMIT $p2
  RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement THEN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id] END]
}])] AS row
