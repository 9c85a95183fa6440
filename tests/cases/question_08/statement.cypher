CALL () {
  MATCH (n1:KnowledgeTransfer)
  WITH n1.basis AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p0] | [x[1], x[0]]]] AS c0_2
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  WITH n1.phase AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p1] | [x[1], x[0]]]] AS c0_3
}
CALL () {
  MATCH (n1:KnowledgeTransfer)
  WITH n1.stage AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p2] | [x[1], x[0]]]] AS c0_4
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE EXISTS { MATCH (n1)-[y2:FROM]->(x2:Country) }
  WITH n1.phase AS v1
  WITH v1 WHERE v1 IS NOT NULL
  WITH v1, count(*) AS k1
  ORDER BY k1 DESC, v1
  WITH collect([v1, k1]) AS l1
  RETURN [size(l1), [x IN l1[..$p3] | [x[1], x[0]]]] AS c0_5
}
RETURN [COUNT { MATCH (n1:KnowledgeTransfer) }, COUNT { MATCH (n1:KnowledgeTransfer) WHERE EXISTS { MATCH (n1)-[y1:FROM]->(x1:Country) } }, c0_2, c0_3, c0_4, c0_5] AS row
