CALL () {
  MATCH (n1:Institution) WHERE (NOT EXISTS { MATCH (n1)-[y3:IN_COUNTRY]->(x3:Country) WHERE x3.inRegion = $p[2] }) AND (n1.kind = $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_2
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y4:IN_COUNTRY]->(x4:Country) WHERE x4.iso3 = $p[5]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[6]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  MATCH (n1)-[y5:TRANSFERS]->(x5:GoodPractice)
  MATCH (x5)-[y6:IN_COUNTRY]->(x6:Country) WHERE x6.iso3 = $p[7]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[8]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:TRANSFERS]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  MATCH (n1)-[y7:TRANSFERS]->(x7:GoodPractice) WHERE x7.slug = $p[9]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[10]
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:Programme)
  MATCH (n1)-[y8:PART_OF]->(x8:Programme) WHERE x8.slug = $p[11]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p[12]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[:PART_OF]->(n2:Programme)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_6
}
RETURN [COUNT { MATCH (n1:Institution) MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[0] WITH DISTINCT n1 RETURN n1 }, COUNT { MATCH (n1:Programme) WHERE NOT EXISTS { MATCH (n1)-[y2:PART_OF]->(x2:Programme) WHERE x2.slug = $p[1] } }, c0_2, c0_3, c0_4, c0_5, c0_6] AS row
