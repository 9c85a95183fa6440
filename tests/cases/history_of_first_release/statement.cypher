CALL () {
  MATCH (n1:Change) WHERE (n1.number <= $p[0]) AND (n1.number > $p[1])
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1.kind AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[2]] | []]] AS c0_2
}
CALL () {
  MATCH (n1:Change) WHERE (n1.number <= $p[3]) AND (n1.number > $p[4]) AND (n1.number IS NOT NULL)
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p[5]
  RETURN collect([n1.id, COLLECT {
    MATCH (n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation|Source {id: n1.currentId})
    WITH n2 ORDER BY n2.id
    RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation|Source THEN [n2.id] END]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:Release) WHERE n1.number IS NOT NULL
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p[6]
  RETURN collect([COUNT { MATCH (n2:Change {number: n1.number}) }, n1.number, n1.undoes, COLLECT {
    MATCH (n2:Change {number: n1.number})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p[7]
    RETURN [n2.id]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:Release {number: $p[8]})
  RETURN collect([[i IN range(0, size(n1.countedTypes) - 1) | [n1.countedNumbers[i], n1.countedTypes[i]]], n1.id]) AS c0_5
}
CALL () {
  MATCH (n1:Release {number: $p[9]})
  RETURN collect([n1.id]) AS c0_6
}
CALL () {
  MATCH (n1:Topic {slug: $p[10]})
  RETURN collect([COUNT { MATCH (n2:Change {currentId: n1.id}) }, n1.id, COLLECT {
    MATCH (n2:Change {currentId: n1.id})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p[11]
    RETURN [n2.id]
  }]) AS c0_7
}
RETURN [size(cl0_0), COUNT { MATCH (n1:Release) }, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row

MATCH (n1:Change) WHERE (n1.number <= $p[0]) AND (n1.number > $p[1])
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

CALL () {
  UNWIND range(0, size($p[0]) - 1) AS i
  CALL (i) {
    UNWIND $p[0][i] AS id
    MATCH (n:Change {id: id})
    RETURN collect(n) AS found
  }
  WITH i, found ORDER BY i
  RETURN collect(found) AS g0
}
CALL (g0) {
  UNWIND g0[$p[2]] AS n1
  WITH n1.kind AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | []]] AS c0_2
}
CALL () {
  MATCH (n1:Change) WHERE (n1.number <= $p[4]) AND (n1.number > $p[5]) AND (n1.number IS NOT NULL)
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p[6]
  RETURN collect([n1.id, COLLECT {
    MATCH (n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation|Source {id: n1.currentId})
    WITH n2 ORDER BY n2.id
    RETURN [labels(n2)[0], CASE WHEN n2:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation|Source THEN [n2.id] END]
  }]) AS c0_3
}
CALL () {
  MATCH (n1:Release) WHERE n1.number IS NOT NULL
  WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p[7]
  RETURN collect([COUNT { MATCH (n2:Change {number: n1.number}) }, n1.number, n1.undoes, COLLECT {
    MATCH (n2:Change {number: n1.number})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p[8]
    RETURN [n2.id]
  }]) AS c0_4
}
CALL () {
  MATCH (n1:Release {number: $p[9]})
  RETURN collect([[i IN range(0, size(n1.countedTypes) - 1) | [n1.countedNumbers[i], n1.countedTypes[i]]], n1.id]) AS c0_5
}
CALL () {
  MATCH (n1:Release {number: $p[10]})
  RETURN collect([n1.id]) AS c0_6
}
CALL () {
  MATCH (n1:Topic {slug: $p[11]})
  RETURN collect([COUNT { MATCH (n2:Change {currentId: n1.id}) }, n1.id, COLLECT {
    MATCH (n2:Change {currentId: n1.id})
    WITH n2 ORDER BY n2.number DESC, n2.id LIMIT $p[12]
    RETURN [n2.id]
  }]) AS c0_7
}
RETURN [COUNT { MATCH (n1:Release) }, size(g0[$p[1]]), c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row
