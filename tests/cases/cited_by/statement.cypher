MATCH (n1:Source {slug: $p[0]})
RETURN [collect([COUNT { MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation) }, COLLECT {
  MATCH (n1)<-[:CITES]-(n2:Country|Institution|Programme|GoodPractice|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation)
  WITH n2 ORDER BY n2.id LIMIT $p[1]
  RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation THEN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id] END]
}])] AS row
