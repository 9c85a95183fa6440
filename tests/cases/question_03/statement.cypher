CALL () {
  MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE (NOT coalesce(x1.iso3 = $p[0], false)) AND (x1.subregion = $p[1]) }) AND ($p[2] IN n1.themes)
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1.level AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [x[1], x[0]]]] AS c0_1
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  MATCH (n1)-[:ABOUT]->(v1:Topic)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[4]] | [x[1], x[0].name, x[0].slug]]] AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE $p[5] IN n1.themes
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[6]] | [x[1], x[0].name, x[0].slug]]] AS c0_3
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[7]
  RETURN collect([n1.name, n1.slug, n1.summary, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[8]
    RETURN [n2.iso3]
  }, COLLECT {
    MATCH (n1)-[:OWNED_BY]->(n2:Institution)
    WITH n2 ORDER BY n2.id LIMIT $p[9]
    RETURN [n2.acronym, n2.name]
  }]) AS c0_4
}
RETURN [size(cl0_0), c0_1, c0_2, c0_3, c0_4] AS row

MATCH (n1:GoodPractice) WHERE (EXISTS { MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE (NOT coalesce(x1.iso3 = $p[0], false)) AND (x1.subregion = $p[1]) }) AND ($p[2] IN n1.themes)
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

MATCH (n1:GoodPractice) WHERE $p[0] IN n1.themes
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

CALL () {
  UNWIND range(0, size($p[0]) - 1) AS i
  CALL (i) {
    UNWIND $p[0][i] AS id
    MATCH (n:GoodPractice {id: id})
    RETURN collect(n) AS found
  }
  WITH i, found ORDER BY i
  RETURN collect(found) AS g0
}
CALL (g0) {
  UNWIND g0[$p[2]] AS n1
  WITH n1.level AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [x[1], x[0]]]] AS c0_1
}
CALL (g0) {
  UNWIND g0[$p[4]] AS n1
  MATCH (n1)-[:ABOUT]->(v1:Topic)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[5]] | [x[1], x[0].name, x[0].slug]]] AS c0_2
}
CALL (g0) {
  UNWIND g0[$p[6]] AS n1
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[7]] | [x[1], x[0].name, x[0].slug]]] AS c0_3
}
CALL (g0) {
  UNWIND g0[$p[8]] AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[9]
  RETURN collect([n1.name, n1.slug, n1.summary, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[10]
    RETURN [n2.iso3]
  }, COLLECT {
    MATCH (n1)-[:OWNED_BY]->(n2:Institution)
    WITH n2 ORDER BY n2.id LIMIT $p[11]
    RETURN [n2.acronym, n2.name]
  }]) AS c0_4
}
RETURN [size(g0[$p[1]]), c0_1, c0_2, c0_3, c0_4] AS row
