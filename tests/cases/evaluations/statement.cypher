CALL () {
  MATCH (n1:Agreement {slug: $p[0]})
  RETURN collect([[n1.signed], COLLECT {
    MATCH (n1)<-[:EVALUATES]-(n2:Evaluation) WHERE n2.verdict = $p[1]
    WITH n2 ORDER BY n2.id LIMIT $p[2]
    RETURN [[n2.date, n2.dateQualifier], coalesce(n2.figures, []), coalesce(n2.nameEn, n2.nameEs, n2.namePt), n2.kind, COLLECT {
      MATCH (n2)-[:CITES]->(n3:Source)
      WITH n3 ORDER BY n3.id
      RETURN [n3.slug]
    }]
  }]) AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice {slug: $p[3]})
  RETURN collect([COUNT { (n1)<-[:EVALUATES]-() }]) AS c0_1
}
RETURN [c0_0, c0_1] AS row
