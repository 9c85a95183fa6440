CALL () {
  MATCH (n1:GoodPractice) WHERE n1.slug IN $p[0]
  WITH n1.translatedInto AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[1]] | [x[1], x[0]]]] AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice) WHERE ($p[2] IN n1.translatedInto) AND (n1.slug IN $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice {slug: $p[5]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.translatedInto, []), coalesce(n1['name' + $in], n1.name), n1.translatedInto]) AS c0_2
}
CALL () {
  MATCH (n1:Institution {slug: $p[6]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1['name' + $in], n1.name), n1.translatedInto]) AS c0_3
}
CALL () {
  MATCH (n1:Source {slug: $p[7]})
  RETURN collect([n1.name]) AS c0_4
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4] AS row

MATCH (n1:GoodPractice) WHERE n1.slug IN $p[0]
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

MATCH (n1:GoodPractice) WHERE ($p[0] IN n1.translatedInto) AND (n1.slug IN $p[1])
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
  UNWIND g0[$p[1]] AS n1
  WITH n1.translatedInto AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[2]] | [x[1], x[0]]]] AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice {slug: $p[3]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.translatedInto, []), coalesce(n1['name' + $in], n1.name), n1.translatedInto]) AS c0_1
}
CALL () {
  MATCH (n1:Institution {slug: $p[4]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1['name' + $in], n1.name), n1.translatedInto]) AS c0_2
}
CALL () {
  MATCH (n1:Source {slug: $p[5]})
  RETURN collect([n1.name]) AS c0_3
}
CALL (g0) {
  UNWIND g0[$p[6]] AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[7]
  RETURN collect([n1.slug]) AS c0_4
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4] AS row
