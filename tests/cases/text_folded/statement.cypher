CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[0]
  WITH n1 ORDER BY n1.id LIMIT $p[1]
  RETURN collect([n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[2]
  WITH n1 ORDER BY n1.id LIMIT $p[3]
  RETURN collect([n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[4]
  WITH n1 ORDER BY n1.id LIMIT $p[5]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[6]
  WITH n1 ORDER BY n1.id LIMIT $p[7]
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[8]
  WITH n1 ORDER BY n1.id LIMIT $p[9]
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKey CONTAINS $p[10]
  WITH n1 ORDER BY n1.id LIMIT $p[11]
  RETURN collect([n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKeyEn = $p[12]
  WITH n1 ORDER BY n1.id LIMIT $p[13]
  RETURN collect([n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKeyEn = $p[14]
  WITH n1 ORDER BY n1.id LIMIT $p[15]
  RETURN collect([n1.slug]) AS c0_7
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKeyEn IS NOT NULL AND toString(n1.z_nameKeyEn) CONTAINS $p[16]
  WITH n1 ORDER BY n1.id LIMIT $p[17]
  RETURN collect([n1.slug]) AS c0_8
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKeyEn STARTS WITH $p[18]
  WITH n1 ORDER BY n1.id LIMIT $p[19]
  RETURN collect([n1.slug]) AS c0_9
}
CALL () {
  MATCH (n1:GoodPractice) WHERE n1.z_nameKeyPt IS NOT NULL AND toString(n1.z_nameKeyPt) CONTAINS $p[20]
  WITH n1 ORDER BY n1.id LIMIT $p[21]
  RETURN collect([n1.slug]) AS c0_10
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7, c0_8, c0_9, c0_10] AS row
