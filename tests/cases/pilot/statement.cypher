CALL () {
  MATCH (n1:ExchangeVisit)
  MATCH (n1)-[y1:UNDER]->(x1:Programme) WHERE x1.slug = $p[0]
  WITH DISTINCT n1
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[1]
  RETURN collect([n1.kind, n1.name, n1.slug, COLLECT {
    MATCH (n1)<-[:ARISING_FROM]-(n2:KnowledgeTransfer)
    WITH n2 ORDER BY n2.id LIMIT $p[2]
    RETURN [n2.phase, n2.stage, COLLECT {
      MATCH (n2)-[:HAS_EVENT]->(n3:StageEvent)
      WITH n3 ORDER BY n3.position, n3.id LIMIT $p[3]
      RETURN [[n3.date, n3.dateQualifier], n3.position, n3.stage]
    }]
  }, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[4]
    RETURN [n2.acronym, e2.basis, e2.role, COLLECT {
      MATCH (n2)-[:IN_COUNTRY]->(n3:Country)
      WITH n3 ORDER BY n3.id
      RETURN [n3.iso2]
    }]
  }, COLLECT {
    MATCH (n1)-[:CITES]->(n2:Source)
    WITH n2 ORDER BY n2.id
    RETURN [n2.name, n2.url]
  }, COLLECT {
    MATCH (n1)-[:HOSTED_BY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[5]
    RETURN [coalesce(n2.nameEn, n2.nameEs, n2.namePt)]
  }, COLLECT {
    MATCH (n1)-[:HOSTED_BY]->(n2:Institution)
    WITH n2 ORDER BY n2.id LIMIT $p[6]
    RETURN [n2.acronym]
  }, COLLECT {
    MATCH (n1)-[:SHOWED]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id LIMIT $p[7]
    RETURN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), COLLECT {
      MATCH (n2)-[:OWNED_BY]->(n3:Institution)
      WITH n3 ORDER BY n3.id LIMIT $p[8]
      RETURN [n3.acronym]
    }]
  }]) AS c0_1
}
RETURN [size(cl0_0), c0_1] AS row
