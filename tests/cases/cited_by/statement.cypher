OPTIONAL MATCH (d1:Source {slug: $p0})
OPTIONAL CALL (d1) {
  WITH d1 WHERE d1 IS NULL
  CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
  WITH f1 WHERE f1:Source
  RETURN f1 LIMIT 1
}
WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
CALL (n1) {
  MATCH (n1)<-[e2:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement)
  WITH n2, e2 ORDER BY n2.id LIMIT $p2
  CALL (n2) {
    WITH n2 WHERE n2:Agreement
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_1
  }
  CALL (n2) {
    WITH n2 WHERE n2:Country
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_2
  }
  CALL (n2) {
    WITH n2 WHERE n2:ExchangeVisit
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_3
  }
  CALL (n2) {
    WITH n2 WHERE n2:GoodPractice
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_4
  }
  CALL (n2) {
    WITH n2 WHERE n2:Institution
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_5
  }
  CALL (n2) {
    WITH n2 WHERE n2:KnowledgeTransfer
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_6
  }
  CALL (n2) {
    WITH n2 WHERE n2:Programme
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_7
  }
  CALL (n2) {
    WITH n2 WHERE n2:Topic
    RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.id]) AS c2_8
  }
  RETURN collect([labels(n2)[0], c2_1, c2_2, c2_3, c2_4, c2_5, c2_6, c2_7, c2_8]) AS c1_1
}
RETURN [collect([COUNT { MATCH (n1)<-[e2:CITES]-(n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement) }, c1_1])] AS row
