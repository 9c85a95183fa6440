"""The thirteen questions that researchers ask, with the queries that answer them.

For a Neo4j Browser that cannot open the guide, they are also a Cypher file per language.

Every query returns its rows in a fixed order, and aggregates no nulls, because Neo4j sends a
notification about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["es", "en"]
_NAME = re.compile(r"⟨(\w+)(\.\w+)?(\??)⟩")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text in both languages of the guide; `…` marks code, **…** bold."""

    es: str
    en: str

    def to(self, language: str) -> str:
        """Return the text in a language."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True)
class Query:
    """A read-only Cypher statement for the reader to run; it needs no plug-in.

    In it, `⟨v⟩` is the name of `v` in the reader's language, `⟨d.text⟩` another text of it, and
    `⟨i?⟩` one in another language if it has none in the reader's.
    """

    cypher: str

    def to(self, language: Language) -> str:
        """Return the statement for readers of a language.

        >>> Query("RETURN ⟨v⟩, ⟨i?⟩").to("es"), Query("RETURN ⟨v⟩, ⟨i?⟩").to("en")
        ('RETURN v.name, i.name', 'RETURN v.nameEn, coalesce(i.nameEn, i.name)')
        """

        def in_language(found: re.Match[str]) -> str:
            any_language = f"{found[1]}{found[2] or '.name'}"
            if language == "es":
                return any_language
            own = f"{any_language}En"
            return f"coalesce({own}, {any_language})" if found[3] else own

        return _NAME.sub(in_language, self.cypher)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that researchers ask, with the query that answers it.

    Attributes:
        key: the name of its answer file in tests/guide/answers.
        title: the question.
        sentence: how to read the answer.
    """

    key: str
    title: Text
    sentence: Text
    query: Query


