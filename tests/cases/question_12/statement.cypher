CALL () {
  MATCH (n1:GoodPractice) WHERE (any(x IN $p[0] WHERE x IN n1.themes)) AND (n1.z_nameKey CONTAINS $p[1])
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1.status AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[2]] | [x[1], x[0]]]] AS c0_1
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [coalesce(x[0].nameEn, x[0].nameEs, x[0].namePt), x[1], x[0].slug]]] AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[4]
  WITH n1.themes AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[5]] | [x[1], x[0]]]] AS c0_3
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.z_nameKeyEs, n1.id LIMIT $p[6]
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.themes, []), n1.id, n1.slug, n1.z_nameKeyEs, COLLECT {
    MATCH (n1)-[:CITES]->(n2:Source)
    WITH n2 ORDER BY n2.id
    RETURN [n2.name, n2.url]
  }]) AS c0_4
}
RETURN [size(cl0_0), c0_1, c0_2, c0_3, c0_4] AS row

MATCH (n1:GoodPractice) WHERE (any(x IN $p[0] WHERE x IN n1.themes)) AND (n1.z_nameKey CONTAINS $p[1])
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[0]
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
  WITH n1.status AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [x[1], x[0]]]] AS c0_1
}
CALL (g0) {
  UNWIND g0[$p[4]] AS n1
  WITH n1.themes AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[5]] | [x[1], x[0]]]] AS c0_2
}
CALL (g0) {
  UNWIND g0[$p[6]] AS n1
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[7]] | [coalesce(x[0].nameEn, x[0].nameEs, x[0].namePt), x[1], x[0].slug]]] AS c0_3
}
CALL (g0) {
  UNWIND g0[$p[8]] AS n1
  WITH n1 ORDER BY n1.z_nameKeyEs, n1.id LIMIT $p[9]
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.themes, []), n1.id, n1.slug, n1.z_nameKeyEs, COLLECT {
    MATCH (n1)-[:CITES]->(n2:Source)
    WITH n2 ORDER BY n2.id
    RETURN [n2.name, n2.url]
  }]) AS c0_4
}
RETURN [size(g0[$p[1]]), c0_1, c0_2, c0_3, c0_4] AS row
