// Counting country by country sorts fewer rows; each country's names are sent only once.
MATCH (c:Country)
WITH collect(c) AS countries
CALL (countries) {
  UNWIND countries AS a
  CALL (a) {
    MATCH (a)<-[:FROM]-(t)-[:TO]->(b)
    WITH b, count(*) AS number WHERE b:Country
    RETURN b, number
  }
  WITH a, b, number ORDER BY number DESC, a.id, b.id LIMIT 1000
  RETURN collect([a.id, b.id, number]) AS pairs
}
RETURN [[c IN countries | [c.id, c.nameEs, c.nameEn, c.namePt]], pairs] AS row
