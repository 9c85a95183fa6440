CALL () {
  MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y2:IN_COUNTRY]->(x2:Country) WHERE (NOT coalesce(x2.iso3 = $p3, false)) AND (x2.subregion = $p4) }) AND ($p5 IN n1.themes)
  WITH n1.level AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p6] | [x[1], x[0]]]] AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y3:IN_COUNTRY]->(x3:Country) WHERE (NOT coalesce(x3.iso3 = $p7, false)) AND (x3.subregion = $p8) }) AND ($p9 IN n1.themes)
  MATCH (n1)-[:ABOUT]->(v1:Topic)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p10] | [x[1], x[0].name, x[0].slug]]] AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE $p11 IN n1.themes
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p12] | [x[1], x[0].name, x[0].slug]]] AS c0_3
}
CALL () {
  MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y4:IN_COUNTRY]->(x4:Country) WHERE (NOT coalesce(x4.iso3 = $p13, false)) AND (x4.subregion = $p14) }) AND ($p15 IN n1.themes)
  WITH n1 ORDER BY n1.id LIMIT $p16
  RETURN collect([n1.name, n1.slug, n1.summary, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p17
    RETURN [n2.iso3]
  }, COLLECT {
    MATCH (n1)-[:OWNED_BY]->(n2:Institution)
    WITH n2 ORDER BY n2.id LIMIT $p18
    RETURN [n2.acronym, n2.name]
  }]) AS c0_4
}
RETURN [COUNT { MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE (NOT coalesce(x1.iso3 = $p0, false)) AND (x1.subregion = $p1) }) AND ($p2 IN n1.themes) }, c0_1, c0_2, c0_3, c0_4] AS row
