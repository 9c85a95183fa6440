CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE EXISTS { MATCH (n1)-[y1:FROM]->(x1:Country) }
  RETURN collect(n1) AS cl0_0
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE n1.basis IS NOT NULL
  WITH n1.basis AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[0]] | [x[1], x[0]]]] AS c0_2
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE n1.phase IS NOT NULL
  WITH n1.phase AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[1]] | [x[1], x[0]]]] AS c0_3
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE n1.stage IS NOT NULL
  WITH n1.stage AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[2]] | [x[1], x[0]]]] AS c0_4
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1.phase AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[3]] | [x[1], x[0]]]] AS c0_5
}
RETURN [COUNT { MATCH (n1:KnowledgeTransfer) }, size(cl0_0), c0_2, c0_3, c0_4, c0_5] AS row

MATCH (n1:KnowledgeTransfer)
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

MATCH (n1:KnowledgeTransfer) WHERE EXISTS { MATCH (n1)-[y1:FROM]->(x1:Country) }
WITH n1 LIMIT 2001
RETURN collect(n1.id) AS row

CALL () {
  UNWIND range(0, size($p[0]) - 1) AS i
  CALL (i) {
    UNWIND $p[0][i] AS id
    MATCH (n:KnowledgeTransfer {id: id})
    RETURN collect(n) AS found
  }
  WITH i, found ORDER BY i
  RETURN collect(found) AS g0
}
CALL (g0) {
  UNWIND g0[$p[3]] AS n1
  WITH n1.basis AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[4]] | [x[1], x[0]]]] AS c0_2
}
CALL (g0) {
  UNWIND g0[$p[5]] AS n1
  WITH n1.phase AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[6]] | [x[1], x[0]]]] AS c0_3
}
CALL (g0) {
  UNWIND g0[$p[7]] AS n1
  WITH n1.phase AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[8]] | [x[1], x[0]]]] AS c0_4
}
CALL (g0) {
  UNWIND g0[$p[9]] AS n1
  WITH n1.stage AS s0, count(*) AS m1
  UNWIND s0 AS v1
  WITH DISTINCT s0, m1, v1
  WITH v1, sum(m1) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p[10]] | [x[1], x[0]]]] AS c0_5
}
RETURN [size(g0[$p[1]]), size(g0[$p[2]]), c0_2, c0_3, c0_4, c0_5] AS row
