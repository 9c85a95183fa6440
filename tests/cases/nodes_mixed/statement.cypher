CALL () {
  UNWIND $p0 AS k1
  OPTIONAL MATCH (d1:Agreement {id: k1})
  WITH collect(d1) AS d1, collect(CASE WHEN d1 IS NULL THEN k1 END) AS m1
  CALL (m1) {
    UNWIND m1 AS k1
    CALL db.index.fulltext.queryNodes('former_slugs', '"' + substring(k1, 10) + '"') YIELD node AS f1
    WITH k1, f1 WHERE f1:Agreement
    RETURN collect([k1, f1]) AS f1
  }
  UNWIND [x IN d1 | [x.id, x]] + f1 AS h1
  WITH h1[0] AS k1, h1[1] AS n1
  RETURN collect([CASE WHEN n1.signed IS NOT NULL THEN [n1.signed] END, coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id]) AS c0_0
}
CALL () {
  UNWIND $p1 AS k1
  OPTIONAL MATCH (d1:Country {id: k1})
  WITH collect(d1) AS d1, collect(CASE WHEN d1 IS NULL THEN k1 END) AS m1
  CALL (m1) {
    UNWIND m1 AS k1
    CALL db.index.fulltext.queryNodes('former_slugs', '"' + substring(k1, 8) + '"') YIELD node AS f1
    WITH k1, f1 WHERE f1:Country
    RETURN collect([k1, f1]) AS f1
  }
  UNWIND [x IN d1 | [x.id, x]] + f1 AS h1
  WITH h1[0] AS k1, h1[1] AS n1
  RETURN collect([coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id, n1.inRegion]) AS c0_1
}
CALL () {
  UNWIND $p2 AS k1
  OPTIONAL MATCH (d1:KnowledgeTransfer {id: k1})
  WITH collect(d1) AS d1, collect(CASE WHEN d1 IS NULL THEN k1 END) AS m1
  CALL (m1) {
    UNWIND m1 AS k1
    CALL db.index.fulltext.queryNodes('former_slugs', '"' + substring(k1, 18) + '"') YIELD node AS f1
    WITH k1, f1 WHERE f1:KnowledgeTransfer
    RETURN collect([k1, f1]) AS f1
  }
  UNWIND [x IN d1 | [x.id, x]] + f1 AS h1
  WITH h1[0] AS k1, h1[1] AS n1
  RETURN collect([CASE WHEN n1.stageDate IS NOT NULL THEN [n1.stageDate] END, coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id, n1.phase, n1.stage]) AS c0_2
}
CALL () {
  UNWIND $p3 AS k1
  OPTIONAL MATCH (d1:Source {id: k1})
  WITH collect(d1) AS d1, collect(CASE WHEN d1 IS NULL THEN k1 END) AS m1
  CALL (m1) {
    UNWIND m1 AS k1
    CALL db.index.fulltext.queryNodes('former_slugs', '"' + substring(k1, 7) + '"') YIELD node AS f1
    WITH k1, f1 WHERE f1:Source
    RETURN collect([k1, f1]) AS f1
  }
  UNWIND [x IN d1 | [x.id, x]] + f1 AS h1
  WITH h1[0] AS k1, h1[1] AS n1
  RETURN collect([k1, n1.id, n1.name]) AS c0_3
}
CALL () {
  UNWIND $p4 AS k1
  OPTIONAL MATCH (d1:Topic {id: k1})
  WITH collect(d1) AS d1, collect(CASE WHEN d1 IS NULL THEN k1 END) AS m1
  CALL (m1) {
    UNWIND m1 AS k1
    CALL db.index.fulltext.queryNodes('former_slugs', '"' + substring(k1, 6) + '"') YIELD node AS f1
    WITH k1, f1 WHERE f1:Topic
    RETURN collect([k1, f1]) AS f1
  }
  UNWIND [x IN d1 | [x.id, x]] + f1 AS h1
  WITH h1[0] AS k1, h1[1] AS n1
  RETURN collect([coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id]) AS c0_4
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4] AS row
