// Preguntas sobre el grafo: pegue una en Neo4j Browser y ejecútela.
// Las escribe `graph-service publish`, de graph_service/guide; véase docs/browser.md.

// 1. ¿Qué se mostró o se transfirió a quién, y qué se sabe desde entonces?
// `stage` queda vacía si la práctica solo se mostró; `last` es la fecha del último hecho conocido. Haber visitado una práctica no es haberla adoptado, que no se sepa más no es un fracaso, y las campañas de organismos no son aprendizaje entre países. Para un solo país, escriba `iso3: 'HND'` en lugar de `inRegion: true`.
MATCH (c:Country {inRegion: true})
MATCH (p:GoodPractice)-[r:REACHED]->(c)
RETURN c.name AS country, p.name AS practice,
  r.stage AS stage, r.lastKnown AS last,
  r.lastKnownQualifier AS qualifier,
  size(r.visits) AS visits, COLLECT {
  MATCH (t:KnowledgeTransfer)-[:FROM]->(x)
  WHERE t.slug IN r.transfers
  RETURN DISTINCT x.name AS name ORDER BY name
} AS origins, r.basis AS basis
ORDER BY country, practice;

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

// 3. ¿De quién se podría aprender sobre un tema?
// Las prácticas sobre respuesta inmediata con sus operadores y titulares, sin las que terminaron, están inactivas o aún no empiezan. `reached` es a cuántos otros países llegaron. Primero, aquellas de las que más se sabe: no son mejores.
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT coalesce(p.status, '')
  IN ['ENDED', 'INACTIVE', 'PLANNED']
RETURN p.name AS practice, COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN c.name AS name ORDER BY name
} AS countries, COLLECT {
  MATCH (p)-[:OPERATED_BY|OWNED_BY]->(i)
  RETURN DISTINCT i.name AS name ORDER BY name
} AS bodies,
  COUNT { (p)-[:REACHED]->() } AS reached,
  EXISTS { (p)<-[:EVALUATES]-() } AS evaluated
ORDER BY reached DESC, evaluated DESC, practice;

// 4. ¿Qué prácticas dicen qué cuestan?
// Dinero, personal y equipo, como lo dicen las fuentes: `asOf` es el tiempo del que hablan. Montos de años y partes distintos no se pueden sumar ni comparar. Otros aspectos: `HOW_IT_WORKS`, `WHOM_IT_SERVES`, `RESULTS`, `OBSTACLES`.
MATCH (p:GoodPractice)-[:HAS_DETAIL]->
  (d:Detail {aspect: 'RESOURCES'})
RETURN COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN c.name AS name ORDER BY name
} AS countries, p.name AS practice, d.asOf AS asOf,
  d.text AS told, COUNT { (d)-[:CITES]->() } AS sources
ORDER BY practice, d.position;

// 5. ¿Quién mostró una práctica por última vez, y a quién?
// La última visita con fecha en que se mostró cada práctica. A veces la muestra quien viene: los roles lo dicen.
MATCH (p:GoodPractice)<-[:SHOWED]-(v:ExchangeVisit)
WHERE v.status IS NULL
  AND v.dateLatest IS NOT NULL
WITH p, v ORDER BY v.dateLatest DESC, v.slug
WITH p, collect(v) AS shown
WITH p, size(shown) AS visits, shown[0] AS v
RETURN p.name AS practice, visits,
  v.date AS last, v.dateQualifier AS qualifier,
COLLECT {
  MATCH (v)-[:HOSTED_BY]->(c:Country)
  RETURN c.name AS name ORDER BY name
} AS hosts, COLLECT {
  MATCH (v)-[a:ATTENDED_BY]->(c:Country)
  RETURN c.name + ': ' + a.role AS name ORDER BY name
} AS visitors
ORDER BY v.dateLatest DESC, practice;

// 6. ¿De qué transferencias no se sabe nada desde hace tres años?
// Las que siguen en exploración o en preparación y cuyo último hecho conocido es de hace más de tres años; al final, las que no tienen ninguna fecha. Que no se sepa más no es un fracaso.
MATCH (t:KnowledgeTransfer)
WHERE t.phase IN ['EXPLORATION', 'PREPARATION']
AND (t.lastKnown IS NULL OR t.lastKnownLatest
  < date() - duration({years: 3}))
RETURN t.name AS transfer, t.stage AS stage,
  t.lastKnown AS last,
  t.lastKnownQualifier AS qualifier
ORDER BY t.lastKnownLatest, transfer;

// 7. ¿Qué resultó del programa piloto?
// Un grafo con el programa, sus visitas, las prácticas mostradas y las transferencias que surgieron.
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i;

// 8. ¿Quién enseña a quién?
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

// 9. ¿Hasta dónde llegan las transferencias de países y las de organismos?
// `horizontal`: viene de un país; `vertical`: viene solo de organismos, también de agencias de cooperación; `?`: no se conoce el origen, o no lo hay porque varios países la hicieron juntos. Cuentan todas las transferencias, también las supuestas.
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

// 10. ¿Cómo se extendió la campaña Corazón Azul?
// `REPORTED` significa que una fuente la menciona en esa fecha, no que empezara entonces.
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.name AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country;

// 11. ¿Qué equipos de respuesta no aparecen en ninguna transferencia?
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

// 12. ¿Con qué está conectado un país?
// Un grafo de todo lo que está conectado con Costa Rica, salvo las fuentes y las flechas derivadas.
MATCH g = (:Country {iso3: 'CRI'})-[r]-(x)
WHERE NOT x:Source|Country
  AND type(r) <> 'REACHED'
RETURN g;

// 13. ¿Cómo se busca por texto, en cualquier idioma y sin tildes?
// `z_nameKey` contiene el nombre en todos los idiomas, en minúsculas y sin tildes. Escriba así el texto que busca.
MATCH (p:GoodPractice)
WHERE p.z_nameKey CONTAINS 'comites'
RETURN p.name AS spanish, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.z_nameKey;
