// Questions about the graph: paste one into Neo4j Browser and run it.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.

// 1. What did Honduras see, and what became of it?
// One row per practice shown. `stage` is the last known stage of its transfer to Honduras, empty if none is known.
MATCH (me:Country {iso3: 'HND'})
MATCH (me)<-[a:ATTENDED_BY]-(v:ExchangeVisit)
WHERE v.status IS NULL
MATCH (v)-[:SHOWED]->(p:GoodPractice)
OPTIONAL MATCH (me)<-[:TO]-(t:KnowledgeTransfer)
WHERE EXISTS { (t)-[:ARISING_FROM]->(v) }
  AND EXISTS { (t)-[:TRANSFERS]->(p) }
RETURN p.nameEn AS practice, t.stage AS stage,
  v.nameEn AS visit, a.role AS role,
  v.date AS date, v.dateQualifier AS qualifier
ORDER BY v.dateLatest, visit, practice, stage;

// 2. Which visits led nowhere, as far as we know?
// Internships, study visits and expert missions that took place, whose transfers never went beyond exploration or have ended. An empty list means that no source mentions a transfer.
MATCH (v:ExchangeVisit)
WHERE v.kind IN
  ['INTERNSHIP', 'STUDY_VISIT', 'EXPERT_MISSION']
AND v.status IS NULL
AND NOT EXISTS {
  (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  WHERE NOT t.phase IN ['EXPLORATION', 'ENDED']
}
RETURN v.nameEn AS visit, v.date AS date, COLLECT {
  MATCH (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  RETURN t.stage ORDER BY t.stage
} AS stages
ORDER BY v.dateLatest, visit;

// 3. Which protection practices do countries like mine have that mine lacks?
// Practices in countries of the same subregion that Honduras does not have. A similar practice under another name counts as a different one.
MATCH (me:Country {iso3: 'HND'})
MATCH (p:GoodPractice)-[:IN_COUNTRY]->(c:Country)
WHERE 'PROTECTION' IN p.themes
  AND c.subregion = me.subregion
  AND NOT EXISTS { (p)-[:IN_COUNTRY]->(me) }
WITH c, p ORDER BY p.nameEn
RETURN c.nameEn AS country,
  collect(p.nameEn) AS practices
ORDER BY country;

// 4. Who could host a visit on immediate response?
// The institutions that run a practice on this topic, and in how many visits it was shown.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN p.nameEn AS practice, coalesce(i.nameEn, i.name) AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host;

// 5. Which transfers have not moved for three years?
// Transfers still in exploration whose last known step is more than three years old. Transfers without a date are left out.
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN t.nameEn AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer;

// 6. What came out of the pilot programme?
// A graph of the programme, its visits, the practices shown and the transfers that followed.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 7. Who teaches whom?
// Only transfers that a source states. An organisation counts as the origin if no country of origin is named; a transfer to several countries counts for each of them. `originBasis` and `targetBasis` say of each transfer, in the order of `stages`, what its origin and its recipient are based on: `INFERRED` is the editors' reading, `DERIVED` the country of an institution.
MATCH (t:KnowledgeTransfer {basis: 'STATED'})
MATCH (t)-[f:FROM]->(a:Country|Institution)
MATCH (t)-[g:TO]->(b:Country)
WHERE a <> b AND (a:Country
  OR NOT EXISTS { (t)-[:FROM]->(:Country) })
WITH a, b, f, g, t ORDER BY t.stage, t.slug
RETURN coalesce(a.nameEn, a.name) AS teacher, b.nameEn AS learner,
  count(t) AS transfers,
  collect(t.stage) AS stages,
  collect(f.basis) AS originBasis,
  collect(g.basis) AS targetBasis
ORDER BY transfers DESC, teacher, learner;

// 8. How far do transfers get, from countries and from organisations?
// `horizontal`: it comes from a country; `vertical`: it comes only from an organisation that belongs to no country; `?`: its origin is unknown. All transfers count, including assumed ones.
MATCH (t:KnowledgeTransfer)
WITH t.phase AS phase, CASE
  WHEN EXISTS { (t)-[:FROM]->(:Country) }
    THEN 'horizontal'
  WHEN EXISTS { (t)-[:FROM]->(:Institution) }
    THEN 'vertical'
  ELSE '?'
END AS origin
RETURN origin, count(*) AS transfers,
  sum(CASE phase WHEN 'EXPLORATION'
    THEN 1 ELSE 0 END) AS exploration,
  sum(CASE phase WHEN 'PREPARATION'
    THEN 1 ELSE 0 END) AS preparation,
  sum(CASE phase WHEN 'IMPLEMENTATION'
    THEN 1 ELSE 0 END) AS implementation,
  sum(CASE phase WHEN 'SUSTAINMENT'
    THEN 1 ELSE 0 END) AS sustainment,
  sum(CASE phase WHEN 'ENDED'
    THEN 1 ELSE 0 END) AS ended
ORDER BY origin;

// 9. How did the Blue Heart campaign spread?
// `REPORTED` means that a source mentions it on that date, not that it began then.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.nameEn AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 10. Which response teams do not appear in any transfer?
// The institutions whose kind is `RESPONSE_TEAM`. They resemble the others, but none of the sources read says that one came from another. `note` has the editor's note in whatever language it is; `noteEn` has only an English one.
MATCH (i:Institution {kind: 'RESPONSE_TEAM'})
MATCH (i)<-[:OPERATED_BY]-(p:GoodPractice)
WHERE NOT EXISTS {
  (i)<-[:FROM|TO]-(:KnowledgeTransfer)
} AND NOT EXISTS {
  (p)<-[:TRANSFERS|ALSO_TRANSFERS|RESULTED_IN]-()
}
RETURN coalesce(i.nameEn, i.name) AS team, p.nameEn AS practice,
  p.started AS started, p.note AS note
ORDER BY practice;

// 11. What is a country connected to?
// A graph of everything connected to Costa Rica, except the sources and the derived arrows to other countries.
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source|Country
RETURN g;

// 12. How do I search by text, in any language and without accents?
// `z_nameKey` contains the name in all languages, in lower case and without accents. Write your search text the same way.
MATCH (p:GoodPractice)
WHERE p.z_nameKey CONTAINS 'comites'
RETURN p.name AS spanish, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.z_nameKey;
