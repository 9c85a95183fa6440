CALL () {
  MATCH (a1:Country)-[f1:VISIT_FLOW]->(b1:Country)
  WITH a1, b1, f1.count AS k1, {id: a1.id + ',' + b1.id} AS n1
  WITH n1, a1, b1, k1 ORDER BY k1 DESC, n1.id LIMIT $p[0]
  RETURN collect([[labels(a1)[0], CASE WHEN a1:Country THEN [a1.iso3] END], [labels(b1)[0], CASE WHEN b1:Country THEN [b1.iso3] END], a1 = b1, k1]) AS c0_0
}
CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE n1.basis = $p[1]
  MATCH (n1)-[:FROM]->(a1:Country|Institution) WHERE a1:Country OR NOT EXISTS { (n1)-[:FROM]->(:Country) }
  MATCH (n1)-[:TO]->(b1:Country|Institution) WHERE b1:Country OR NOT EXISTS { (n1)-[:TO]->(:Country) }
  WITH a1, b1, count(*) AS k1, collect(n1) AS l1
  WITH a1, b1, k1, l1, {id: a1.id + ',' + b1.id} AS n1
  WITH n1, a1, b1, k1, l1 ORDER BY k1 DESC, n1.id LIMIT $p[2]
  RETURN collect([[labels(a1)[0], a1.id, a1.name, CASE WHEN a1:Country THEN [a1.iso3] END, CASE WHEN a1:Institution THEN [a1.acronym] END], [b1.id, b1.name], a1 = b1, k1, COLLECT {
    UNWIND l1 AS n2
    WITH n2 ORDER BY n2.id LIMIT $p[3]
    RETURN [n2.name, n2.stage]
  }]) AS c0_1
}
RETURN [c0_0, c0_1] AS row
