CALL () {
  MATCH (a1:Country)-[f1:VISIT_FLOW]->(b1:Country)
  WITH a1, b1, f1.count AS k1, {id: a1.id + ',' + b1.id} AS n1
  WITH n1, a1, b1, k1 ORDER BY k1 DESC, n1.id LIMIT $p[0]
  WITH collect([a1.id, b1.id, a1 = b1, k1]) AS r1, collect(DISTINCT a1) AS y1_0, collect(DISTINCT b1) AS y1_1
  RETURN [r1, [x IN y1_0 | [x.id, [labels(x)[0], CASE WHEN x:Country THEN [x.iso3] END]]], [x IN y1_1 | [x.id, [labels(x)[0], CASE WHEN x:Country THEN [x.iso3] END]]]] AS c0_0
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE n1.basis = $p[1]
  MATCH (n1)-[:FROM]->(a1:Country|Institution) WHERE a1:Country OR NOT EXISTS { (n1)-[:FROM]->(:Country) }
  MATCH (n1)-[:TO]->(b1:Country|Institution) WHERE b1:Country OR NOT EXISTS { (n1)-[:TO]->(:Country) }
  WITH a1, b1, count(*) AS k1, collect(n1) AS l1
  WITH a1, b1, k1, l1, {id: a1.id + ',' + b1.id} AS n1
  WITH n1, a1, b1, k1, l1 ORDER BY k1 DESC, n1.id LIMIT $p[2]
  WITH collect([a1.id, b1.id, a1 = b1, k1, COLLECT {
    UNWIND l1 AS n2
    WITH n2 ORDER BY n2.id LIMIT $p[3]
    RETURN [n2.name, n2.stage]
  }]) AS r1, collect(DISTINCT a1) AS y1_0, collect(DISTINCT b1) AS y1_1
  RETURN [r1, [x IN y1_0 | [x.id, [labels(x)[0], x.id, x.name, CASE WHEN x:Country THEN [x.iso3] END, CASE WHEN x:Institution THEN [x.acronym] END]]], [x IN y1_1 | [x.id, [x.id, x.name]]]] AS c0_1
}
RETURN [c0_0, c0_1] AS row
