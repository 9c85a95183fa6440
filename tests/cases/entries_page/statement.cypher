CALL () {
  CALL () {
    WITH 'Agreement' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Agreement) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Country' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Country) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Evaluation' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Evaluation) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'ExchangeVisit' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:ExchangeVisit) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'GoodPractice' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:GoodPractice) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Institution' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Institution) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'KnowledgeTransfer' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:KnowledgeTransfer) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Programme' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Programme) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Source' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Source) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
    UNION ALL
    WITH 'Topic' AS t1 WHERE t1 IN $p[4]
    MATCH (n1:Topic) WHERE n1.id IS NOT NULL
    WITH n1 WHERE (n1.id > $p[5])
    WITH n1 ORDER BY n1.id LIMIT $p[6]
    RETURN n1
  }
  WITH n1 ORDER BY n1.id LIMIT $p[6]
  RETURN collect([labels(n1)[0], n1.id, CASE WHEN n1:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation THEN [coalesce(n1.nameEn, n1.nameEs, n1.namePt), n1.id, n1.slug] WHEN n1:Source THEN [n1.id, n1.name, n1.slug] END]) AS c0_3
}
CALL () {
  CALL () {
    WITH 'Agreement' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Agreement) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Country' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Country) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Evaluation' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Evaluation) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'ExchangeVisit' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:ExchangeVisit) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'GoodPractice' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:GoodPractice) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Institution' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Institution) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'KnowledgeTransfer' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:KnowledgeTransfer) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Programme' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Programme) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Source' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Source) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
    UNION ALL
    WITH 'Topic' AS t1 WHERE t1 IN $p[7]
    MATCH (n1:Topic) WHERE n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p[8]
    RETURN n1
  }
  WITH n1 ORDER BY n1.id LIMIT $p[8]
  RETURN collect([labels(n1)[0], CASE WHEN n1:Country|Institution|Programme|GoodPractice|Topic|ExchangeVisit|KnowledgeTransfer|Agreement|Evaluation|Source THEN [n1.id] END]) AS c0_4
}
RETURN [EXISTS { MATCH (n1:Agreement|Country|Evaluation|ExchangeVisit|GoodPractice|Institution|KnowledgeTransfer|Programme|Source|Topic) WITH n1 WHERE labels(n1)[0] IN $p[0] WITH n1 WHERE NOT coalesce(n1.id > $p[1], false) RETURN n1 }, CASE WHEN 'Agreement' IN $p[2] THEN COUNT { MATCH (n1:Agreement) } ELSE 0 END + CASE WHEN 'Country' IN $p[2] THEN COUNT { MATCH (n1:Country) } ELSE 0 END + CASE WHEN 'Evaluation' IN $p[2] THEN COUNT { MATCH (n1:Evaluation) } ELSE 0 END + CASE WHEN 'ExchangeVisit' IN $p[2] THEN COUNT { MATCH (n1:ExchangeVisit) } ELSE 0 END + CASE WHEN 'GoodPractice' IN $p[2] THEN COUNT { MATCH (n1:GoodPractice) } ELSE 0 END + CASE WHEN 'Institution' IN $p[2] THEN COUNT { MATCH (n1:Institution) } ELSE 0 END + CASE WHEN 'KnowledgeTransfer' IN $p[2] THEN COUNT { MATCH (n1:KnowledgeTransfer) } ELSE 0 END + CASE WHEN 'Programme' IN $p[2] THEN COUNT { MATCH (n1:Programme) } ELSE 0 END + CASE WHEN 'Source' IN $p[2] THEN COUNT { MATCH (n1:Source) } ELSE 0 END + CASE WHEN 'Topic' IN $p[2] THEN COUNT { MATCH (n1:Topic) } ELSE 0 END, CASE WHEN 'Agreement' IN $p[3] THEN COUNT { MATCH (n1:Agreement) } ELSE 0 END + CASE WHEN 'Country' IN $p[3] THEN COUNT { MATCH (n1:Country) } ELSE 0 END + CASE WHEN 'Evaluation' IN $p[3] THEN COUNT { MATCH (n1:Evaluation) } ELSE 0 END + CASE WHEN 'ExchangeVisit' IN $p[3] THEN COUNT { MATCH (n1:ExchangeVisit) } ELSE 0 END + CASE WHEN 'GoodPractice' IN $p[3] THEN COUNT { MATCH (n1:GoodPractice) } ELSE 0 END + CASE WHEN 'Institution' IN $p[3] THEN COUNT { MATCH (n1:Institution) } ELSE 0 END + CASE WHEN 'KnowledgeTransfer' IN $p[3] THEN COUNT { MATCH (n1:KnowledgeTransfer) } ELSE 0 END + CASE WHEN 'Programme' IN $p[3] THEN COUNT { MATCH (n1:Programme) } ELSE 0 END + CASE WHEN 'Source' IN $p[3] THEN COUNT { MATCH (n1:Source) } ELSE 0 END + CASE WHEN 'Topic' IN $p[3] THEN COUNT { MATCH (n1:Topic) } ELSE 0 END, c0_3, c0_4] AS row
