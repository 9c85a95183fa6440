CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.kind = $p[0]
  RETURN collect(n1) AS cl0_0
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.slug = $p[1]
  RETURN collect(n1) AS cl0_1
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[2]
  RETURN collect([n1.id, n1.slug]) AS c0_2
}
CALL (cl0_1) {
  UNWIND cl0_1 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[3]
  RETURN collect([n1.id, n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:Country {iso3: $p[4]})
  RETURN collect([COUNT { (n1)<-[:SIGNED_BY]-() }, COLLECT {
    MATCH (n1)<-[:SIGNED_BY]-(n2:Agreement)
    WITH n2 ORDER BY n2.id LIMIT $p[5]
    RETURN [n2.id, n2.slug]
  }]) AS c0_4
}
RETURN [size(cl0_0), size(cl0_1), c0_2, c0_3, c0_4] AS row
