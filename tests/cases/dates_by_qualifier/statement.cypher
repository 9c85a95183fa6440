CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest IS NOT NULL
  WITH n1.dateEarliest AS s0, n1.dateLatest AS s1, count(*) AS m1
  UNWIND CASE WHEN s0.year = s1.year THEN toString(s1.year) WHEN s0 IS NULL THEN '../' + toString(s1.year) END AS v1
  WITH DISTINCT s0, s1, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[1]] | [x[1], x[0]]]] AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest <= $p[3] AND n1.dateLatest >= $p[2] AND coalesce(n1.dateEarliest, n1.dateLatest) >= $p[2]
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit {slug: $p[5]})
  RETURN collect([[CASE WHEN n1.dateEarliest.year = n1.dateLatest.year THEN n1.dateLatest.year END, toString(n1.dateEarliest), toString(n1.dateLatest), n1.date, n1.dateQualifier]]) AS c0_3
}
RETURN [COUNT { MATCH (n1:GoodPractice) WHERE n1.startedEarliest > $p[0] }, c0_1, c0_2, c0_3] AS row

MATCH (n1:ExchangeVisit)
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

MATCH (n1:ExchangeVisit) WHERE n1.dateLatest <= $p[1] AND n1.dateLatest >= $p[0] AND coalesce(n1.dateEarliest, n1.dateLatest) >= $p[0]
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

CALL () {
  UNWIND range(0, size($p[0]) - 1) AS i
  CALL (i) {
    UNWIND $p[0][i] AS id
    MATCH (n:ExchangeVisit {id: id})
    RETURN collect(n) AS found
  }
  WITH i, found ORDER BY i
  RETURN collect(found) AS g0
}
CALL (g0) {
  UNWIND g0[$p[2]] AS n1
  WITH n1.dateEarliest AS s0, n1.dateLatest AS s1, count(*) AS m1
  UNWIND CASE WHEN s0.year = s1.year THEN toString(s1.year) WHEN s0 IS NULL THEN '../' + toString(s1.year) END AS v1
  WITH DISTINCT s0, s1, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [x[1], x[0]]]] AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit {slug: $p[4]})
  RETURN collect([[CASE WHEN n1.dateEarliest.year = n1.dateLatest.year THEN n1.dateLatest.year END, toString(n1.dateEarliest), toString(n1.dateLatest), n1.date, n1.dateQualifier]]) AS c0_2
}
CALL (g0) {
  UNWIND g0[$p[5]] AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[6]
  RETURN collect([n1.slug]) AS c0_3
}
RETURN [COUNT { MATCH (n1:GoodPractice) WHERE n1.startedEarliest > $p[1] }, c0_1, c0_2, c0_3] AS row
