"""The walk from one country to the question "what became of it?", then the twelve questions."""

from __future__ import annotations

from graph_service.guide.questions import QUESTIONS
from graph_service.guide.texts import (
    Language,
    LanguageLink,
    Legend,
    Part,
    Query,
    Question,
    Slide,
    Text,
)
from graph_service.model.enums import TransferPhase, TransferStage

TITLE = Text(
    es="De una visita a lo que fue de ella",
    en="From a visit to what became of it",
)


def _stages(language: Language) -> str:
    """List the stages of a transfer by their phases."""
    return "; ".join(
        f"{phase.label(language).lower()}: "
        + ", ".join(f"`{stage.name}`" for stage in TransferStage if stage.value.phase == phase.name)
        for phase in TransferPhase
    )


_WALK = (
    Slide(
        title=Text(es="Para empezar", en="Start here"),
        parts=(
            LanguageLink(),
            Text(
                es="Los gobiernos de América Central y del Sur aprenden unos de otros a combatir la"
                " trata de personas: visitan una práctica que funciona y estudian si adaptarla."
                " Este grafo reúne lo que las fuentes cuentan de ello. En cinco minutos irá de"
                " un país a la pregunta: ¿qué fue de lo que vio?",
                en="Governments of Central and South America learn from one another how to fight"
                " trafficking in persons: they visit a practice at work and study whether to adapt"
                " it. This graph holds what sources tell of that. In five minutes you go from one"
                " country to the question: what became of what it saw?",
            ),
            Text(
                es="Un clic en una consulta gris la pone en el editor, arriba. Se ejecuta con el"
                " botón ▶ a su derecha o con Ctrl+Intro. El ▶ de la consulta hace ambas cosas.",
                en="A click on a grey query puts it into the editor above. Run it by the ▶ at its"
                " right, or by Ctrl+Enter. The ▶ on the query itself does both.",
            ),
            Query("MATCH (c:Country {iso3: 'HND'})\nRETURN c"),
            Text(
                es="Sale un círculo: Honduras. Un clic en él muestra sus propiedades. Al pie de"
                " esta guía, «Next» lleva al paso siguiente.",
                en="A circle appears: Honduras. A click on it shows its properties. At the foot of"
                " this guide, “Next” leads to the next step.",
            ),
        ),
    ),
    Slide(
        title=Text(es="Círculos y flechas", en="Circles and arrows"),
        parts=(
            Text(
                es="Cada círculo es un nodo, y su color dice de qué tipo es: su etiqueta (label).",
                en="Each circle is a node, and its colour says of which type it is: its label.",
            ),
            Legend(),
            Text(
                es="Cada flecha es una afirmación y se lee en su sentido:"
                " `(visita)-[:ATTENDED_BY]->(país)` es «a la visita asistió el país». ¿A cuáles"
                " asistió Honduras?",
                en="Each arrow is a statement, read in its direction:"
                " `(visit)-[:ATTENDED_BY]->(country)` is “the visit was attended by the country”."
                " Which did Honduras attend?",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:ATTENDED_BY]-(:ExchangeVisit)
RETURN g"""),
            Text(
                es="Browser añade las flechas que haya entre los círculos dibujados. El panel"
                " «Overview» se cierra con la ›, y los círculos se arrastran.",
                en="Browser adds what arrows there are between the circles drawn. The panel"
                " “Overview” is closed by its ›, and circles can be dragged.",
            ),
        ),
    ),
    Slide(
        title=Text(es="¿Dónde, y para qué?", en="Where, and what for?"),
        parts=(
            Text(
                es="Un paso más: quién recibió a los visitantes. Una visita sin país anfitrión no"
                " sale aquí.",
                en="One step more: who received the visitors. A visit without a host country isn't"
                " in this.",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:ATTENDED_BY]-(:ExchangeVisit)
  -[:HOSTED_BY]->(:Country)
RETURN g"""),
            Text(
                es="También las flechas tienen propiedades. `role` dice a qué vino quien asistió:"
                " `LEARNER` aprende, `EXPERT` comparte su práctica, `PEER` hace ambas cosas,"
                " `OBSERVER` solo asiste. Esta consulta da una tabla; si no cabe, se desplaza hacia"
                " la derecha.",
                en="Arrows have properties, too. `role` says what an attendant came for: a"
                " `LEARNER` learns, an `EXPERT` shares its own practice, a `PEER` does both, an"
                " `OBSERVER` only attends. This query gives a table; where it is wide, it scrolls"
                " to the right.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[a:ATTENDED_BY]-(v:ExchangeVisit)
RETURN v.date AS date, v.name AS visit,
  a.role AS role
ORDER BY v.dateLatest, visit"""),
        ),
    ),
    Slide(
        title=Text(es="¿Qué le mostraron?", en="What was it shown?"),
        parts=(
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:ATTENDED_BY]-(:ExchangeVisit)
  -[:SHOWED]->(:GoodPractice)
RETURN g"""),
            Text(
                es="Hay menos visitas que antes: de las otras, ninguna fuente nombra una práctica"
                " que se mostrara. El catálogo no dice más que sus fuentes.",
                en="There are fewer visits than before: of the others, no source names a practice"
                " that was shown. The catalogue says no more than its sources do.",
            ),
        ),
    ),
    Slide(
        title=Text(es="¿Quién lo dice?", en="Who says so?"),
        parts=(
            Text(
                es="Cada flecha lleva `sources`, las fuentes que la sostienen, y `basis`, de qué"
                " modo: `STATED` una fuente lo dice; `INFERRED` se sigue de lo que dice; `ASSUMED`"
                " es lectura del editor, una pista; `DERIVED` lo calculó el programa a partir de"
                " otras flechas (el país de un organismo).",
                en="Each arrow has `sources`, what it rests on, and `basis`, in which way: `STATED`"
                " a source says it; `INFERRED` it follows from what one says; `ASSUMED` is the"
                " editor's reading, a lead; `DERIVED` the program worked it out from other arrows"
                " (a body's country).",
            ),
            Query("""\
MATCH (v:ExchangeVisit)-[e]->(x)
WHERE v.slug = 'xv-hnd-cri-2018' AND NOT x:Source
RETURN type(e) AS edge, x.name AS to,
  e.basis AS basis, e.sources AS sources
ORDER BY edge, to"""),
            Text(
                es="Las fuentes son nodos también, con su dirección y cuánto de ellas se leyó"
                " (`readExtent`).",
                en="Sources are nodes, too, with their address and how much of them was read"
                " (`readExtent`).",
            ),
            Query("""\
MATCH (v:ExchangeVisit)-[:CITES]->(s:Source)
WHERE v.slug = 'xv-hnd-cri-2018'
RETURN s.slug AS source, s.name AS title,
  s.publisher AS publisher,
  s.readExtent AS read, s.url AS url
ORDER BY source"""),
        ),
    ),
    Slide(
        title=Text(es="¿Qué fue de ella?", en="What became of it?"),
        parts=(
            Text(
                es="Una transferencia (`KnowledgeTransfer`) es una práctica en camino a un"
                " destinatario. Su historia son pasos (`StageEvent`), en el orden de `position`.",
                en="A transfer (`KnowledgeTransfer`) is a practice on its way to a recipient. Its"
                " history is steps (`StageEvent`), in the order of `position`.",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
  -[:TRANSFERS]->(:GoodPractice)
MATCH h = (t)-[:HAS_EVENT]->(:StageEvent)
RETURN g, h"""),
            Text(
                es=f"Las etapas, en su orden usual: {_stages('es')}.",
                en=f"The stages, in their usual order: {_stages('en')}.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
  -[:HAS_EVENT]->(e:StageEvent)
RETURN t.name AS transfer, e.position AS step,
  e.stage AS stage, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY transfer, step"""),
        ),
    ),
    Slide(
        title=Text(es="Aún no se sabe", en="Not known yet"),
        parts=(
            Text(
                es="Esa es la respuesta: la última etapa conocida, y lo que el editor buscó y no"
                " halló (`note`, en inglés).",
                en="That is the answer: the last stage known, and what the editor looked for and"
                " didn't find (`note`).",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
RETURN t.stage AS stage, t.stageDate AS date,
  t.stageDateQualifier AS qualifier,
  t.note AS note, t.name AS transfer
ORDER BY transfer"""),
            Text(
                es="`VISITED` como última etapa no dice que nada pasara después: dice que ninguna"
                " fuente leída lo cuenta. `null` es «no se sabe», nunca «no». Una fecha dice cuánto"
                " se sabe de ella: `2018/2018-10-09` con `ON_OR_BEFORE` es «en 2018, a más tardar"
                " el 9 de octubre».",
                en="`VISITED` as the last stage doesn't say that nothing happened afterwards: it"
                " says that no source read tells of it. `null` is “not known”, never “no”. A date"
                " says how much is known of it: `2018/2018-10-09` with `ON_OR_BEFORE` is “in 2018,"
                " by 9 October at the latest”.",
            ),
            Text(
                es="Y ahora su país: cambie `HND` en cualquier consulta por otro código.",
                en="And now your country: put another code for `HND` into any query.",
            ),
            Query("""\
MATCH (c:Country {inRegion: true})
RETURN c.iso3 AS code, c.name AS country
ORDER BY country"""),
        ),
    ),
)

_ON_A_SLIDE = 3


def _asked(number: int, question: Question) -> tuple[Part, ...]:
    """Give a question as parts of a slide: its title, how to read the answer, the query."""
    title = Text(
        es=f"**{number}. {question.title.es}**",
        en=f"**{number}. {question.title.en}**",
    )
    return (title, question.sentence, question.query)


def _questions() -> tuple[Slide, ...]:
    """Give the slides of the questions."""
    slides = []
    for first in range(0, len(QUESTIONS), _ON_A_SLIDE):
        some = QUESTIONS[first : first + _ON_A_SLIDE]
        numbers = f"{first + 1}-{first + len(some)}"
        parts = [_asked(first + 1 + place, question) for place, question in enumerate(some)]
        slides.append(
            Slide(
                title=Text(es=f"Preguntas {numbers}", en=f"Questions {numbers}"),
                parts=tuple(part for several in parts for part in several),
            )
        )
    return tuple(slides)


_END = Slide(
    title=Text(es="Para seguir", en="Where to go on"),
    parts=(
        Text(
            es="Cite la versión del catálogo que leyó; su licencia es CC BY 4.0.",
            en="Cite the release of the catalogue that you read; its licence is CC BY 4.0.",
        ),
        Query("""\
MATCH (r:Release)
RETURN r.name AS release, r.loadedAt AS loaded,
  r.checksum AS checksum
ORDER BY loaded DESC LIMIT 1"""),
        Text(
            es="Tipos, flechas y vocabularios, uno a uno: `schema/MODEL.md` del proyecto. Los"
            " nombres en inglés están en `nameEn`, en portugués en `namePt`.",
            en="Types, arrows and vocabularies one by one: `schema/MODEL.md` of the project."
            " English names are in `nameEn`, Portuguese ones in `namePt`.",
        ),
    ),
)

SLIDES = (*_WALK, *_questions(), _END)
"""All slides of the guide, in order."""

QUERIES = tuple(part.cypher for slide in SLIDES for part in slide.parts if isinstance(part, Query))
"""All queries of the guide, in order."""
