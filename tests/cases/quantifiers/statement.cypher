CALL () {
  MATCH (n1:ExchangeVisit) WHERE EXISTS { MATCH (n1)-[y2:ATTENDED_BY]->(x2:Country) WHERE y2.role = $p[2] }
  WITH n1 ORDER BY n1.id LIMIT $p[3]
  RETURN collect([n1.slug, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[4]
    RETURN [n2.iso3, e2.role]
  }]) AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)-[y3:ATTENDED_BY]->(x3:Country) WHERE NOT coalesce(y3.role = $p[5], false) }) AND (EXISTS { MATCH (n1)-[y4:ATTENDED_BY]->(x4:Country) }) AND (n1.kind IN $p[6])
  WITH n1 ORDER BY n1.id LIMIT $p[7]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)-[y5:ATTENDED_BY]->(x5:Country) WHERE NOT coalesce(y5.role = $p[8], false) }) AND (n1.kind IN $p[9])
  WITH n1 ORDER BY n1.id LIMIT $p[10]
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT EXISTS { MATCH (n1)-[y6:ATTENDED_BY]->(x6:Country) }) AND (n1.id IS NOT NULL)
  WITH n1 ORDER BY n1.id LIMIT $p[11]
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:GoodPractice) WHERE (NOT EXISTS { MATCH (n1)-[y7:OPERATED_BY]->(x7:Institution) WHERE y7.embodies = $p[12] }) AND (EXISTS { (n1)-[:OPERATED_BY]->() })
  WITH n1 ORDER BY n1.id LIMIT $p[13]
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:GoodPractice)
  WITH * SKIP 0 WHERE COUNT { MATCH (n1)-[y8:IN_COUNTRY]->(x8:Country) WHERE x8.subregion = $p[14] } = 1
  WITH n1 ORDER BY n1.id LIMIT $p[15]
  RETURN collect([n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:GoodPractice)
  WITH * SKIP 0 WHERE COUNT { MATCH (n1)-[y9:IN_COUNTRY]->(x9:Country) WHERE x9.subregion = $p[16] } = 1
  WITH n1 ORDER BY n1.id LIMIT $p[17]
  RETURN collect([n1.slug]) AS c0_7
}
CALL () {
  MATCH (n1:GoodPractice) WHERE EXISTS { MATCH (n1)-[y10:OPERATED_BY]->(x10:Institution) WHERE y10.embodies = $p[18] }
  WITH n1 ORDER BY n1.id LIMIT $p[19]
  RETURN collect([n1.slug]) AS c0_8
}
RETURN [COUNT { MATCH (n1:ExchangeVisit) MATCH (n1)-[y1:ATTENDED_BY]->(x1:Country) WHERE (x1.iso3 = $p[0]) AND (y1.role = $p[1]) WITH DISTINCT n1 RETURN n1 }, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7, c0_8] AS row
