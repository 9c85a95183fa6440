MATCH (n1:GoodPractice)
MATCH (n1)-[y1:ABOUT]->(x1:Topic) WHERE x1.slug = $p[0]
WITH DISTINCT n1 WHERE (NOT EXISTS { (n1)<-[:RESULTED_IN]-() }) AND (NOT EXISTS { (n1)<-[:TRANSFERS]-() })
WITH n1 ORDER BY n1.id LIMIT $p[1]
RETURN [collect([[n1.started, n1.startedQualifier], n1.name, n1.note, COLLECT {
  MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
  WITH n2 ORDER BY n2.id LIMIT $p[2]
  RETURN [n2.iso3]
}])] AS row
