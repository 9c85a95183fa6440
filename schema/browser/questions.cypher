// Questions about the graph: paste one into Neo4j Browser and run it.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.

// 1. What was shown or transferred to whom, and what is known since?
// `stage` is empty if the practice was only shown; `last` is the date of the last known fact. To have visited a practice is not to have adopted it, silence is not failure, and campaigns of organisations are not learning between countries. For one country, write `iso3: 'HND'` instead of `inRegion: true`.
MATCH (c:Country {inRegion: true})
MATCH (p:GoodPractice)-[r:REACHED]->(c)
RETURN c.nameEn AS country, p.nameEn AS practice,
  r.stage AS stage, r.lastKnown AS last,
  r.lastKnownQualifier AS qualifier,
  size(r.visits) AS visits, COLLECT {
  MATCH (t:KnowledgeTransfer)-[:FROM]->(x)
  WHERE t.slug IN r.transfers
  RETURN DISTINCT coalesce(x.nameEn, x.name) AS name ORDER BY name
} AS origins, r.basis AS basis
ORDER BY country, practice;

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

// 3. From whom could we learn about a topic?
// The practices on immediate response with their operators and owners, without those that have ended, are inactive or haven't begun. `reached` is how many other countries they reached. First those of which most is known: they are not better.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT coalesce(p.status, '')
  IN ['ENDED', 'INACTIVE', 'PLANNED']
RETURN p.nameEn AS practice, COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN c.nameEn AS name ORDER BY name
} AS countries, COLLECT {
  MATCH (p)-[:OPERATED_BY|OWNED_BY]->(i)
  RETURN DISTINCT coalesce(i.nameEn, i.name) AS name ORDER BY name
} AS bodies,
  COUNT { (p)-[:REACHED]->() } AS reached,
  EXISTS { (p)<-[:EVALUATES]-() } AS evaluated
ORDER BY reached DESC, evaluated DESC, practice;

// 4. Which practices tell what they cost?
// Money, staff and equipment, as sources tell: `asOf` is the time of which they speak. Amounts of different years and parts can be neither added nor compared. Other aspects: `HOW_IT_WORKS`, `WHOM_IT_SERVES`, `RESULTS`, `OBSTACLES`.
MATCH (p:GoodPractice)-[:HAS_DETAIL]->
  (d:Detail {aspect: 'RESOURCES'})
RETURN COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN c.nameEn AS name ORDER BY name
} AS countries, p.nameEn AS practice, d.asOf AS asOf,
  d.textEn AS told, COUNT { (d)-[:CITES]->() } AS sources
ORDER BY practice, d.position;

// 5. Who showed a practice last, and to whom?
// The last dated visit that showed each practice. Sometimes those who come show it: the roles say so.
MATCH (p:GoodPractice)<-[:SHOWED]-(v:ExchangeVisit)
WHERE v.status IS NULL
  AND v.dateLatest IS NOT NULL
WITH p, v ORDER BY v.dateLatest DESC, v.slug
WITH p, collect(v) AS shown
WITH p, size(shown) AS visits, shown[0] AS v
RETURN p.nameEn AS practice, visits,
  v.date AS last, v.dateQualifier AS qualifier,
COLLECT {
  MATCH (v)-[:HOSTED_BY]->(c:Country)
  RETURN c.nameEn AS name ORDER BY name
} AS hosts, COLLECT {
  MATCH (v)-[a:ATTENDED_BY]->(c:Country)
  RETURN c.nameEn + ': ' + a.role AS name ORDER BY name
} AS visitors
ORDER BY v.dateLatest DESC, practice;

// 6. Of which transfers has nothing been known for three years?
// Transfers still in exploration or preparation whose last known fact is more than three years old; at the end, those without any date. Silence is not failure.
MATCH (t:KnowledgeTransfer)
WHERE t.phase IN ['EXPLORATION', 'PREPARATION']
AND (t.lastKnown IS NULL OR t.lastKnownLatest
  < date() - duration({years: 3}))
RETURN t.nameEn AS transfer, t.stage AS stage,
  t.lastKnown AS last,
  t.lastKnownQualifier AS qualifier
ORDER BY t.lastKnownLatest, transfer;

// 7. What came out of the pilot programme?
// A graph of the programme, its visits, the practices shown and the transfers that followed.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 8. Who teaches whom?
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

// 9. How far do transfers get, from countries and from organisations?
// `horizontal`: it comes from a country; `vertical`: it comes only from organisations, also from cooperation agencies; `?`: its origin is unknown, or there is none, as countries made it together. All transfers count, including assumed ones.
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

// 10. How did the Blue Heart campaign spread?
// `REPORTED` means that a source mentions it on that date, not that it began then.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.nameEn AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 11. Which response teams do not appear in any transfer?
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

// 12. What is a country connected to?
// A graph of everything connected to Costa Rica, except the sources and the derived arrows.
MATCH g = (:Country {iso3: 'CRI'})-[r]-(x)
WHERE NOT x:Source|Country
  AND type(r) <> 'REACHED'
RETURN g;

// 13. How do I search by text, in any language and without accents?
// `z_nameKey` contains the name in all languages, in lower case and without accents. Write your search text the same way.
MATCH (p:GoodPractice)
WHERE p.z_nameKey CONTAINS 'comites'
RETURN p.name AS spanish, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.z_nameKey;
