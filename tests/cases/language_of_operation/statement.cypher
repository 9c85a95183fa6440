CALL () {
  MATCH (n1:Country) WHERE n1.slug IN $p[0]
  WITH n1 ORDER BY n1['z_nameKey' + $in], n1.id LIMIT $p[1]
  RETURN collect([coalesce(n1['name' + $in], n1.name)]) AS c0_0
}
CALL () {
  MATCH (n1:Country) WHERE n1.slug IN $p[2]
  WITH n1 ORDER BY n1.z_nameKeyEs, n1.id LIMIT $p[3]
  RETURN collect([coalesce(n1['name' + $in], n1.name)]) AS c0_1
}
CALL () {
  MATCH (n1:Institution) WHERE (n1.name IS NOT NULL AND n1['name' + $p[4]] IS NULL) AND (n1.slug IN $p[5])
  WITH n1 ORDER BY n1.id LIMIT $p[6]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:KnowledgeTransfer {slug: $p[7]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1['name' + $in], n1.name), n1.basis, COLLECT {
    MATCH (n1)-[:ARISING_FROM]->(n2:ExchangeVisit)
    WITH n2 ORDER BY n2.id LIMIT $p[8]
    RETURN [COLLECT {
      MATCH (n2)-[e3:ATTENDED_BY]->(n3:Country)
      WITH n3, e3 ORDER BY n3.id LIMIT $p[9]
      RETURN [coalesce(n3['name' + $in], n3.name), e3.role]
    }]
  }, COLLECT {
    MATCH (n1)-[:HAS_EVENT]->(n2:StageEvent)
    WITH n2 ORDER BY n2.position, n2.id LIMIT $p[10]
    RETURN [[n2.date, n2.dateQualifier], coalesce(n2.namePt, n2.nameEs, n2.nameEn), coalesce(n2['name' + $in], n2.name), n2.decision, n2.stage]
  }, COLLECT {
    MATCH (n1)-[:TRANSFERS]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id
    RETURN [[n2.nameEs IS NOT NULL, n2.nameEn IS NOT NULL, n2.namePt IS NOT NULL], coalesce(n2.themes, []), coalesce(n2['name' + $in], n2.name), n2.name]
  }]) AS c0_3
}
RETURN [c0_0, c0_1, c0_2, c0_3] AS row
