MATCH (n1:GoodPractice {slug: $p0})
RETURN [collect([COLLECT {
  MATCH (n1)<-[:TRANSFERS]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p1
  RETURN [COLLECT {
    MATCH (n2)-[:HAS_EVENT]->(n3:StageEvent) WHERE n3.stage = $p2
    WITH n3 ORDER BY n3.position, n3.id LIMIT $p3
    RETURN [CASE WHEN n3.date IS NOT NULL THEN [n3.date, n3.dateQualifier] END]
  }, COLLECT {
    MATCH (n2)-[:RESULTED_IN]->(n3:GoodPractice)
    WITH n3 ORDER BY n3.id LIMIT $p4
    RETURN [n3.name, n3.slug]
  }, COLLECT {
    MATCH (n2)-[:TO]->(n3:Country)
    WITH n3 ORDER BY n3.id LIMIT $p5
    RETURN [n3.iso3]
  }]
}])] AS row
