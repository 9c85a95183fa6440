CALL () {
  MATCH (n1:ExchangeVisit {id: $p[0]})
  RETURN collect([[CASE WHEN n1.dateEarliest.year = n1.dateLatest.year THEN n1.dateLatest.year END, toString(n1.dateEarliest), toString(n1.dateLatest), n1.date, n1.dateQualifier], coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.id, n1.kind, n1.place, n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:ExchangeVisit {id: $p[1]})
  RETURN collect([n1.id]) AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice {id: $p[2]})
  RETURN collect([[CASE WHEN n1.startedEarliest.year = n1.startedLatest.year THEN n1.startedLatest.year END, toString(n1.startedEarliest), toString(n1.startedLatest), n1.started, n1.startedQualifier], n1.id, n1.level, n1.status]) AS c0_2
}
RETURN [c0_0, c0_1, c0_2] AS row
