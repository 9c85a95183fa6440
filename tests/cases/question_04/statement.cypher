OPTIONAL MATCH (d1:Topic {slug: $p0})
OPTIONAL CALL (d1) {
  WITH d1 WHERE d1 IS NULL
  CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
  WITH f1 WHERE f1:Topic
  RETURN f1 LIMIT 1
}
WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
RETURN [collect([COLLECT {
  MATCH (n1)<-[:ABOUT]-(n2:GoodPractice)
  WITH n2 ORDER BY n2.id LIMIT $p2
  RETURN [COUNT { MATCH (n2)<-[:SHOWED]-(n3:ExchangeVisit) }, n2.name, COLLECT {
    MATCH (n2)-[e3:OPERATED_BY]->(n3:Institution)
    WITH n3, e3 ORDER BY n3.id LIMIT $p3
    RETURN [e3.embodies, n3.name]
  }, COLLECT {
    MATCH (n2)-[:OWNED_BY]->(n3:Institution)
    WITH n3 ORDER BY n3.id LIMIT $p4
    RETURN [n3.name, COLLECT {
      MATCH (n3)-[:IN_COUNTRY]->(n4:Country)
      WITH n4 ORDER BY n4.id
      RETURN [n4.name]
    }]
  }]
}])] AS row
