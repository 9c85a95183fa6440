CALL () {
  MATCH (n1:Topic) WHERE n1.z_otherNamesKey CONTAINS $p[0]
  WITH n1 ORDER BY n1.id LIMIT $p[1]
  RETURN collect([n1.slug]) AS c0_0
}
CALL () {
  MATCH (n1:Institution {slug: $p[2]})
  RETURN collect([coalesce(n1.otherNamesEs, []), coalesce(n1['otherNames' + $in], [])]) AS c0_1
}
CALL () {
  MATCH (n1:Topic {slug: $p[3]})
  RETURN collect([coalesce(n1.otherNamesPt, []), coalesce(n1['includes' + $in], []), coalesce(n1['otherNames' + $in], [])]) AS c0_2
}
RETURN [c0_0, c0_1, c0_2] AS row
