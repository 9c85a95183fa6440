MATCH (n1:Country {iso3: $p[0]})
CALL (n1) {
  MATCH (n1)<-[e2:ATTENDED_BY]-(n2:ExchangeVisit) WHERE e2.role = $p[1]
  RETURN collect(n2) AS cl1_0
}
CALL (cl1_0) {
  UNWIND cl1_0 AS n2
  WITH n2.kind AS s0, count(*) AS m2
  UNWIND s0 AS v2
  WITH DISTINCT s0, m2, v2
  WITH v2, sum(m2) AS k2
  ORDER BY k2 DESC, v2
  WITH collect([v2, k2]) AS l2
  RETURN [size(l2), [x IN l2[..$p[2]] | [x[1], x[0]]]] AS c1_1
}
RETURN [collect([size(cl1_0), c1_1, COLLECT {
  MATCH (n1)<-[e2:ATTENDED_BY]-(n2:ExchangeVisit) WHERE e2.role = $p[3]
  WITH n2, e2 ORDER BY n2.id LIMIT $p[4]
  RETURN [e2.role, n2.slug]
}, COLLECT {
  MATCH (n1)<-[e2:ATTENDED_BY]-(n2:ExchangeVisit) WHERE (coalesce(((e2.roleBasis IS NULL) = $p[5]) OR (n2.kind = $p[6]), false)) AND (e2.role = $p[7])
  WITH n2 ORDER BY n2.id LIMIT $p[8]
  RETURN [n2.slug]
}])] AS row
