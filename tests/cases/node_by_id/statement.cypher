CALL () {
  OPTIONAL MATCH (d1:ExchangeVisit {id: $p0})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
    WITH f1 WHERE f1:ExchangeVisit
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.date IS NOT NULL THEN [toString(n1.dateEarliest), toString(n1.dateLatest), n1.date, n1.dateQualifier] END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.id, n1.kind, n1.place, n1.slug]) AS c0_0
}
CALL () {
  OPTIONAL MATCH (d1:ExchangeVisit {id: $p2})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p3) YIELD node AS f1
    WITH f1 WHERE f1:ExchangeVisit
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([n1.id]) AS c0_1
}
CALL () {
  OPTIONAL MATCH (d1:GoodPractice {id: $p4})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p5) YIELD node AS f1
    WITH f1 WHERE f1:GoodPractice
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.started IS NOT NULL THEN [toString(n1.startedEarliest), toString(n1.startedLatest), n1.started, n1.startedQualifier] END, n1.id, n1.level, n1.status]) AS c0_2
}
RETURN [c0_0, c0_1, c0_2] AS row
