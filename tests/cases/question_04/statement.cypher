OPTIONAL MATCH (d1:Topic {slug: $p0})
OPTIONAL CALL (d1) {
  WITH d1 WHERE d1 IS NULL
  CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
  WITH f1 WHERE f1:Topic
  RETURN f1 LIMIT 1
}
WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
CALL (n1) {
  MATCH (n1)<-[:ABOUT]-(n2:GoodPractice)
  WITH n2 ORDER BY n2.id LIMIT $p2
  CALL (n2) {
    MATCH (n2)-[e3:OPERATED_BY]->(n3:Institution)
    WITH n3, e3 ORDER BY n3.id LIMIT $p3
    RETURN collect([e3.embodies, n3.name]) AS c2_2
  }
  CALL (n2) {
    MATCH (n2)-[:OWNED_BY]->(n3:Institution)
    WITH n3 ORDER BY n3.id LIMIT $p4
    CALL (n3) {
      MATCH (n3)-[:IN_COUNTRY]->(n4:Country)
      WITH n4 ORDER BY n4.id
      RETURN collect([n4.name]) AS c3_1
    }
    RETURN collect([n3.name, c3_1]) AS c2_3
  }
  RETURN collect([COUNT { MATCH (n2)<-[:SHOWED]-(n3:ExchangeVisit) }, n2.name, c2_2, c2_3]) AS c1_0
}
RETURN [collect([c1_0])] AS row
