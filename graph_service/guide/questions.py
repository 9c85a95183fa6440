"""The twelve questions that researchers ask, with the queries that answer them.

For a Neo4j Browser that cannot open the guide, they are also a Cypher file per language.

Every query returns its rows in a fixed order, and aggregates no nulls, because Neo4j sends a
notification about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["es", "en"]
_NAME = re.compile(r"⟨(\w+)(\??)⟩")


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

    In it, `⟨v⟩` is the name of `v` in the reader's language, and `⟨i?⟩` one in another language if
    it has none in the reader's.
    """

    cypher: str

    def to(self, language: Language) -> str:
        """Return the statement for readers of a language.

        >>> Query("RETURN ⟨v⟩, ⟨i?⟩").to("es"), Query("RETURN ⟨v⟩, ⟨i?⟩").to("en")
        ('RETURN v.name, i.name', 'RETURN v.nameEn, coalesce(i.nameEn, i.name)')
        """
        if language == "es":
            return _NAME.sub(r"\1.name", self.cypher)
        return _NAME.sub(
            lambda name: (
                f"coalesce({name[1]}.nameEn, {name[1]}.name)" if name[2] else f"{name[1]}.nameEn"
            ),
            self.cypher,
        )


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
        key="honduras",
        title=Text(
            es="¿Qué vio Honduras y qué pasó después?",
            en="What did Honduras see, and what became of it?",
        ),
        sentence=Text(
            es="Una fila por cada práctica mostrada. `stage` es la última etapa conocida de su"
            " transferencia a Honduras; queda vacía si no se conoce ninguna.",
            en="One row per practice shown. `stage` is the last known stage of its transfer to"
            " Honduras, empty if none is known.",
        ),
        query=Query("""\
MATCH (me:Country {iso3: 'HND'})
MATCH (me)<-[a:ATTENDED_BY]-(v:ExchangeVisit)
WHERE v.status IS NULL
MATCH (v)-[:SHOWED]->(p:GoodPractice)
OPTIONAL MATCH (me)<-[:TO]-(t:KnowledgeTransfer)
WHERE EXISTS { (t)-[:ARISING_FROM]->(v) }
  AND EXISTS { (t)-[:TRANSFERS]->(p) }
RETURN ⟨p⟩ AS practice, t.stage AS stage,
  ⟨v⟩ AS visit, a.role AS role,
  v.date AS date, v.dateQualifier AS qualifier
ORDER BY v.dateLatest, visit, practice, stage"""),
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
        key="lacking",
        title=Text(
            es="¿Qué prácticas de protección tienen países como el mío que al mío le faltan?",
            en="Which protection practices do countries like mine have that mine lacks?",
        ),
        sentence=Text(
            es="Las prácticas de países de la misma subregión que no existen en Honduras. Una"
            " práctica parecida con otro nombre cuenta como distinta.",
            en="Practices in countries of the same subregion that Honduras does not have. A"
            " similar practice under another name counts as a different one.",
        ),
        query=Query("""\
MATCH (me:Country {iso3: 'HND'})
MATCH (p:GoodPractice)-[:IN_COUNTRY]->(c:Country)
WHERE 'PROTECTION' IN p.themes
  AND c.subregion = me.subregion
  AND NOT EXISTS { (p)-[:IN_COUNTRY]->(me) }
WITH c, p ORDER BY ⟨p⟩
RETURN ⟨c⟩ AS country,
  collect(⟨p⟩) AS practices
ORDER BY country"""),
    ),
    Question(
        key="hosts",
        title=Text(
            es="¿Quién podría recibir una visita sobre respuesta inmediata?",
            en="Who could host a visit on immediate response?",
        ),
        sentence=Text(
            es="Las instituciones que operan una práctica sobre este tema, y en cuántas visitas se"
            " mostró.",
            en="The institutions that run a practice on this topic, and in how many visits it was"
            " shown.",
        ),
        query=Query("""\
MATCH (topic:Topic {slug: 'immediate-response'})
MATCH (topic)<-[:ABOUT]-(p:GoodPractice)
MATCH (p)-[:OPERATED_BY]->(i:Institution)
RETURN ⟨p⟩ AS practice, ⟨i?⟩ AS host,
  COUNT { (p)<-[:SHOWED]-() } AS shown
ORDER BY shown DESC, practice, host"""),
    ),
    Question(
        key="still",
        title=Text(
            es="¿Qué transferencias llevan tres años sin avanzar?",
            en="Which transfers have not moved for three years?",
        ),
        sentence=Text(
            es="Las que siguen en exploración y cuyo último paso conocido es de hace más de tres"
            " años. Las que no tienen fecha quedan fuera.",
            en="Transfers still in exploration whose last known step is more than three years old."
            " Transfers without a date are left out.",
        ),
        query=Query("""\
MATCH (t:KnowledgeTransfer {phase: 'EXPLORATION'})
WHERE t.stageDateLatest
  < date() - duration({years: 3})
RETURN ⟨t⟩ AS transfer, t.stage AS stage,
  t.stageDate AS last,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest, transfer"""),
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
            es="`horizontal`: viene de un país; `vertical`: viene solo de un organismo que no"
            " pertenece a ningún país; `?`: no se conoce el origen. Cuentan todas las"
            " transferencias, también las supuestas.",
            en="`horizontal`: it comes from a country; `vertical`: it comes only from an"
            " organisation that belongs to no country; `?`: its origin is unknown. All"
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
            " flechas derivadas a otros países.",
            en="A graph of everything connected to Costa Rica, except the sources and the derived"
            " arrows to other countries.",
        ),
        query=Query("""\
MATCH g = (:Country {iso3: 'CRI'})--(x)
WHERE NOT x:Source|Country
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
