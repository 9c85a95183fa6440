CALL () {
  MATCH (n1:ExchangeVisit {slug: $p[0]})
  RETURN collect([COUNT { (n1)-[:HELD_IN]->() }, COLLECT {
    MATCH (n1)-[e2:ATTENDED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[1]
    RETURN [e2.basis, n2.iso3, e2.role, e2.roleBasis]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[2]
    RETURN [e2.basis, n2.iso3, e2.note, e2.sources]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[3]
    RETURN [n2.acronym, e2.basis]
  }]) AS c0_0
}
CALL () {
  MATCH (n1:ExchangeVisit {slug: $p[4]})
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:HELD_IN]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[5]
    RETURN [e2.basis, n2.iso3, e2.note, e2.sources]
  }, COLLECT {
    MATCH (n1)-[e2:HOSTED_BY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[6]
    RETURN [e2.basis, n2.iso3]
  }]) AS c0_1
}
CALL () {
  MATCH (n1:Institution {slug: $p[7]})
  RETURN collect([COUNT { MATCH (n1)-[:HAS_MEMBER]->(n2:Country) WHERE n2.iso3 IN $p[8] }, COLLECT {
    MATCH (n1)-[e2:HAS_MEMBER]->(n2:Country) WHERE n2.iso3 IN $p[9]
    WITH n2, e2 ORDER BY n2.id LIMIT $p[10]
    RETURN [e2.basis, n2.iso3, e2.note, e2.sources]
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
  MATCH (n1:Institution {slug: $p[11]})
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:GOVERNED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[12]
    RETURN [n2.acronym, e2.basis, e2.relation]
  }, COLLECT {
    MATCH (n1)-[e2:IN_COUNTRY]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id
    RETURN [e2.basis, e2.note, e2.sources]
  }, COLLECT {
    MATCH (n1)-[:IN_COUNTRY]->(n2:Country)
    WITH n2 ORDER BY n2.id
    RETURN [n2.iso3]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:KnowledgeTransfer {slug: $p[13]})
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:TO]->(n2:Country)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[14]
    RETURN [e2.basis, n2.iso3, e2.note]
  }, COLLECT {
    MATCH (n1)-[e2:TO]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[15]
    RETURN [e2.basis, e2.note, n2.slug]
  }, COLLECT {
    MATCH (n1)-[e2:TRANSFERS]->(n2:GoodPractice)
    WITH n2, e2 ORDER BY n2.id
    RETURN [e2.basis, e2.note, e2.sources]
  }, COLLECT {
    MATCH (n1)-[:TRANSFERS]->(n2:GoodPractice)
    WITH n2 ORDER BY n2.id
    RETURN [n2.slug]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:Programme {slug: $p[16]})
  RETURN collect([COLLECT {
    MATCH (n1)-[e2:FUNDED_BY]->(n2:Institution)
    WITH n2, e2 ORDER BY n2.id LIMIT $p[17]
    RETURN [[e2.noteEs IS NOT NULL, e2.noteEn IS NOT NULL, e2.notePt IS NOT NULL], n2.acronym, e2.basis, e2.note, e2.sources]
  }]) AS c0_5
}
CALL (c0_0, c0_1, c0_2, c0_3, c0_4, c0_5) {
  UNWIND [[c0_0, 2, 3], [c0_1, 0, 3], [c0_2, 1, 3], [c0_3, 1, 2], [c0_4, 2, 2], [c0_5, 0, 4]] AS place
  UNWIND place[0] AS row1
  UNWIND row1[place[1]] AS row2
  UNWIND row2[place[2]] AS slug
  WITH DISTINCT slug
  MATCH (n:Source {slug: slug})
  WITH n ORDER BY n.id
  RETURN collect([n.slug, [n.slug]]) AS cited
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, cited] AS row
