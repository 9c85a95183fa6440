CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p0
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN collect([n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p2
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN collect([n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p4
  WITH n1 ORDER BY n1.id LIMIT $p5
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p6
  WITH n1 ORDER BY n1.id LIMIT $p7
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p8
  WITH n1 ORDER BY n1.id LIMIT $p9
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKey CONTAINS $p10
  WITH n1 ORDER BY n1.id LIMIT $p11
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKeyEn = $p12
  WITH n1 ORDER BY n1.id LIMIT $p13
  RETURN collect([n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKeyEn = $p14
  WITH n1 ORDER BY n1.id LIMIT $p15
  RETURN collect([n1.slug]) AS c0_7
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKeyEn IS NOT NULL AND toString(n1.nameKeyEn) CONTAINS $p16
  WITH n1 ORDER BY n1.id LIMIT $p17
  RETURN collect([n1.slug]) AS c0_8
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKeyEn STARTS WITH $p18
  WITH n1 ORDER BY n1.id LIMIT $p19
  RETURN collect([n1.slug]) AS c0_9
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.nameKeyPt IS NOT NULL AND toString(n1.nameKeyPt) CONTAINS $p20
  WITH n1 ORDER BY n1.id LIMIT $p21
  RETURN collect([n1.slug]) AS c0_10
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7, c0_8, c0_9, c0_10] AS row
