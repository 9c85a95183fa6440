MATCH (n1:Topic {slug: $p[0]})
RETURN [collect([COLLECT {
  MATCH (n1)<-[:ABOUT]-(n2:GoodPractice)
  WITH n2 ORDER BY n2.id LIMIT $p[1]
  RETURN [COUNT { (n2)<-[:SHOWED]-() }, n2.name, COLLECT {
    MATCH (n2)-[e3:OPERATED_BY]->(n3:Institution)
    WITH n3, e3 ORDER BY n3.id LIMIT $p[2]
    RETURN [e3.embodies, n3.name]
  }, COLLECT {
    MATCH (n2)-[:OWNED_BY]->(n3:Institution)
    WITH n3 ORDER BY n3.id LIMIT $p[3]
    RETURN [n3.name, COLLECT {
      MATCH (n3)-[:IN_COUNTRY]->(n4:Country)
      WITH n4 ORDER BY n4.id
      RETURN [n4.name]
    }]
  }]
}])] AS row
