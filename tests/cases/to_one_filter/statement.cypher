CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[0]
  WITH DISTINCT n1
  RETURN collect(n1) AS cl0_0
}
CALL () {
  MATCH (n1:Institution) WHERE (NOT EXISTS { MATCH (n1)-[y3:IN_COUNTRY]->(x3:Country) WHERE x3.inRegion = $p[2] }) AND (n1.kind = $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_2
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[5]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  MATCH (n1)-[y4:TRANSFERS]->(x4:GoodPractice)
  MATCH (x4)-[y5:IN_COUNTRY]->(x5:Country) WHERE x5.iso3 = $p[6]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[7]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:TRANSFERS]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  MATCH (n1)-[y6:TRANSFERS]->(x6:GoodPractice) WHERE x6.slug = $p[8]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[9]
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:Programme)
  MATCH (n1)-[y7:PART_OF]->(x7:Programme) WHERE x7.slug = $p[10]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[11]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:PART_OF]->(n2:Programme)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_6
}
RETURN [size(cl0_0), COUNT { MATCH (n1:Programme) WHERE NOT EXISTS { MATCH (n1)-[y2:PART_OF]->(x2:Programme) WHERE x2.slug = $p[1] } }, c0_2, c0_3, c0_4, c0_5, c0_6] AS row
