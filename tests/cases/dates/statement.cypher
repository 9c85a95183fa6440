CALL () {
  MATCH (n1:ExchangeVisit) WHERE (NOT coalesce((n1.dateEarliest > $p1) OR (n1.dateLatest < $p2), false)) AND ((n1.date IS NULL) = $p3)
  WITH n1 ORDER BY n1.id LIMIT $p4
  RETURN collect([CASE WHEN n1.date IS NOT NULL THEN [toString(n1.dateEarliest), toString(n1.dateLatest), n1.date] END, n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (coalesce((n1.dateEarliest >= $p5 AND n1.dateLatest <= $p6 AND NOT n1.dateQualifier IN ['PUBLISHED', 'REPORTED']) OR (n1.dateEarliest <= $p8 AND n1.dateLatest >= $p7) OR (n1.dateEarliest > $p9), false)) AND (n1.slug IN $p10)
  WITH n1 ORDER BY n1.id LIMIT $p11
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p12 AND n1.dateLatest <= $p13 AND NOT n1.dateQualifier IN ['PUBLISHED', 'REPORTED']
  WITH n1 ORDER BY n1.id LIMIT $p14
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p15 AND n1.dateLatest <= $p16 AND NOT n1.dateQualifier IN ['PUBLISHED', 'REPORTED']
  WITH n1 ORDER BY n1.id LIMIT $p17
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest >= $p18 AND n1.dateLatest <= $p19 AND NOT n1.dateQualifier IN ['PUBLISHED', 'REPORTED']
  WITH n1 ORDER BY n1.id LIMIT $p20
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE (n1.date IS NULL) = $p21
  WITH n1 ORDER BY n1.id LIMIT $p22
  RETURN collect([n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest <= $p24 AND n1.dateLatest >= $p23
  WITH n1 ORDER BY n1.id LIMIT $p25
  RETURN collect([n1.slug]) AS c0_7
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest <= $p27 AND n1.dateLatest >= $p26
  WITH n1 ORDER BY n1.id LIMIT $p28
  RETURN collect([n1.slug]) AS c0_8
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest <= $p30 AND n1.dateLatest >= $p29
  WITH n1 ORDER BY n1.id LIMIT $p31
  RETURN collect([n1.slug]) AS c0_9
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateEarliest > $p32
  WITH n1 ORDER BY n1.id LIMIT $p33
  RETURN collect([n1.slug]) AS c0_10
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p34
  WITH n1 ORDER BY n1.id LIMIT $p35
  RETURN collect([n1.slug]) AS c0_11
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p36
  WITH n1 ORDER BY n1.id LIMIT $p37
  RETURN collect([n1.slug]) AS c0_12
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE n1.dateLatest < $p38
  WITH n1 ORDER BY n1.id LIMIT $p39
  RETURN collect([n1.slug]) AS c0_13
}
CALL () {
  MATCH (n1:Programme) WHERE n1.periodEarliest > $p40
  WITH n1 ORDER BY n1.id LIMIT $p41
  RETURN collect([n1.slug]) AS c0_14
}
CALL () {
  MATCH (n1:Programme) WHERE n1.periodLatest < $p42
  WITH n1 ORDER BY n1.id LIMIT $p43
  RETURN collect([n1.slug]) AS c0_15
}
RETURN [COUNT { MATCH (n1:ExchangeVisit) WHERE (n1.date IS NULL) = $p0 }, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7, c0_8, c0_9, c0_10, c0_11, c0_12, c0_13, c0_14, c0_15] AS row
