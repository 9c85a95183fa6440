CALL () {
  MATCH (n1:Institution) WHERE (NOT coalesce(n1.foundedEarliest > $p[0], false)) AND (n1.kind = $p[1])
  WITH n1 ORDER BY n1.id LIMIT $p[2]
  RETURN collect([[CASE WHEN n1.foundedEarliest.year = n1.foundedLatest.year THEN n1.foundedLatest.year END, n1.founded], n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:Institution) WHERE (n1.foundedEarliest > $p[3]) AND (n1.kind = $p[4])
  WITH n1 ORDER BY n1.id LIMIT $p[5]
  RETURN collect([[CASE WHEN n1.foundedEarliest.year = n1.foundedLatest.year THEN n1.foundedLatest.year END, n1.founded], n1.slug]) AS c0_1
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[6]
  WITH DISTINCT n1 WHERE NOT NOT coalesce(n1.z_acronymKey CONTAINS $p[7], false)
  WITH n1 ORDER BY n1.id LIMIT $p[8]
  RETURN collect([n1.acronym, n1.slug]) AS c0_2
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y2:IN_COUNTRY]->(x2:Country) WHERE x2.iso3 = $p[9]
  WITH DISTINCT n1 WHERE NOT coalesce((any(x IN $p[10] WHERE n1.z_acronymKey CONTAINS x)) OR (n1.kind = $p[11]), false)
  WITH n1 ORDER BY n1.id LIMIT $p[12]
  RETURN collect([n1.acronym, n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y3:IN_COUNTRY]->(x3:Country) WHERE x3.iso3 = $p[13]
  WITH DISTINCT n1 WHERE NOT coalesce((n1.acronym IS NULL) = $p[14], false)
  WITH n1 ORDER BY n1.id LIMIT $p[15]
  RETURN collect([n1.acronym, n1.slug]) AS c0_4
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y4:IN_COUNTRY]->(x4:Country) WHERE x4.iso3 = $p[16]
  WITH DISTINCT n1 WHERE NOT coalesce(n1.z_acronymKey CONTAINS $p[17], false)
  WITH n1 ORDER BY n1.id LIMIT $p[18]
  RETURN collect([n1.acronym, n1.slug]) AS c0_5
}
CALL () {
  MATCH (n1:Institution)
  MATCH (n1)-[y5:IN_COUNTRY]->(x5:Country) WHERE x5.iso3 = $p[19]
  WITH DISTINCT n1 WHERE (n1.acronym IS NULL) = $p[20]
  WITH n1 ORDER BY n1.id LIMIT $p[21]
  RETURN collect([n1.acronym, n1.slug]) AS c0_6
}
CALL () {
  MATCH (n1:Institution)
  WITH * SKIP 0 WHERE coalesce(((EXISTS { MATCH (n1)-[y6:IN_COUNTRY]->(x6:Country) WHERE x6.iso3 = $p[22] }) AND ((n1.acronym IS NULL) = $p[23])) OR (n1.z_acronymKey CONTAINS $p[24]), false)
  WITH n1 ORDER BY n1.id LIMIT $p[25]
  RETURN collect([n1.acronym, n1.slug]) AS c0_7
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row