QUESTIONS = (
    Question(
        key="known",
        title=Text(
            es="¿Qué se mostró o se transfirió a quién, y qué se sabe desde entonces?",
            en="What was shown or transferred to whom, and what is known since?",
        ),
        sentence=Text(
            es="`stage` queda vacía si la práctica solo se mostró; `last` es la fecha del último"
            " hecho conocido. Haber visitado una práctica no es haberla adoptado, que no se sepa"
            " más no es un fracaso, y las campañas de organismos no son aprendizaje entre países."
            " Para un solo país, escriba `iso3: 'HND'` en lugar de `inRegion: true`.",
            en="`stage` is empty if the practice was only shown; `last` is the date of the last"
            " known fact. To have visited a practice is not to have adopted it, silence is not"
            " failure, and campaigns of organisations are not learning between countries. For one"
            " country, write `iso3: 'HND'` instead of `inRegion: true`.",
        ),
        query=Query("""\
MATCH (c:Country {inRegion: true})
MATCH (p:GoodPractice)-[r:REACHED]->(c)
RETURN ⟨c⟩ AS country, ⟨p⟩ AS practice,
  r.stage AS stage, r.lastKnown AS last,
  r.lastKnownQualifier AS qualifier,
  size(r.visits) AS visits, COLLECT {
  MATCH (t:KnowledgeTransfer)-[:FROM]->(x)
  WHERE t.slug IN r.transfers
  RETURN DISTINCT ⟨x?⟩ AS name ORDER BY name
} AS origins, r.basis AS basis
ORDER BY country, practice"""),
    ),
    Question(
        key="nowhere",
        title=Text(
            es="¿Qué visitas no tuvieron resultado, que se sepa?",
            en="Which visits led nowhere, as far as we know?",
        ),
        sentence=Text(
            es="Pasantías, visitas de estudio y misiones de expertos realizadas cuyas"
            " transferencias no pasaron de la exploración o terminaron. Si la lista está vacía,"
            " ninguna fuente menciona una transferencia.",
            en="Internships, study visits and expert missions that took place, whose transfers"
            " never went beyond exploration or have ended. An empty list means that no source"
            " mentions a transfer.",
        ),
        query=Query("""\
MATCH (v:ExchangeVisit)
WHERE v.kind IN
  ['INTERNSHIP', 'STUDY_VISIT', 'EXPERT_MISSION']
AND v.status IS NULL
AND NOT EXISTS {
  (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  WHERE NOT t.phase IN ['EXPLORATION', 'ENDED']
}
RETURN ⟨v⟩ AS visit, v.date AS date, COLLECT {
  MATCH (v)<-[:ARISING_FROM]-(t:KnowledgeTransfer)
  RETURN t.stage ORDER BY t.stage
} AS stages
ORDER BY v.dateLatest, visit"""),
    ),
    Question(
        key="learn",
        title=Text(
            es="¿De quién se podría aprender sobre un tema?",
            en="From whom could we learn about a topic?",
        ),
        sentence=Text(
            es="Las prácticas sobre respuesta inmediata con sus operadores y titulares, sin las que"
            " terminaron, están inactivas o aún no empiezan. `reached` es a cuántos otros países"
            " llegaron. Primero, aquellas de las que más se sabe: no son mejores.",
            en="The practices on immediate response with their operators and owners, without those"
            " that have ended, are inactive or haven't begun. `reached` is how many other countries"
            " they reached. First those of which most is known: they are not better.",
        ),
        query=Query("""\
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
WHERE NOT coalesce(p.status, '')
  IN ['ENDED', 'INACTIVE', 'PLANNED']
RETURN ⟨p⟩ AS practice, COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN ⟨c⟩ AS name ORDER BY name
} AS countries, COLLECT {
  MATCH (p)-[:OPERATED_BY|OWNED_BY]->(i)
  RETURN DISTINCT ⟨i?⟩ AS name ORDER BY name
} AS bodies,
  COUNT { (p)-[:REACHED]->() } AS reached,
  EXISTS { (p)<-[:EVALUATES]-() } AS evaluated
ORDER BY reached DESC, evaluated DESC, practice"""),
    ),
    Question(
        key="costs",
        title=Text(
            es="¿Qué prácticas dicen qué cuestan?", en="Which practices tell what they cost?"
        ),
        sentence=Text(
            es="Dinero, personal y equipo, como lo dicen las fuentes: `asOf` es el tiempo del que"
            " hablan. Montos de años y partes distintos no se pueden sumar ni comparar. Otros"
            " aspectos: `HOW_IT_WORKS`, `WHOM_IT_SERVES`, `RESULTS`, `OBSTACLES`.",
            en="Money, staff and equipment, as sources tell: `asOf` is the time of which they"
            " speak. Amounts of different years and parts can be neither added nor compared. Other"
            " aspects: `HOW_IT_WORKS`, `WHOM_IT_SERVES`, `RESULTS`, `OBSTACLES`.",
        ),
        query=Query("""\
MATCH (p:GoodPractice)-[:HAS_DETAIL]->
  (d:Detail {aspect: 'RESOURCES'})
RETURN COLLECT {
  MATCH (p)-[:IN_COUNTRY]->(c)
  RETURN ⟨c⟩ AS name ORDER BY name
} AS countries, ⟨p⟩ AS practice, d.asOf AS asOf,
  ⟨d.text⟩ AS told, COUNT { (d)-[:CITES]->() } AS sources
ORDER BY practice, d.position"""),
    ),
    Question(
        key="hosts",
        title=Text(
            es="¿Quién mostró una práctica por última vez, y a quién?",
            en="Who showed a practice last, and to whom?",
        ),
        sentence=Text(
            es="La última visita con fecha en que se mostró cada práctica. A veces la muestra quien"
            " viene: los roles lo dicen.",
            en="The last dated visit that showed each practice. Sometimes those who come show it:"
            " the roles say so.",
        ),
        query=Query("""\
MATCH (p:GoodPractice)<-[:SHOWED]-(v:ExchangeVisit)
WHERE v.status IS NULL
  AND v.dateLatest IS NOT NULL
WITH p, v ORDER BY v.dateLatest DESC, v.slug
WITH p, collect(v) AS shown
WITH p, size(shown) AS visits, shown[0] AS v
RETURN ⟨p⟩ AS practice, visits,
  v.date AS last, v.dateQualifier AS qualifier,
COLLECT {
  MATCH (v)-[:HOSTED_BY]->(c:Country)
  RETURN ⟨c⟩ AS name ORDER BY name
} AS hosts, COLLECT {
  MATCH (v)-[a:ATTENDED_BY]->(c:Country)
  RETURN ⟨c⟩ + ': ' + a.role AS name ORDER BY name
} AS visitors
ORDER BY v.dateLatest DESC, practice"""),
    ),
    Question(
        key="still",
        title=Text(
            es="¿De qué transferencias no se sabe nada desde hace tres años?",
            en="Of which transfers has nothing been known for three years?",
        ),
        sentence=Text(
            es="Las que siguen en exploración o en preparación y cuyo último hecho conocido es de"
            " hace más de tres años; al final, las que no tienen ninguna fecha. Que no se sepa más"
            " no es un fracaso.",
            en="Transfers still in exploration or preparation whose last known fact is more than"
            " three years old; at the end, those without any date. Silence is not failure.",
        ),
        query=Query("""\
MATCH (t:KnowledgeTransfer)
WHERE t.phase IN ['EXPLORATION', 'PREPARATION']
AND (t.lastKnown IS NULL OR t.lastKnownLatest
  < date() - duration({years: 3}))
RETURN ⟨t⟩ AS transfer, t.stage AS stage,
  t.lastKnown AS last,
  t.lastKnownQualifier AS qualifier
ORDER BY t.lastKnownLatest, transfer"""),
    ),
    Question(
        key="pilot",
        title=Text(
            es="¿Qué resultó del programa piloto?",
            en="What came out of the pilot programme?",
        ),
        sentence=Text(
            es="Un grafo con el programa, sus visitas, las prácticas mostradas y las"
            " transferencias que surgieron.",
            en="A graph of the programme, its visits, the practices shown and the transfers that"
            " followed.",
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
            es="Solo transferencias que una fuente declara. Un organismo cuenta como origen si no"
            " se nombra ningún país de origen; una transferencia a varios países cuenta en cada"
            " uno. `originBasis` y `targetBasis` dicen de cada transferencia, en el orden de"
            " `stages`, en qué se basan su origen y su receptor: `INFERRED` es la lectura de los"
            " editores; `DERIVED`, el país de una institución.",
            en="Only transfers that a source states. An organisation counts as the origin if no"
            " country of origin is named; a transfer to several countries counts for each of them."
            " `originBasis` and `targetBasis` say of each transfer, in the order of `stages`, what"
            " its origin and its recipient are based on: `INFERRED` is the editors' reading,"
            " `DERIVED` the country of an institution.",
        ),
        query=Query("""\
MATCH (t:KnowledgeTransfer {basis: 'STATED'})
MATCH (t)-[f:FROM]->(a:Country|Institution)
MATCH (t)-[g:TO]->(b:Country)
WHERE a <> b AND (a:Country
  OR NOT EXISTS { (t)-[:FROM]->(:Country) })
WITH a, b, f, g, t ORDER BY t.stage, t.slug
RETURN ⟨a?⟩ AS teacher, ⟨b⟩ AS learner,
  count(t) AS transfers,
  collect(t.stage) AS stages,
  collect(f.basis) AS originBasis,
  collect(g.basis) AS targetBasis
ORDER BY transfers DESC, teacher, learner"""),
    ),
    Question(
        key="funnel",
        title=Text(
            es="¿Hasta dónde llegan las transferencias de países y las de organismos?",
            en="How far do transfers get, from countries and from organisations?",
        ),
        sentence=Text(
            es="`horizontal`: viene de un país; `vertical`: viene solo de organismos, también"
            " de agencias de cooperación; `?`: no se conoce el origen, o no lo hay porque varios"
            " países la hicieron juntos. Cuentan todas las"
            " transferencias, también las supuestas.",
            en="`horizontal`: it comes from a country; `vertical`: it comes only from"
            " organisations, also from cooperation agencies; `?`: its origin is unknown, or there"
            " is none, as countries made it together. All"
            " transfers count, including assumed ones.",
        ),
        query=Query("""\
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
ORDER BY origin"""),
    ),
    Question(
        key="blue-heart",
        title=Text(
            es="¿Cómo se extendió la campaña Corazón Azul?",
            en="How did the Blue Heart campaign spread?",
        ),
        sentence=Text(
            es="`REPORTED` significa que una fuente la menciona en esa fecha, no que empezara"
            " entonces.",
            en="`REPORTED` means that a source mentions it on that date, not that it began then.",
        ),
        query=Query("""\
MATCH (p:GoodPractice {slug: 'gp-corazon-azul'})
MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
MATCH (t)-[:TO]->(c:Country)
MATCH (t)-[:HAS_EVENT]->(e:StageEvent)
WHERE e.stage = 'IMPLEMENTED'
RETURN ⟨c⟩ AS country, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY e.dateLatest, country"""),
    ),
    Question(
        key="unconnected",
        title=Text(
            es="¿Qué equipos de respuesta no aparecen en ninguna transferencia?",
            en="Which response teams do not appear in any transfer?",
        ),
        sentence=Text(
            es="Las instituciones cuyo tipo es `RESPONSE_TEAM`. Se parecen a las demás, pero"
            " ninguna de las fuentes leídas dice que una provenga de otra. `note` está en español"
            " si la nota lo está; si no, en inglés o en portugués.",
            en="The institutions whose kind is `RESPONSE_TEAM`. They resemble the others, but none"
            " of the sources read says that one came from another. `note` has the editor's note"
            " in whatever language it is; `noteEn` has only an English one.",
        ),
        query=Query("""\
MATCH (i:Institution {kind: 'RESPONSE_TEAM'})
MATCH (i)<-[:OPERATED_BY]-(p:GoodPractice)
WHERE NOT EXISTS {
  (i)<-[:FROM|TO]-(:KnowledgeTransfer)
} AND NOT EXISTS {
  (p)<-[:TRANSFERS|ALSO_TRANSFERS|RESULTED_IN]-()
}
RETURN ⟨i?⟩ AS team, ⟨p⟩ AS practice,
  p.started AS started, p.note AS note
ORDER BY practice"""),
    ),
    Question(
        key="around",
        title=Text(es="¿Con qué está conectado un país?", en="What is a country connected to?"),
        sentence=Text(
            es="Un grafo de todo lo que está conectado con Costa Rica, salvo las fuentes y las"
            " flechas derivadas.",
            en="A graph of everything connected to Costa Rica, except the sources and the derived"
            " arrows.",
        ),
        query=Query("""\
MATCH g = (:Country {iso3: 'CRI'})-[r]-(x)
WHERE NOT x:Source|Country
  AND type(r) <> 'REACHED'
RETURN g"""),
    ),
    Question(
        key="text",
        title=Text(
            es="¿Cómo se busca por texto, en cualquier idioma y sin tildes?",
            en="How do I search by text, in any language and without accents?",
        ),
        sentence=Text(
            es="`z_nameKey` contiene el nombre en todos los idiomas, en minúsculas y sin tildes."
            " Escriba así el texto que busca.",
            en="`z_nameKey` contains the name in all languages, in lower case and without accents."
            " Write your search text the same way.",
        ),
        query=Query("""\
MATCH (p:GoodPractice)
WHERE p.z_nameKey CONTAINS 'comites'
RETURN p.name AS spanish, p.nameEn AS english,
  p.themes AS themes
ORDER BY p.z_nameKey"""),
    ),
)
"""In the order in which the researchers asked them."""
QUESTION_FILES: dict[str, Language] = {"preguntas.cypher": "es", "questions.cypher": "en"}
"""File name → language."""
_HEAD = Text(
    es="""\
// Preguntas sobre el grafo: pegue una en Neo4j Browser y ejecútela.
// Las escribe `graph-service publish`, de graph_service/guide; véase docs/browser.md.
""",
    en="""\
// Questions about the graph: paste one into Neo4j Browser and run it.
// Written by `graph-service publish` from graph_service/guide; see docs/browser.md.
""",
)


def questions_cypher(language: Language) -> str:
    """Return one statement per question, with its title and sentence as comments."""
    return _HEAD.to(language) + "".join(
        f"\n{_question(number, question, language)}"
        for number, question in enumerate(QUESTIONS, start=1)
    )


def _question(number: int, question: Question, language: Language) -> str:
    title, sentence = question.title.to(language), question.sentence.to(language)
    return f"// {number}. {title}\n// {sentence}\n{question.query.to(language)};\n"
