CALL () {
  MATCH (n1:GoodPractice) WHERE (any(x IN $p2 WHERE x IN n1.themes)) AND (n1.nameKey CONTAINS $p3)
  WITH n1.status AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p4] | [x[1], x[0]]]] AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice) WHERE (any(x IN $p5 WHERE x IN n1.themes)) AND (n1.nameKey CONTAINS $p6)
  MATCH (n1)-[:IN_COUNTRY]->(v1:Country)
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1.slug
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p7] | [coalesce(x[0].nameEn, x[0].nameEs, x[0].namePt), x[1], x[0].slug]]] AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p8
  UNWIND n1.themes AS v1
  WITH DISTINCT n1, v1
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p9] | [x[1], x[0]]]] AS c0_3
}
CALL () {
  MATCH (n1:GoodPractice) WHERE (any(x IN $p10 WHERE x IN n1.themes)) AND (n1.nameKey CONTAINS $p11)
  WITH n1 ORDER BY n1.nameKeyEs, n1.id LIMIT $p12
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.themes, []), n1.id, n1.nameKeyEs, n1.slug, COLLECT {
    MATCH (n1)-[:CITES]->(n2:Source)
    WITH n2 ORDER BY n2.id
    RETURN [n2.name, n2.url]
  }]) AS c0_4
}
RETURN [COUNT { MATCH (n1:GoodPractice) WHERE (any(x IN $p0 WHERE x IN n1.themes)) AND (n1.nameKey CONTAINS $p1) }, c0_1, c0_2, c0_3, c0_4] AS row
