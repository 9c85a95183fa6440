CALL () {
  OPTIONAL MATCH (d1:Country {id: $p0})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
    WITH f1 WHERE f1:Country
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([n1.id, n1.name]) AS c0_0
}
CALL () {
  OPTIONAL MATCH (d1:Country {id: $p2})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p3) YIELD node AS f1
    WITH f1 WHERE f1:Country
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([n1.id, n1.name]) AS c0_1
}
CALL () {
  MATCH (n1:Country {iso2: $p4})
  RETURN collect([n1.id, n1.name]) AS c0_2
}
CALL () {
  MATCH (n1:Country {iso3: $p5})
  RETURN collect([n1.id, n1.name]) AS c0_3
}
CALL () {
  MATCH (n1:Country {iso3: $p6})
  RETURN collect([n1.id, n1.name]) AS c0_4
}
CALL () {
  OPTIONAL MATCH (d1:Country {slug: $p7})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p8) YIELD node AS f1
    WITH f1 WHERE f1:Country
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([n1.id, n1.name]) AS c0_5
}
CALL () {
  OPTIONAL MATCH (d1:Source {slug: $p9})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p10) YIELD node AS f1
    WITH f1 WHERE f1:Source
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([n1.id]) AS c0_6
}
CALL () {
  MATCH (n1:Source {url: $p11})
  RETURN collect([CASE WHEN n1.published IS NOT NULL THEN [n1.published] END, n1.language, n1.name, n1.readExtent, n1.slug]) AS c0_7
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row
