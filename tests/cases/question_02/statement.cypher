CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)<-[y1:ARISING_FROM]-(x1:KnowledgeTransfer) WHERE x1.phase IN $p[0] }) AND (n1.kind IN $p[1])
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[2]
  RETURN collect([[CASE WHEN n1.dateEarliest.year = n1.dateLatest.year THEN n1.dateLatest.year END, n1.date], n1.name, COLLECT {
    MATCH (n1)<-[:ARISING_FROM]-(n2:KnowledgeTransfer)
    WITH n2 ORDER BY n2.id LIMIT $p[3]
    RETURN [n2.stage]
  }, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[4]
    RETURN [n2.name, e2.role]
  }, COLLECT {
    MATCH (n1)-[:HOSTED_BY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[5]
    RETURN [n2.name]
  }]) AS c0_1
}
RETURN [size(cl0_0), c0_1] AS row
