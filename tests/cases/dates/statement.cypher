CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT coalesce((n1.dateEarliest > $p[1]) OR (n1.dateLatest < $p[2]), false)) AND ((n1.date IS NULL) = $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([[CASE WHEN n1.dateEarliest.year = n1.dateLatest.year THEN n1.dateLatest.year END, toString(n1.dateEarliest), toString(n1.dateLatest), n1.date], n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (coalesce((n1.dateEarliest > $p[5]) OR (n1.dateEarliest >= $p[6] AND n1.dateLatest <= $p[7]), false)) AND (n1.slug IN $p[8])
  WITH n1 ORDER BY n1.id LIMIT $p[9]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (n1.date IS NULL) = $p[10]
  WITH n1 ORDER BY n1.id LIMIT $p[11]
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE coalesce(n1.dateLatest >= $p[12], n1.date IS NOT NULL) AND coalesce(n1.dateEarliest <= $p[13], true)
  WITH n1 ORDER BY n1.id LIMIT $p[14]
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE coalesce(n1.dateLatest >= $p[15], n1.date IS NOT NULL) AND coalesce(n1.dateEarliest <= $p[16], true)
  WITH n1 ORDER BY n1.id LIMIT $p[17]
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE coalesce(n1.dateLatest >= $p[18], n1.date IS NOT NULL) AND coalesce(n1.dateEarliest <= $p[19], true)
  WITH n1 ORDER BY n1.id LIMIT $p[20]
  RETURN collect([n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest > $p[21]
  WITH n1 ORDER BY n1.id LIMIT $p[22]
  RETURN collect([n1.slug]) AS c0_7
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p[23] AND n1.dateLatest <= $p[24]
  WITH n1 ORDER BY n1.id LIMIT $p[25]
  RETURN collect([n1.slug]) AS c0_8
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p[26] AND n1.dateLatest <= $p[27]
  WITH n1 ORDER BY n1.id LIMIT $p[28]
  RETURN collect([n1.slug]) AS c0_9
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p[29] AND n1.dateLatest <= $p[30]
  WITH n1 ORDER BY n1.id LIMIT $p[31]
  RETURN collect([n1.slug]) AS c0_10
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p[32]
  WITH n1 ORDER BY n1.id LIMIT $p[33]
  RETURN collect([n1.slug]) AS c0_11
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p[34]
  WITH n1 ORDER BY n1.id LIMIT $p[35]
  RETURN collect([n1.slug]) AS c0_12
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p[36]
  WITH n1 ORDER BY n1.id LIMIT $p[37]
  RETURN collect([n1.slug]) AS c0_13
}
CALL () {
  MATCH (n1:Programme) WHERE n1.periodEarliest > $p[38]
  WITH n1 ORDER BY n1.id LIMIT $p[39]
  RETURN collect([n1.slug]) AS c0_14
}
CALL () {
  MATCH (n1:Programme) WHERE n1.periodLatest < $p[40]
  WITH n1 ORDER BY n1.id LIMIT $p[41]
  RETURN collect([n1.slug]) AS c0_15
}
RETURN [COUNT { MATCH (n1:ExchangeVisit) WHERE (n1.date IS NULL) = $p[0] }, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7, c0_8, c0_9, c0_10, c0_11, c0_12, c0_13, c0_14, c0_15] AS row
