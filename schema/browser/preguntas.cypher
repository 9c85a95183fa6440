// Preguntas sobre el grafo: pegue una en Neo4j Browser y ejecútela.
// Las escribe `graph-service publish`, de graph_service/guide; véase docs/browser.md.

// 1. ¿Qué vio Honduras y qué pasó después?
// Una fila por cada práctica mostrada. `stage` es la última etapa conocida de su transferencia a Honduras; queda vacía si no se conoce ninguna.
MATCH (me:Country {iso3: 'HND'})
MATCH (me)<-[a:ATTENDED_BY]-(v:ExchangeVisit)
WHERE v.status IS NULL
MATCH (v)-[:SHOWED]->(p:GoodPractice)
OPTIONAL MATCH (me)<-[:TO]-(t:KnowledgeTransfer)
WHERE EXISTS { (t)-[:ARISING_FROM]->(v) }
  AND EXISTS { (t)-[:TRANSFERS]->(p) }
RETURN p.name AS practice, t.stage AS stage,
  v.name AS visit, a.role AS role,
  v.date AS date, v.dateQualifier AS qualifier
ORDER BY v.dateLatest, visit, practice, stage;

// 2. ¿Qué visitas no tuvieron resultado, que se sepa?
// Pasantías, visitas de estudio y misiones de expertos realizadas cuyas transferencias no pasaron de la exploración o terminaron. Si la lista está vacía, ninguna fuente menciona una transferencia.
MATCH (v:ExchangeVisit)
WHERE v.kind IN
  ['INTERNSHIP', 'STUDY_VISIT', 'EXPERT_MISSION']
AND v.status IS NULL
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
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN p.name AS practice, i.name AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host;

// 5. ¿Qué transferencias llevan tres años sin avanzar?
// Las que siguen en exploración y cuyo último paso conocido es de hace más de tres años. Las que no tienen fecha quedan fuera.
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN t.name AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer;

// 6. ¿Qué resultó del programa piloto?
// Un grafo con el programa, sus visitas, las prácticas mostradas y las transferencias que surgieron.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 7. ¿Quién enseña a quién?
// Solo transferencias que una fuente declara. Un organismo cuenta como origen si no se nombra ningún país de origen; una transferencia a varios países cuenta en cada uno. `originBasis` y `targetBasis` dicen de cada transferencia, en el orden de `stages`, en qué se basan su origen y su receptor: `INFERRED` es la lectura de los editores; `DERIVED`, el país de una institución.
MATCH (t:KnowledgeTransfer {basis: 'STATED'})
MATCH (t)-[f:FROM]->(a:Country|Institution)
MATCH (t)-[g:TO]->(b:Country)
WHERE a <> b AND (a:Country
  OR NOT EXISTS { (t)-[:FROM]->(:Country) })
WITH a, b, f, g, t ORDER BY t.stage, t.slug
RETURN a.name AS teacher, b.name AS learner,
  count(t) AS transfers,
  collect(t.stage) AS stages,
  collect(f.basis) AS originBasis,
  collect(g.basis) AS targetBasis
ORDER BY transfers DESC, teacher, learner;

// 8. ¿Hasta dónde llegan las transferencias de países y las de organismos?
// `horizontal`: viene de un país; `vertical`: viene solo de un organismo que no pertenece a ningún país; `?`: no se conoce el origen. Cuentan todas las transferencias, también las supuestas.
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

// 9. ¿Cómo se extendió la campaña Corazón Azul?
// `REPORTED` significa que una fuente la menciona en esa fecha, no que empezara entonces.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.name AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 10. ¿Qué equipos de respuesta no aparecen en ninguna transferencia?
// Las instituciones cuyo tipo es `RESPONSE_TEAM`. Se parecen a las demás, pero ninguna de las fuentes leídas dice que una provenga de otra. `note` está en español si la nota lo está; si no, en inglés o en portugués.
MATCH (i:Institution {kind: 'RESPONSE_TEAM'})
MATCH (i)<-[:OPERATED_BY]-(p:GoodPractice)
WHERE NOT EXISTS {
  (i)<-[:FROM|TO]-(:KnowledgeTransfer)
} AND NOT EXISTS {
  (p)<-[:TRANSFERS|ALSO_TRANSFERS|RESULTED_IN]-()
}
RETURN i.name AS team, p.name AS practice,
  p.started AS started, p.note AS note
ORDER BY practice;

// 11. ¿Con qué está conectado un país?
// Un grafo de todo lo que está conectado con Costa Rica, salvo las fuentes y las flechas derivadas a otros países.
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source|Country
RETURN g;

// 12. ¿Cómo se busca por texto, en cualquier idioma y sin tildes?
// `z_nameKey` contiene el nombre en todos los idiomas, en minúsculas y sin tildes. Escriba así el texto que busca.
MATCH (p:GoodPractice)
WHERE p.z_nameKey CONTAINS 'comites'
RETURN p.name AS spanish, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.z_nameKey;
