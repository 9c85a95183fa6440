CALL () {
  OPTIONAL MATCH (d1:Country {slug: $p0})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
    WITH f1 WHERE f1:Country
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.namePt IS NOT NULL THEN 'PT' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_0
}
CALL () {
  OPTIONAL MATCH (d1:GoodPractice {slug: $p2})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p3) YIELD node AS f1
    WITH f1 WHERE f1:GoodPractice
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([coalesce(n1.summaryEn, n1.summaryEs, n1.summaryPt), coalesce(n1.summaryPt, n1.summaryEs, n1.summaryEn), n1.summary]) AS c0_1
}
CALL () {
  OPTIONAL MATCH (d1:Institution {slug: $p4})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p5) YIELD node AS f1
    WITH f1 WHERE f1:Institution
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.namePt IS NOT NULL THEN 'PT' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_2
}
CALL () {
  OPTIONAL MATCH (d1:Institution {slug: $p6})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p7) YIELD node AS f1
    WITH f1 WHERE f1:Institution
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.namePt IS NOT NULL THEN 'PT' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_3
}
CALL () {
  OPTIONAL MATCH (d1:Institution {slug: $p8})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p9) YIELD node AS f1
    WITH f1 WHERE f1:Institution
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.namePt IS NOT NULL THEN 'PT' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_4
}
CALL () {
  OPTIONAL MATCH (d1:KnowledgeTransfer {slug: $p10})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p11) YIELD node AS f1
    WITH f1 WHERE f1:KnowledgeTransfer
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([CASE WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' WHEN n1.namePt IS NOT NULL THEN 'PT' END, CASE WHEN n1.namePt IS NOT NULL THEN 'PT' WHEN n1.nameEs IS NOT NULL THEN 'ES' WHEN n1.nameEn IS NOT NULL THEN 'EN' END, coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_5
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5] AS row
