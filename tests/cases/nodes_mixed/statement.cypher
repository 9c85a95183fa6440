CALL () {
  UNWIND $p[0] AS k1
  MATCH (n1:Agreement {id: k1})
  RETURN collect([[n1.signed], coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id]) AS c0_0
}
CALL () {
  UNWIND $p[1] AS k1
  MATCH (n1:Country {id: k1})
  RETURN collect([coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id, n1.inRegion]) AS c0_1
}
CALL () {
  UNWIND $p[2] AS k1
  MATCH (n1:KnowledgeTransfer {id: k1})
  RETURN collect([[n1.stageDate], coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id, n1.phase, n1.stage]) AS c0_2
}
CALL () {
  UNWIND $p[3] AS k1
  MATCH (n1:Source {id: k1})
  RETURN collect([k1, n1.id, n1.name]) AS c0_3
}
CALL () {
  UNWIND $p[4] AS k1
  MATCH (n1:Topic {id: k1})
  RETURN collect([coalesce(n1.namePt, n1.nameEs, n1.nameEn), k1, n1.id]) AS c0_4
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4] AS row
