CALL () {
  MATCH (n1:Country {id: $p[0]})
  RETURN collect([n1.id, n1.name]) AS c0_0
}
CALL () {
  MATCH (n1:Country {id: $p[1]})
  RETURN collect([n1.id, n1.name]) AS c0_1
}
CALL () {
  MATCH (n1:Country {iso2: $p[2]})
  RETURN collect([n1.id, n1.name]) AS c0_2
}
CALL () {
  MATCH (n1:Country {iso3: $p[3]})
  RETURN collect([n1.id, n1.name]) AS c0_3
}
CALL () {
  MATCH (n1:Country {iso3: $p[4]})
  RETURN collect([n1.id, n1.name]) AS c0_4
}
CALL () {
  MATCH (n1:Country {slug: $p[5]})
  RETURN collect([n1.id, n1.name]) AS c0_5
}
CALL () {
  MATCH (n1:Source {slug: $p[6]})
  RETURN collect([n1.id]) AS c0_6
}
CALL () {
  MATCH (n1:Source {url: $p[7]})
  RETURN collect([[n1.published], n1.language, n1.name, n1.readExtent, n1.slug]) AS c0_7
}
RETURN [c0_0, c0_1, c0_2, c0_3, c0_4, c0_5, c0_6, c0_7] AS row
