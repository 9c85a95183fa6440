// Questions about the graph, in Spanish and English: paste one into Neo4j Browser and run it.
// Preguntas sobre el grafo, en español e inglés: pegue una en Neo4j Browser y ejecútela.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.

// 1. ¿Qué vio Honduras y qué pasó después?
// Una fila por cada práctica mostrada. `stage` es la última etapa conocida de su transferencia a Honduras; queda vacía si no se conoce ninguna.
// 1. What did Honduras see, and what became of it?
// One row per practice shown. `stage` is the last known stage of its transfer to Honduras, empty if none is known.
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

// 2. ¿Qué visitas no tuvieron resultado, que se sepa?
// Pasantías, visitas de estudio y misiones de expertos cuyas transferencias no pasaron de la exploración o terminaron. Si la lista está vacía, ninguna fuente menciona una transferencia.
// 2. Which visits led nowhere, as far as we know?
// Internships, study visits and expert missions whose transfers never went beyond exploration or have ended. An empty list means that no source mentions a transfer.
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

// 3. ¿Qué prácticas de protección tienen países como el mío que al mío le faltan?
// Las prácticas de países de la misma subregión que no existen en Honduras. Una práctica parecida con otro nombre cuenta como distinta.
// 3. Which protection practices do countries like mine have that mine lacks?
// Practices in countries of the same subregion that Honduras does not have. A similar practice under another name counts as a different one.
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
// Las instituciones que operan una práctica sobre este tema, y en cuántas visitas se mostró.
// 4. Who could host a visit on immediate response?
// The institutions that run a practice on this topic, and in how many visits it was shown.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN p.name AS practice, i.name AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host;

// 5. ¿Qué transferencias llevan tres años sin avanzar?
// Las que siguen en exploración y cuyo último paso conocido es de hace más de tres años. Las que no tienen fecha quedan fuera.
// 5. Which transfers have not moved for three years?
// Transfers still in exploration whose last known step is more than three years old. Transfers without a date are left out.
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN t.name AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer;

// 6. ¿Qué resultó del programa piloto?
// Un grafo con el programa, sus visitas, las prácticas mostradas y las transferencias que surgieron.
// 6. What came out of the pilot programme?
// A graph of the programme, its visits, the practices shown and the transfers that followed.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 7. ¿Quién enseña a quién?
// Solo transferencias que una fuente declara. Un organismo cuenta como origen si no se nombra ningún país de origen; una transferencia a varios países cuenta en cada uno.
// 7. Who teaches whom?
// Only transfers that a source states. An organisation counts as the origin if no country of origin is named; a transfer to several countries counts for each of them.
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

// 8. ¿Hasta dónde llegan las transferencias de países y las de organismos?
// `horizontal`: viene de un país; `vertical`: viene solo de un organismo que no pertenece a ningún país; `not known`: no se conoce el origen. Cuentan todas las transferencias, también las supuestas.
// 8. How far do transfers get, from countries and from organisations?
// `horizontal`: it comes from a country; `vertical`: it comes only from an organisation that belongs to no country; `not known`: its origin is unknown. All transfers count, including assumed ones.
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
// `REPORTED` significa que una fuente la menciona en esa fecha, no que empezara entonces.
// 9. How did the Blue Heart campaign spread?
// `REPORTED` means that a source mentions it on that date, not that it began then.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.name AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 10. ¿Qué equipos de respuesta no aparecen en ninguna transferencia?
// Se parecen a los demás, pero ninguna de las fuentes leídas dice que uno provenga de otro.
// 10. Which response teams do not appear in any transfer?
// They resemble the others, but none of the sources read says that one came from another.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT EXISTS {
  (p)<-[:TRANSFERS|RESULTED_IN]-()
}
RETURN p.name AS practice,
  p.started AS started, p.note AS note
ORDER BY practice;

// 11. ¿Con qué está conectado un país?
// Un grafo de todo lo que está conectado con Costa Rica, salvo las fuentes.
// 11. What is a country connected to?
// A graph of everything connected to Costa Rica, except the sources.
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source
RETURN g;

// 12. ¿Cómo se busca por texto, en cualquier idioma y sin tildes?
// `nameKey` contiene el nombre en todos los idiomas, en minúsculas y sin tildes. Escriba así el texto que busca.
// 12. How do I search by text, in any language and without accents?
// `nameKey` contains the name in all languages, in lower case and without accents. Write your search text the same way.
MATCH (p:GoodPractice)
WHERE p.nameKey CONTAINS 'comites'
RETURN p.name AS name, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.nameKey;
