CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.kind = $p[2]
  WITH n1 ORDER BY n1.id LIMIT $p[3]
  RETURN collect([n1.id, n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.slug = $p[4]
  WITH n1 ORDER BY n1.id LIMIT $p[5]
  RETURN collect([n1.id, n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:Country {iso3: $p[6]})
  RETURN collect([COUNT { (n1)<-[:SIGNED_BY]-() }, COLLECT {
    MATCH (n1)<-[:SIGNED_BY]-(n2:Agreement)
    WITH n2 ORDER BY n2.id LIMIT $p[7]
    RETURN [n2.id, n2.slug]
  }]) AS c0_4
}
RETURN [COUNT { MATCH (n1:ExchangeVisit) WHERE n1.kind = $p[0] }, COUNT { MATCH (n1:ExchangeVisit) WHERE n1.slug = $p[1] }, c0_2, c0_3, c0_4] AS row
