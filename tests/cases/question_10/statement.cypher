MATCH (n1:GoodPractice)
MATCH (n1)-[y3:ABOUT]->(x3:Topic) WHERE x3.slug = $p0
WITH DISTINCT n1 WHERE (NOT EXISTS { MATCH (n1)<-[y1:RESULTED_IN]-(x1:KnowledgeTransfer) }) AND (NOT EXISTS { MATCH (n1)<-[y2:TRANSFERS]-(x2:KnowledgeTransfer) })
WITH n1 ORDER BY n1.id LIMIT $p1
RETURN [collect([CASE WHEN n1.started IS NOT NULL THEN [n1.started, n1.startedQualifier] END, n1.name, n1.note, COLLECT {
  MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
  WITH n2 ORDER BY n2.id LIMIT $p2
  RETURN [n2.iso3]
}])] AS row
