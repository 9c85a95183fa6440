CALL () {
  MATCH (n1:KnowledgeTransfer) WHERE (n1.phase = $p[2]) AND (n1.stageDateLatest < $p[3])
  WITH n1 ORDER BY n1.id LIMIT $p[4]
  RETURN collect([n1.name, n1.note, n1.stage, COLLECT {
    MATCH (n1)-[:HAS_EVENT]->(n2:StageEvent)
    WITH n2 ORDER BY n2.position DESC, n2.id LIMIT $p[5]
    RETURN [[n2.date]]
  }, COLLECT {
    MATCH (n1)-[:TO]->(n2:Country)
    WITH n2 ORDER BY n2.id LIMIT $p[6]
    RETURN [n2.iso3]
  }]) AS c0_1
}
RETURN [COUNT { MATCH (n1:KnowledgeTransfer) WHERE (n1.phase = $p[0]) AND (n1.stageDateLatest < $p[1]) }, c0_1] AS row
