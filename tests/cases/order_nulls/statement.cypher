CALL () {
  MATCH (n1:ExchangeVisit)
  WITH n1 ORDER BY n1.dateLatest, coalesce(n1.dateEarliest, n1.dateLatest), n1.id LIMIT $p[0]
  RETURN collect([[toString(n1.dateLatest), n1.date], n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:ExchangeVisit)
  WITH n1 ORDER BY n1.dateLatest DESC, coalesce(n1.dateEarliest, n1.dateLatest) DESC, n1.id DESC LIMIT $p[1]
  RETURN collect([[toString(n1.dateLatest), n1.date], n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit)
  WITH n1 ORDER BY n1.dateLatest IS NULL, n1.dateLatest DESC, coalesce(n1.dateEarliest, n1.dateLatest) IS NULL, coalesce(n1.dateEarliest, n1.dateLatest) DESC, n1.id LIMIT $p[2]
  RETURN collect([[toString(n1.dateLatest), n1.date], n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit)
  WITH n1 ORDER BY n1.dateLatest IS NULL DESC, n1.dateLatest, coalesce(n1.dateEarliest, n1.dateLatest) IS NULL DESC, coalesce(n1.dateEarliest, n1.dateLatest), n1.id DESC LIMIT $p[3]
  RETURN collect([[toString(n1.dateLatest), n1.date], n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.slug IS NOT NULL AND toString(n1.slug) CONTAINS $p[4]
  WITH n1 ORDER BY n1.dateLatest IS NULL, n1.dateLatest DESC, coalesce(n1.dateEarliest, n1.dateLatest) IS NULL, coalesce(n1.dateEarliest, n1.dateLatest) DESC, n1.id LIMIT $p[5]
  RETURN collect([[toString(n1.dateLatest), n1.date], n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[6]
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.foundedLatest IS NULL, n1.foundedLatest DESC, coalesce(n1.foundedEarliest, n1.foundedLatest) IS NULL, coalesce(n1.foundedEarliest, n1.foundedLatest) DESC, n1.id LIMIT $p[7]
  RETURN collect([[n1.founded], n1.slug]) AS c0_5
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5] AS row
