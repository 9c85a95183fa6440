MATCH (n1:Programme {slug: $p[0]})
RETURN [collect([COUNT { MATCH (n1)<-[:UNDER]-(n2:ExchangeVisit) }, n1.name, COLLECT {
  MATCH (n1)-[:PART_OF]->(n2:Programme)
  WITH n2 ORDER BY n2.id
  RETURN [n2.name, COLLECT {
    MATCH (n2)-[:FUNDED_BY]->(n3:Institution)
    WITH n3 ORDER BY n3.id LIMIT $p[1]
    RETURN [n3.name]
  }]
}, COLLECT {
  MATCH (n1)<-[:UNDER]-(n2:ExchangeVisit)
  WITH n2 ORDER BY n2.id LIMIT $p[2]
  RETURN [n2.name, COLLECT {
    MATCH (n2)<-[:ARISING_FROM]-(n3:KnowledgeTransfer)
    WITH n3 ORDER BY n3.id LIMIT $p[3]
    RETURN [n3.stage, COLLECT {
      MATCH (n3)-[:HAS_EVENT]->(n4:StageEvent)
      WITH n4 ORDER BY n4.position, n4.id LIMIT $p[4]
      RETURN [[n4.date], n4.decision, n4.stage]
    }]
  }, COLLECT {
    MATCH (n2)-[:SHOWED]->(n3:GoodPractice)
    WITH n3 ORDER BY n3.id LIMIT $p[5]
    RETURN [n3.name]
  }]
}])] AS row
