MATCH (n1:Source {slug: $p0})
RETURN [collect([COUNT { MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement) }, COLLECT {
  MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement)
  WITH n2 ORDER BY n2.id LIMIT $p1
  RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement THEN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id] END]
}])] AS row
