"""The questions that researchers ask, with the queries that answer them.

Sorted to the last column, and without aggregates over nulls: an answer is the same each time, and
Neo4j has nothing to remark on it.
"""

from __future__ import annotations

from graph_service.guide.texts import Query, Question, Text

QUESTIONS = (
    Question(
        key="honduras",
        title=Text(
            es="¿Qué vio Honduras, y qué fue de ello?",
            en="What did Honduras see, and what became of it?",
        ),
        sentence=Text(
            es="Una fila por práctica mostrada; `stage` es la última etapa que se conoce de esa"
            " práctica en camino a Honduras, y está vacía si no se conoce ninguna.",
            en="A row for each practice shown; `stage` is the last one known of that practice on"
            " its way to Honduras, and empty where none is known.",
        ),
        query=Query("""\
MATCH (me:Country {iso3: 'HND'})
MATCH (me)<-[a:ATTENDED_BY]-(v:ExchangeVisit)
MATCH (v)-[:SHOWED]->(p:GoodPractice)
OPTIONAL MATCH (me)<-[:TO]-(t:KnowledgeTransfer)
WHERE EXISTS { (t)-[:ARISING_FROM]->(v) }
  AND EXISTS { (t)-[:TRANSFERS]->(p) }
RETURN p.name AS practice, t.stage AS stage,
  v.name AS visit, a.role AS role,
  v.date AS date, v.dateQualifier AS qualifier
ORDER BY v.dateLatest, visit, practice, stage"""),
    ),
    Question(
        key="nowhere",
        title=Text(
            es="¿De qué visitas no se conoce nada después?",
            en="Which visits led nowhere, as far as is known?",
        ),
        sentence=Text(
            es="Pasantías, visitas de estudio y misiones de las que no salió nada más allá de la"
            " exploración; una lista vacía dice que ninguna fuente habla de una transferencia.",
            en="Internships, study visits and missions of which nothing came beyond exploration; an"
            " empty list says that no source tells of a transfer.",
        ),
        query=Query("""\
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
ORDER BY v.dateLatest, visit"""),
    ),
    Question(
        key="lacking",
        title=Text(
            es="¿Qué prácticas de protección de países como el mío le faltan al mío?",
            en="Which protection practices of countries like mine does mine lack?",
        ),
        sentence=Text(
            es="Las de la misma subregión que no funcionan en Honduras; una parecida con otro"
            " nombre cuenta como otra.",
            en="Those of the same subregion that don't work in Honduras; a similar one under"
            " another name counts as another.",
        ),
        query=Query("""\
MATCH (me:Country {iso3: 'HND'})
MATCH (p:GoodPractice)-[:IN_COUNTRY]->(c:Country)
WHERE 'PROTECTION' IN p.themes
  AND c.subregion = me.subregion
  AND NOT EXISTS { (p)-[:IN_COUNTRY]->(me) }
WITH c, p ORDER BY p.name
RETURN c.name AS country,
  collect(p.name) AS practices
ORDER BY country"""),
    ),
    Question(
        key="hosts",
        title=Text(
            es="¿Quién podría recibir una visita sobre respuesta inmediata?",
            en="Who could host a visit on immediate response?",
        ),
        sentence=Text(
            es="Quienes operan una práctica sobre el tema, y cuántas veces se mostró.",
            en="Those who run a practice on the subject, and how often it was shown.",
        ),
        query=Query("""\
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN p.name AS practice, i.name AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host"""),
    ),
    Question(
        key="still",
        title=Text(
            es="¿Qué transferencias llevan tres años quietas?",
            en="Which transfers have stood still for three years?",
        ),
        sentence=Text(
            es="Las que siguen en exploración y cuyo último paso conocido tiene más de tres"
            " años; las que no tienen fecha quedan fuera.",
            en="Those still in exploration whose last known step is more than three years old;"
            " those without a date are left out.",
        ),
        query=Query("""\
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN t.name AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer"""),
    ),
    Question(
        key="pilot",
        title=Text(
            es="¿Qué dejó el programa piloto?",
            en="What did the pilot programme yield?",
        ),
        sentence=Text(
            es="Un dibujo: el programa, sus visitas, las prácticas mostradas y las transferencias.",
            en="A drawing: the programme, its visits, the practices shown, and the transfers.",
        ),
        query=Query("""\
MATCH g = (:Programme
  {slug: 'prog-pasantias-piloto'}
)<-[:UNDER]-(v:ExchangeVisit)
OPTIONAL MATCH h = (v)-[:SHOWED]->(:GoodPractice)
OPTIONAL MATCH i = (v)<-[:ARISING_FROM]-
  (:KnowledgeTransfer)-[:TRANSFERS]->()
RETURN g, h, i"""),
    ),
    Question(
        key="teachers",
        title=Text(es="¿Quién enseña a quién?", en="Who teaches whom?"),
        sentence=Text(
            es="Solo transferencias que una fuente declara; un organismo cuenta donde no se nombra"
            " país de origen, y una transferencia a varios países cuenta en cada uno.",
            en="Transfers that a source states alone; a body counts where no country of origin is"
            " named, and a transfer to several countries counts for each.",
        ),
        query=Query("""\
MATCH (t:KnowledgeTransfer {basis: 'STATED'})
MATCH (t)-[:FROM]->(a:Country|Institution)
MATCH (t)-[:TO]->(b:Country)
WHERE a <> b AND (a:Country
  OR NOT EXISTS { (t)-[:FROM]->(:Country) })
WITH a, b, t ORDER BY t.stage
RETURN a.name AS teacher, b.name AS learner,
  count(t) AS transfers,
  collect(t.stage) AS stages
ORDER BY transfers DESC, teacher, learner"""),
    ),
    Question(
        key="funnel",
        title=Text(
            es="¿Hasta dónde llegan las transferencias, entre países o desde arriba?",
            en="How far do transfers get, between countries or from above?",
        ),
        sentence=Text(
            es="`horizontal`: viene de un país; `vertical`: solo de un organismo que no es de"
            " ningún país; `not known`: no se conoce el origen. Todas cuentan, también las"
            " supuestas.",
            en="`horizontal`: it comes from a country; `vertical`: only from a body of no country;"
            " `not known`: its origin isn't. All count, the assumed ones too.",
        ),
        query=Query("""\
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
ORDER BY origin"""),
    ),
    Question(
        key="blue-heart",
        title=Text(
            es="¿Cómo se extendió la campaña Corazón Azul?",
            en="How did the Blue Heart campaign spread?",
        ),
        sentence=Text(
            es="`REPORTED` dice que una fuente la menciona en esa fecha, no que empezara entonces.",
            en="`REPORTED` says that a source speaks of it at that date, not that it began then.",
        ),
        query=Query("""\
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN c.name AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country"""),
    ),
    Question(
        key="unconnected",
        title=Text(
            es="¿Qué equipos de respuesta no aparecen en ninguna transferencia?",
            en="Which response teams are in no known transfer?",
        ),
        sentence=Text(
            es="Se parecen a los demás, pero ninguna fuente leída dice que uno venga de otro.",
            en="They resemble the others, but no source read says that one came from another.",
        ),
        query=Query("""\
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT EXISTS {
  (p)<-[:TRANSFERS|RESULTED_IN]-()
}
RETURN p.name AS practice,
  p.started AS started, p.note AS note
ORDER BY practice"""),
    ),
    Question(
        key="around",
        title=Text(es="¿Qué hay alrededor de un país?", en="What is around a country?"),
        sentence=Text(
            es="Un dibujo de todo lo que toca a Costa Rica, menos las fuentes.",
            en="A drawing of all that touches Costa Rica, but for the sources.",
        ),
        query=Query("""\
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source
RETURN g"""),
    ),
    Question(
        key="text",
        title=Text(
            es="¿Cómo se busca por texto, en cualquier idioma y sin tildes?",
            en="How do I list by text, in any language and without accents?",
        ),
        sentence=Text(
            es="`nameKey` tiene todos los idiomas en minúsculas y sin tildes: escriba así lo que"
            " busca.",
            en="`nameKey` holds all languages in lower case without accents: write what you look"
            " for like that.",
        ),
        query=Query("""\
MATCH (p:GoodPractice)
WHERE p.nameKey CONTAINS 'comites'
RETURN p.name AS name, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.nameKey"""),
    ),
)
"""The twelve, in the order in which they were asked."""
