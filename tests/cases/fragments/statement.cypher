CALL () {
  MATCH (n1:ExchangeVisit) WHERE EXISTS { MATCH (n1)-[y1:ATTENDED_BY]->(x1:Country) WHERE y1.role = $p[0] }
  RETURN collect(n1) AS cl0_0
}
CALL () {
  MATCH (n1:ExchangeVisit) WHERE EXISTS { MATCH (n1)-[y2:ATTENDED_BY]->(x2:Country) WHERE y2.role = $p[1] }
  RETURN collect(n1) AS cl0_1
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[2]
  RETURN collect([n1.id]) AS c0_2
}
CALL (cl0_1) {
  UNWIND cl0_1 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[3]
  RETURN collect([n1.id]) AS c0_3
}
CALL () {
  MATCH (n1:ExchangeVisit {slug: $p[4]})
  RETURN collect([COUNT { (n1)-[:ABOUT]->() }, COUNT { (n1)-[:ABOUT]->() }, coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.id, n1.kind, n1.modality, n1.name, n1.place, n1.slug, COLLECT {
    MATCH (n1)-[:ABOUT]->(n2:Topic)
    WITH n2 ORDER BY n2.id LIMIT $p[5]
    RETURN [n2.id]
  }, COLLECT {
    MATCH (n1)-[:ABOUT]->(n2:Topic)
    WITH n2 ORDER BY n2.id DESC LIMIT $p[6]
    RETURN [n2.id]
  }, COLLECT {
    MATCH (n1)-[:SHOWED]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id LIMIT $p[7]
    RETURN [coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.level, n2.slug]
  }]) AS c0_4
}
RETURN [size(cl0_0), size(cl0_1), c0_2, c0_3, c0_4] AS row
