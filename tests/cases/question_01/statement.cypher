MATCH (n1:Country {iso3: $p[0]})
RETURN [collect([n1.name, COLLECT {
  MATCH (n1)<-[e2:ATTENDED_BY]-(n2:ExchangeVisit)
  WITH n2, e2 ORDER BY n2.dateLatest IS NULL, n2.dateLatest DESC, coalesce(n2.dateEarliest, n2.dateLatest) IS NULL, coalesce(n2.dateEarliest, n2.dateLatest) DESC, n2.id LIMIT $p[1]
  RETURN [[n2.date], n2.kind, n2.name, e2.role, COLLECT {
    MATCH (n2)<-[:ARISING_FROM]-(n3:KnowledgeTransfer) WHERE EXISTS { MATCH (n3)-[y1:TO]->(x1:Country) WHERE x1.iso3 = $p[2] }
    WITH n3 ORDER BY n3.id LIMIT $p[3]
    RETURN [n3.stage, COLLECT {
      MATCH (n3)-[:TRANSFERS]->(n4:GoodPractice)
      WITH n4 ORDER BY n4.id
      RETURN [n4.slug]
    }]
  }, COLLECT {
    MATCH (n2)-[:SHOWED]->(n3:GoodPractice)
    WITH n3 ORDER BY n3.id LIMIT $p[4]
    RETURN [n3.name, n3.slug]
  }]
}])] AS row
