CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE (n1.phase = $p[0]) AND (n1.stageDateLatest < $p[1])
  RETURN collect(n1) AS cl0_0
}
CALL (cl0_0) {
  UNWIND cl0_0 AS n1
  WITH n1 ORDER BY n1.id LIMIT $p[2]
  RETURN collect([n1.name, n1.note, n1.stage, COLLECT {
    MATCH (n1)-[:HAS_EVENT]->(n2:StageEvent)
    WITH n2 ORDER BY n2.position DESC, n2.id LIMIT $p[3]
    RETURN [[n2.date]]
  }, COLLECT {
    MATCH (n1)-[:TO]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[4]
    RETURN [n2.iso3]
  }]) AS c0_1
}
RETURN [size(cl0_0), c0_1] AS row
