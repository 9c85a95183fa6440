CALL () {
  MATCH (n1:Country {slug: $p[0]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_0
}
CALL () {
  MATCH (n1:GoodPractice {slug: $p[1]})
  RETURN collect([coalesce(n1.summaryEn, n1.summaryEs, n1.summaryPt), coalesce(n1.summaryPt, n1.summaryEs, n1.summaryEn), n1.summary]) AS c0_1
}
CALL () {
  MATCH (n1:Institution {slug: $p[2]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_2
}
CALL () {
  MATCH (n1:Institution {slug: $p[3]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_3
}
CALL () {
  MATCH (n1:Institution {slug: $p[4]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_4
}
CALL () {
  MATCH (n1:Institution {slug: $p[5]})
  RETURN collect([[n1.nameEs IS NOT NULL, n1.nameEn IS NOT NULL, n1.namePt IS NOT NULL], coalesce(n1.nameEn, n1.nameEs, n1.namePt), coalesce(n1.namePt, n1.nameEs, n1.nameEn), n1.name]) AS c0_5
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5] AS row
