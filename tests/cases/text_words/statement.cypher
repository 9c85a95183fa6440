CALL () {
  MATCH (n1:GoodPractice)
  MATCH (n1)-[y1:IN_COUNTRY]->(x1:Country) WHERE x1.iso3 = $p[9]
  WITH DISTINCT n1 WHERE any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[10]) - 1) WHERE t[0] CONTAINS ' ' + $p[10][i] OR any(x IN t[1] WHERE any(s IN split($p[11][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[12][i], ',') WHERE t[2] CONTAINS s)))
  WITH n1 ORDER BY n1.id LIMIT $p[13]
  RETURN collect([n1.slug]) AS c0_2
}
CALL () {
  CALL db.index.fulltext.queryNodes('search', $p[14]) YIELD node AS n1
  WITH n1 WHERE n1:GoodPractice
  WITH n1 ORDER BY n1.id LIMIT $p[15]
  RETURN collect([n1.slug]) AS c0_3
}
CALL () {
  MATCH (n1:GoodPractice) WHERE coalesce((any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[16]) - 1) WHERE t[0] CONTAINS ' ' + $p[16][i] OR any(x IN t[1] WHERE any(s IN split($p[17][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[18][i], ',') WHERE t[2] CONTAINS s)))) OR (n1.slug = $p[19]), false)
  WITH n1 ORDER BY n1.id LIMIT $p[20]
  RETURN collect([n1.slug]) AS c0_4
}
CALL () {
  CALL db.index.fulltext.queryNodes('search', '(' + $p[21] + ') (' + $p[22] + ')') YIELD node AS n1
  WITH n1 WHERE (coalesce((any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[23]) - 1) WHERE t[0] CONTAINS ' ' + $p[23][i] OR any(x IN t[1] WHERE any(s IN split($p[24][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[25][i], ',') WHERE t[2] CONTAINS s)))) OR (any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[26]) - 1) WHERE t[0] CONTAINS ' ' + $p[26][i] OR any(x IN t[1] WHERE any(s IN split($p[27][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[28][i], ',') WHERE t[2] CONTAINS s)))), false)) AND (n1:Topic)
  WITH n1 ORDER BY n1.id LIMIT $p[29]
  RETURN collect([n1.slug]) AS c0_5
}
RETURN [COUNT { CALL db.index.fulltext.queryNodes('search', $p[0]) YIELD node AS n1 WITH n1 WHERE n1:GoodPractice RETURN n1 }, COUNT { CALL db.index.fulltext.queryNodes('search', '(' + $p[1] + ') (' + $p[2] + ')') YIELD node AS n1 WITH n1 WHERE (coalesce((any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[3]) - 1) WHERE t[0] CONTAINS ' ' + $p[3][i] OR any(x IN t[1] WHERE any(s IN split($p[4][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[5][i], ',') WHERE t[2] CONTAINS s)))) OR (any(t IN [[' ' + n1.z_nameWords, [' ' + n1.z_nameStems + ' ', ' ' + n1.z_stems + ' ', ' ' + n1.z_termStems + ' '], replace(replace(replace(' ' + n1.z_stems + ' ', ' es_', ' '), ' en_', ' '), ' pt_', ' ')]] WHERE all(i IN range(0, size($p[6]) - 1) WHERE t[0] CONTAINS ' ' + $p[6][i] OR any(x IN t[1] WHERE any(s IN split($p[7][i], ',') WHERE x CONTAINS s)) OR any(s IN split($p[8][i], ',') WHERE t[2] CONTAINS s)))), false)) AND (n1:Topic) RETURN n1 }, c0_2, c0_3, c0_4, c0_5] AS row
