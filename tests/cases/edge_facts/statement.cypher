CALL () {
  OPTIONAL MATCH (d1:ExchangeVisit {slug: $p0})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p1) YIELD node AS f1
    WITH f1 WHERE f1:ExchangeVisit
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COUNT { MATCH (n1)-[:HELD_IN]->(n2:Country) }, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p2
    RETURN [e2.basis, n2.iso3, e2.role]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p3
    RETURN [e2.basis, n2.iso3, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p4
    RETURN [n2.acronym, e2.basis]
  }]) AS c0_0
}
CALL () {
  OPTIONAL MATCH (d1:ExchangeVisit {slug: $p5})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p6) YIELD node AS f1
    WITH f1 WHERE f1:ExchangeVisit
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:HELD_IN]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p7
    RETURN [e2.basis, n2.iso3, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p8
    RETURN [e2.basis, n2.iso3]
  }]) AS c0_1
}
CALL () {
  OPTIONAL MATCH (d1:Institution {slug: $p9})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p10) YIELD node AS f1
    WITH f1 WHERE f1:Institution
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COUNT { MATCH (n1)-[:HAS_MEMBER]->(n2:Country) WHERE n2.iso3 IN $p11 }, COLLECT {
    MATCH (n1)-[e2:HAS_MEMBER]->(n2:Country) WHERE n2.iso3 IN $p11
    WITH n2, e2 ORDER BY n2.id LIMIT $p12
    RETURN [e2.basis, n2.iso3, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }, COLLECT {
    MATCH (n1)-[e2:IN_COUNTRY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id
    RETURN [e2.basis]
  }, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_2
}
CALL () {
  OPTIONAL MATCH (d1:Institution {slug: $p13})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p14) YIELD node AS f1
    WITH f1 WHERE f1:Institution
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:GOVERNED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p15
    RETURN [n2.acronym, e2.basis, e2.relation]
  }, COLLECT {
    MATCH (n1)-[e2:IN_COUNTRY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id
    RETURN [e2.basis, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_3
}
CALL () {
  OPTIONAL MATCH (d1:KnowledgeTransfer {slug: $p16})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p17) YIELD node AS f1
    WITH f1 WHERE f1:KnowledgeTransfer
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:TO]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p18
    RETURN [e2.basis, n2.iso3, e2.note]
  }, COLLECT {
    MATCH (n1)-[e2:TO]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p19
    RETURN [e2.basis, e2.note, n2.slug]
  }, COLLECT {
    MATCH (n1)-[e2:TRANSFERS]->(n2:GoodPractice)
    WITH n2, e2 ORDER BY n2.id
    RETURN [e2.basis, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }, COLLECT {
    MATCH (n1)-[:TRANSFERS]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_4
}
CALL () {
  OPTIONAL MATCH (d1:Programme {slug: $p20})
  OPTIONAL CALL (d1) {
    WITH d1 WHERE d1 IS NULL
    CALL db.index.fulltext.queryNodes('former_slugs', $p21) YIELD node AS f1
    WITH f1 WHERE f1:Programme
    RETURN f1 LIMIT 1
  }
  WITH coalesce(d1, f1) AS n1 WHERE n1 IS NOT NULL
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:FUNDED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p22
    RETURN [n2.acronym, e2.basis, e2.note, COLLECT {
      UNWIND e2.sources AS k3
      MATCH (n3:Source {slug: k3})
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }]) AS c0_5
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5] AS row
