OPTIONAL MATCH (d1:GoodPractice {slug: $p0})
OPTIONAL CALL (d1) {
  WITH d1 WHERE d1 IS NULL
  CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
  WITH f1 WHERE f1:GoodPractice
  RETURN f1 LIMIT 1
}
WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
RETURN [collect([COLLECT {
  MATCH (n1)<-[:TRANSFERS]-(n2:KnowledgeTransfer)
  WITH n2 ORDER BY n2.id LIMIT $p2
  RETURN [COLLECT {
    MATCH (n2)-[:HAS_EVENT]->(n3:StageEvent) WHERE n3.stage = $p3
    WITH n3 ORDER BY n3.position, n3.id LIMIT $p4
    RETURN [CASE WHEN n3.date IS NOT NULL THEN [n3.date, n3.dateQualifier] END]
  }, COLLECT {
    MATCH (n2)-[:RESULTED_IN]->(n3:GoodPractice)
    WITH n3 ORDER BY n3.id LIMIT $p5
    RETURN [n3.name, n3.slug]
  }, COLLECT {
    MATCH (n2)-[:TO]->(n3:Country)
    WITH n3 ORDER BY n3.id LIMIT $p6
    RETURN [n3.iso3]
  }]
}])] AS row
