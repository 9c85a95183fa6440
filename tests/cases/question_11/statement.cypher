MATCH (n1:Country {iso3: $p0})
CALL (n1) {
  MATCH (n1)<-[:FROM]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p1
  RETURN collect([n2.name, n2.stage]) AS c1_7
}
CALL (n1) {
  MATCH (n1)<-[:HAS_MEMBER]-(n2:Institution)
  WITH n2 ORDER BY n2.id LIMIT $p2
  RETURN collect([n2.acronym]) AS c1_8
}
CALL (n1) {
  MATCH (n1)<-[:IN_COUNTRY]-(n2:GoodPractice)
  WITH n2 ORDER BY n2.id LIMIT $p3
  RETURN collect([CASE WHEN n2.nameEn IS NOT NULL THEN 'EN' WHEN n2.nameEs IS NOT NULL THEN 'ES' WHEN n2.namePt IS NOT NULL THEN 'PT' END, coalesce(n2.nameEn, n2.nameEs, n2.namePt), coalesce(n2.themes, []), n2.slug]) AS c1_9
}
CALL (n1) {
  MATCH (n1)<-[:IN_COUNTRY]-(n2:Institution) WHERE n2.kind = $p4
  WITH n2 ORDER BY n2.id LIMIT $p5
  RETURN collect([coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.acronym, n2.website]) AS c1_10
}
CALL (n1) {
  MATCH (n1)<-[:SIGNED_BY]-(n2:Agreement)
  WITH n2 ORDER BY n2.id LIMIT $p6
  RETURN collect([CASE WHEN n2.signed IS NOT NULL THEN [n2.signed] END, n2.name]) AS c1_11
}
CALL (n1) {
  MATCH (n1)<-[:TO]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p7
  RETURN collect([n2.name, n2.stage]) AS c1_12
}
RETURN [collect([COUNT { MATCH (n1)<-[:ATTENDED_BY]-(n2:ExchangeVisit) }, COUNT { MATCH (n1)<-[:FROM]-(n2:KnowledgeTransfer) }, COUNT { MATCH (n1)<-[:HOSTED_BY]-(n2:ExchangeVisit) }, COUNT { MATCH (n1)<-[:IN_COUNTRY]-(n2:GoodPractice) }, COUNT { MATCH (n1)<-[:TO]-(n2:KnowledgeTransfer) }, coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.subregion, c1_7, c1_8, c1_9, c1_10, c1_11, c1_12])] AS row
