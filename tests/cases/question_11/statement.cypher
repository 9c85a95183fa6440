MATCH (n1:Country {iso3: $p[0]})
RETURN [collect([COUNT { (n1)<-[:ATTENDED_BY]-() }, COUNT { (n1)<-[:FROM]-() }, COUNT { (n1)<-[:HOSTED_BY]-() }, COUNT { MATCH (n1)<-[:IN_COUNTRY]-(n2:GoodPractice) }, COUNT { (n1)<-[:TO]-() }, coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.subregion, COLLECT {
  MATCH (n1)<-[:FROM]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p[1]
  RETURN [n2.name, n2.stage]
}, COLLECT {
  MATCH (n1)<-[:HAS_MEMBER]-(n2:Institution)
  WITH n2 ORDER BY n2.id LIMIT $p[2]
  RETURN [n2.acronym]
}, COLLECT {
  MATCH (n1)<-[:IN_COUNTRY]-(n2:GoodPractice)
  WITH n2 ORDER BY n2.id LIMIT $p[3]
  RETURN [[n2.nameEs IS NOT NULL, n2.nameEn IS NOT NULL, n2.namePt IS NOT NULL], coalesce(n2.nameEn, n2.nameEs, n2.namePt), coalesce(n2.themes, []), n2.slug]
}, COLLECT {
  MATCH (n1)<-[:IN_COUNTRY]-(n2:Institution) WHERE n2.kind = $p[4]
  WITH n2 ORDER BY n2.id LIMIT $p[5]
  RETURN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.acronym, n2.website]
}, COLLECT {
  MATCH (n1)<-[:SIGNED_BY]-(n2:Agreement)
  WITH n2 ORDER BY n2.id LIMIT $p[6]
  RETURN [[n2.signed], n2.name]
}, COLLECT {
  MATCH (n1)<-[:TO]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p[7]
  RETURN [n2.name, n2.stage]
}])] AS row
