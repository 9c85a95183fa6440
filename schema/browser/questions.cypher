// Questions to the graph, in Spanish and English: paste one into Neo4j Browser, and run it.
// Preguntas al grafo, en español e inglés: pegue una en Neo4j Browser y ejecútela.
// Written by `graph-service publish` from graph_service/guide; docs/browser.md tells more.

// 1. ¿Qué vio Honduras, y qué fue de ello?
// Una fila por práctica mostrada; `stage` es la última etapa que se conoce de esa práctica en camino a Honduras, y está vacía si no se conoce ninguna.
// 1. What did Honduras see, and what became of it?
// A row for each practice shown; `stage` is the last one known of that practice on its way to Honduras, and empty where none is known.
MATCH (me:Country {iso3: 'HND'})
MATCH (me)<-[a:ATTENDED_BY]-(v:ExchangeVisit)
MATCH (v)-[:SHOWED]->(p:GoodPractice)
OPTIONAL MATCH (me)<-[:TO]-(t:KnowledgeTransfer)
WHERE EXISTS { (t)-[:ARISING_FROM]->(v) }
  AND EXISTS { (t)-[:TRANSFERS]->(p) }
RETURN p.name AS practice, t.stage AS stage,
  v.name AS visit, a.role AS role,
  v.date AS date, v.dateQualifier AS qualifier
ORDER BY v.dateLatest, visit, practice, stage;

// 2. ¿De qué visitas no se conoce nada después?
// Pasantías, visitas de estudio y misiones de las que no salió nada más allá de la exploración; una lista vacía dice que ninguna fuente habla de una transferencia.
// 2. Which visits led nowhere, as far as is known?
// Internships, study visits and missions of which nothing came beyond exploration; an empty list says that no source tells of a transfer.
MATCH (v:ExchangeVisit)
WHERE v.kind IN
  ['INTERNSHIP', 'STUDY_VISIT', 'EXPERT_MISSION']
AND NOT EXISTS {
  (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  WHERE NOT t.phase IN ['EXPLORATION', 'ENDED']
}
RETURN v.name AS visit, v.date AS date, COLLECT {
  MATCH (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  RETURN t.stage ORDER BY t.stage
} AS stages
ORDER BY v.dateLatest, visit;

// 3. ¿Qué prácticas de protección de países como el mío le faltan al mío?
// Las de la misma subregión que no funcionan en Honduras; una parecida con otro nombre cuenta como otra.
// 3. Which protection practices of countries like mine does mine lack?
// Those of the same subregion that don't work in Honduras; a similar one under another name counts as another.
MATCH (me:Country {iso3: 'HND'})
MATCH (p:GoodPractice)-[:IN_COUNTRY]->(c:Country)
WHERE 'PROTECTION' IN p.themes
  AND c.subregion = me.subregion
  AND NOT EXISTS { (p)-[:IN_COUNTRY]->(me) }
WITH c, p ORDER BY p.name
RETURN c.name AS country,
  collect(p.name) AS practices
ORDER BY country;

// 4. ¿Quién podría recibir una visita sobre respuesta inmediata?
// Quienes operan una práctica sobre el tema, y cuántas veces se mostró.
// 4. Who could host a visit on immediate response?
// Those who run a practice on the subject, and how often it was shown.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN p.name AS practice, i.name AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host;

// 5. ¿Qué transferencias llevan tres años quietas?
// Las que siguen en exploración y cuyo último paso conocido tiene más de tres años; las que no tienen fecha quedan fuera.
// 5. Which transfers have stood still for three years?
// Those still in exploration whose last known step is more than three years old; those without a date are left out.
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN t.name AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer;

// 6. ¿Qué dejó el programa piloto?
// Un dibujo: el programa, sus visitas, las prácticas mostradas y las transferencias.
// 6. What did the pilot programme yield?
// A drawing: the programme, its visits, the practices shown, and the transfers.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 7. ¿Quién enseña a quién?
// Solo transferencias que una fuente declara; un organismo cuenta donde no se nombra país de origen, y una transferencia a varios países cuenta en cada uno.
// 7. Who teaches whom?
// Transfers that a source states alone; a body counts where no country of origin is named, and a transfer to several countries counts for each.
MATCH (t:KnowledgeTransfer {basis: 'STATED'})
MATCH (t)-[:FROM]->(a:Country|Institution)
MATCH (t)-[:TO]->(b:Country)
WHERE a <> b AND (a:Country
  OR NOT EXISTS { (t)-[:FROM]->(:Country) })
WITH a, b, t ORDER BY t.stage
RETURN a.name AS teacher, b.name AS learner,
  count(t) AS transfers,
  collect(t.stage) AS stages
ORDER BY transfers DESC, teacher, learner;

// 8. ¿Hasta dónde llegan las transferencias, entre países o desde arriba?
// `horizontal`: viene de un país; `vertical`: solo de un organismo que no es de ningún país; `not known`: no se conoce el origen. Todas cuentan, también las supuestas.
// 8. How far do transfers get, between countries or from above?
// `horizontal`: it comes from a country; `vertical`: only from a body of no country; `not known`: its origin isn't. All count, the assumed ones too.
MATCH (t:KnowledgeTransfer)
WITH t.phase AS phase, CASE
  WHEN EXISTS { (t)-[:FROM]->(:Country) }
    THEN 'horizontal'
  WHEN EXISTS { (t)-[:FROM]->(:Institution) }
    THEN 'vertical'
  ELSE 'not known'
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

// 9. ¿Cómo se extendió la campaña Corazón Azul?
// `REPORTED` dice que una fuente la menciona en esa fecha, no que empezara entonces.
// 9. How did the Blue Heart campaign spread?
// `REPORTED` says that a source speaks of it at that date, not that it began then.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.name AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 10. ¿Qué equipos de respuesta no aparecen en ninguna transferencia?
// Se parecen a los demás, pero ninguna fuente leída dice que uno venga de otro.
// 10. Which response teams are in no known transfer?
// They resemble the others, but no source read says that one came from another.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT EXISTS {
  (p)<-[:TRANSFERS|RESULTED_IN]-()
}
RETURN p.name AS practice,
  p.started AS started, p.note AS note
ORDER BY practice;

// 11. ¿Qué hay alrededor de un país?
// Un dibujo de todo lo que toca a Costa Rica, menos las fuentes.
// 11. What is around a country?
// A drawing of all that touches Costa Rica, but for the sources.
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source
RETURN g;

// 12. ¿Cómo se busca por texto, en cualquier idioma y sin tildes?
// `nameKey` tiene todos los idiomas en minúsculas y sin tildes: escriba así lo que busca.
// 12. How do I list by text, in any language and without accents?
// `nameKey` holds all languages in lower case without accents: write what you look for like that.
MATCH (p:GoodPractice)
WHERE p.nameKey CONTAINS 'comites'
RETURN p.name AS name, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.nameKey;
