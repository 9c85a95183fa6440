MATCH (n1:Country {iso3: $p[0]})
RETURN [collect([COLLECT {
  MATCH (n1)<-[e2:REACHED]-(n2:GoodPractice) WHERE any(x IN $p[1] WHERE x IN e2.transfers)
  WITH n2 ORDER BY n2.id LIMIT $p[2]
  RETURN [n2.slug]
}, COLLECT {
  MATCH (n1)<-[e2:REACHED]-(n2:GoodPractice) WHERE $p[3] IN e2.visits
  WITH n2 ORDER BY n2.id LIMIT $p[4]
  RETURN [n2.slug]
}])] AS row
