CALL () {
  MATCH (n1:Change) WHERE (n1.number <= $p2) AND (n1.number > $p3)
  WITH n1.kind AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p4] | []]] AS c0_2
}
CALL () {
  MATCH (n1:Change) WHERE (n1.number <= $p5) AND (n1.number > $p6) AND (n1.number IS NOT NULL)
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p7
  RETURN collect([n1.id, COLLECT {
    MATCH (n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Source {id: n1.currentId})
    WITH n2 ORDER BY n2.id
    RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Source THEN [n2.id] END]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:Release) WHERE n1.number IS NOT NULL
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p8
  RETURN collect([COUNT { MATCH (n2:Change {number: n1.number}) }, n1.number, n1.undoes, COLLECT {
    MATCH (n2:Change {number: n1.number})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p9
    RETURN [n2.id]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:Release {number: $p10})
  RETURN collect([[i IN range(0, size(n1.countedTypes) - 1) | [n1.countedNumbers[i], n1.countedTypes[i]]], n1.id]) AS c0_5
}
CALL () {
  MATCH (n1:Release {number: $p11})
  RETURN collect([n1.id]) AS c0_6
}
CALL () {
  MATCH (n1:Topic {slug: $p12})
  RETURN collect([COUNT { MATCH (n2:Change {currentId: n1.id}) }, n1.id, COLLECT {
    MATCH (n2:Change {currentId: n1.id})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p13
    RETURN [n2.id]
  }]) AS c0_7
}
RETURN [COUNT { MATCH (n1:Change) WHERE (n1.number <= $p0) AND (n1.number > $p1) }, COUNT { MATCH (n1:Release) }, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row
