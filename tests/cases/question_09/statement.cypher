MATCH (n1:GoodPractice {slug: $p[0]})
RETURN [collect([COLLECT {
  MATCH (n1)<-[:TRANSFERS]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p[1]
  RETURN [COLLECT {
    MATCH (n2)-[:HAS_EVENT]->(n3:StageEvent) WHERE n3.stage = $p[2]
    WITH n3 ORDER BY n3.position, n3.id LIMIT $p[3]
    RETURN [[CASE WHEN n3.dateEarliest.year = n3.dateLatest.year THEN n3.dateLatest.year END, n3.date, n3.dateQualifier]]
  }, COLLECT {
    MATCH (n2)-[:RESULTED_IN]->(n3:GoodPractice)
    WITH n3 ORDER BY n3.id LIMIT $p[4]
    RETURN [n3.name, n3.slug]
  }, COLLECT {
    MATCH (n2)-[:TO]->(n3:Country)
    WITH n3 ORDER BY n3.id LIMIT $p[5]
    RETURN [n3.iso3]
  }]
}])] AS row
