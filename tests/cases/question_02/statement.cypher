CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)<-[y2:ARISING_FROM]-(x2:KnowledgeTransfer) WHERE x2.phase IN $p[2] }) AND (n1.kind IN $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([[n1.date], n1.name, COLLECT {
    MATCH (n1)<-[:ARISING_FROM]-(n2:KnowledgeTransfer)
    WITH n2 ORDER BY n2.id LIMIT $p[5]
    RETURN [n2.stage]
  }, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[6]
    RETURN [n2.name, e2.role]
  }, COLLECT {
    MATCH (n1)-[:HOSTED_BY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[7]
    RETURN [n2.name]
  }]) AS c0_1
}
RETURN [COUNT { MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)<-[y1:ARISING_FROM]-(x1:KnowledgeTransfer) WHERE x1.phase IN $p[0] }) AND (n1.kind IN $p[1]) }, c0_1] AS row
