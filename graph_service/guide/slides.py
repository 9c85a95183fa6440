"""The slides: from one country to the question "what became of it?", then the questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from graph_service.guide.questions import QUESTIONS, Language, Query, Text
from graph_service.model.enums import TransferPhase, TransferStage
from graph_service.model.publication import citation


class Placeholder(Enum):
    """A part of a slide that follows from the reader's language and the model."""

    LEGEND = auto()
    LANGUAGE_LINK = auto()
    STYLE_LINK = auto()


Part: TypeAlias = Text | Query | Placeholder


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide of the guide."""

    title: Text
    parts: tuple[Part, ...]


TITLE = Text(
    es="De una visita a lo que vino después",
    en="From a visit to what became of it",
)


def _stages(language: Language) -> str:
    """Return the stages of a transfer, grouped by phase."""
    return "; ".join(
        f"{phase.label(language).lower()}: "
        + ", ".join(f"`{stage.name}`" for stage in TransferStage if stage.value.phase == phase.name)
        for phase in TransferPhase
    )


_WALK = (
    Slide(
        title=Text(es="Para empezar", en="Start here"),
        parts=(
            Placeholder.LANGUAGE_LINK,
            Placeholder.STYLE_LINK,
            Text(
                es="Los gobiernos de América Central y del Sur aprenden unos de otros a combatir"
                " la trata de personas: visitan una práctica en funcionamiento y estudian si"
                " pueden adaptarla. Este grafo reúne lo que las fuentes dicen de ello. En cinco"
                " minutos irá de un país a la pregunta: ¿qué pasó después con lo que vio?",
                en="The governments of Central and South America learn from one another how to"
                " fight trafficking in persons: they visit a practice at work and study whether to"
                " adapt it. This graph contains what sources say about that. In five minutes you"
                " will get from one country to the question: what became of what it saw?",
            ),
            Text(
                es="Haga clic en una consulta gris para copiarla al editor, arriba. Ejecútela con"
                " el botón ▶ a la derecha del editor o con Ctrl+Enter. El ▶ de la propia consulta"
                " hace ambas cosas.",
                en="Click a grey query to copy it to the editor above. Run it with the ▶ to the"
                " right of the editor or with Ctrl+Enter. The ▶ on the query itself does both.",
            ),
            Query("MATCH (c:Country {iso3: 'HND'})\nRETURN c"),
            Text(
                es="Aparece un círculo: Honduras. A su derecha se abre un panel, «Overview», que"
                " tapa parte del dibujo: **ciérrelo ahora con la ›** de su borde, y quedará"
                " cerrado. Para ver las propiedades de un círculo, haga clic en él y abra el"
                " panel con la ‹: arriba está su nombre; las últimas, que empiezan con `z_`,"
                " solo sirven para buscar. Al pie de esta guía, «Next» lleva al paso siguiente.",
                en="A circle appears: Honduras. To its right, a panel opens, “Overview”, which"
                " covers part of the drawing: **close it now with the ›** at its edge; it will"
                " stay closed. To see the properties of a circle, click it and open the panel"
                " with the ‹: its name is at the top; the last ones, which begin with `z_`, are"
                " only for searching. “Next”, at the bottom of this guide, takes you to the next"
                " step.",
            ),
            Text(
                es="Con `make up`, Browser solo lee: rechaza las consultas que escriben"
                " (`useReadTransactions`, en el marco que muestra su configuración; ciérrelo con"
                " la ×).",
                en="With `make up`, Browser only reads: it rejects queries that write"
                " (`useReadTransactions`, in the frame that shows its configuration; close that"
                " with its ×).",
            ),
        ),
    ),
    Slide(
        title=Text(es="Círculos y flechas", en="Circles and arrows"),
        parts=(
            Text(
                es="Cada círculo es un nodo. Su color indica de qué tipo es, lo que Neo4j llama"
                " etiqueta (label).",
                en="Each circle is a node. Its colour shows its type, which Neo4j calls its label.",
            ),
            Placeholder.LEGEND,
            Text(
                es="Cada flecha es una afirmación y se lee en su sentido:"
                " `(visita)-[:ATTENDED_BY]->(país)` significa «a la visita asistió el país». ¿A"
                " qué visitas asistió Honduras?",
                en="Each arrow is a statement, read in its direction:"
                " `(visit)-[:ATTENDED_BY]->(country)` means “the visit was attended by the"
                " country”. Which visits did Honduras attend?",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:ATTENDED_BY]-(:ExchangeVisit)
RETURN g"""),
            Text(
                es="En las visitas se lee quién fue adónde y cuándo: `HND → MEX 2025`; `+6` son"
                " seis países más, y `…`, que no se conoce el país. Se dibujan las flechas de la"
                " consulta; `:config autoComplete: true` añade todas las que existen entre los"
                " círculos. Los círculos se pueden arrastrar.",
                en="Visits show who went where, and when: `HND → MEX 2025`; `+6` are six more"
                " countries, and `…` means that no country is known. The arrows of the query are"
                " drawn; `:config autoComplete: true` adds all others between the circles. Drag"
                " circles to move them.",
            ),
        ),
    ),
    Slide(
        title=Text(es="¿Dónde y para qué?", en="Where, and what for?"),
        parts=(
            Text(
                es="Un paso más: quién recibió a los visitantes. Las visitas sin país anfitrión no"
                " aparecen aquí.",
                en="One step further: who hosted the visitors. Visits without a host country do"
                " not appear here.",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:ATTENDED_BY]-(:ExchangeVisit)
  -[:HOSTED_BY]->(:Country)
RETURN g"""),
            Text(
                es="Las flechas también tienen propiedades. `role` dice a qué vino cada"
                " participante: un `LEARNER` aprende, un `EXPERT` comparte su propia práctica, un"
                " `PEER` hace ambas cosas, un `ADVISER` acompaña la prueba del anfitrión y un"
                " `OBSERVER` solo asiste. Esta consulta devuelve una tabla; si no cabe, desplácela"
                " hacia la derecha.",
                en="Arrows have properties too. `role` says what a participant came for: a"
                " `LEARNER` learns, an `EXPERT` shares its own practice, a `PEER` does both, an"
                " `ADVISER` supports the host's own trial, and an `OBSERVER` only attends. This"
                " query returns a table; if it is too wide, scroll to the right.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[a:ATTENDED_BY]-(v:ExchangeVisit)
RETURN v.date AS date, ⟨v⟩ AS visit,
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
                es="Hay menos visitas que antes: de las demás, ninguna fuente dice qué"
                " práctica se mostró. El catálogo no dice más que sus fuentes.",
                en="There are fewer visits than before: for the others, no source names a practice"
                " that was shown. The catalogue says no more than its sources do.",
            ),
        ),
    ),
    Slide(
        title=Text(es="¿Quién lo dice?", en="Who says so?"),
        parts=(
            Text(
                es="Cada flecha tiene `sources`, las fuentes que la respaldan, y `basis`, de qué"
                " modo la respaldan. `STATED`: una fuente lo dice. `INFERRED`: se deduce de lo que"
                " dice una fuente. `ASSUMED`: es una interpretación del editor, una pista."
                " `DERIVED`: el programa lo calculó a partir de otras flechas (por ejemplo, el"
                " país de una institución).",
                en="Each arrow has `sources`, the sources that support it, and `basis`, how they"
                " support it. `STATED`: a source says it. `INFERRED`: it follows from what a"
                " source says. `ASSUMED`: it is the editor's interpretation, a lead. `DERIVED`:"
                " the program worked it out from other arrows (for example, the country of an"
                " institution).",
            ),
            Text(
                es="Entre países, `TRANSFER_FLOW` y `VISIT_FLOW` resumen las transferencias y las"
                " visitas: cuántas (`count`) y cuáles. No las cuente además de ellas, ni como"
                " adopciones: también hay transferencias de lo que solo se vio.",
                en="Between countries, `TRANSFER_FLOW` and `VISIT_FLOW` sum up the transfers and"
                " the visits: how many (`count`) and which. Don't count them in addition to these,"
                " nor as adoptions: some transfers are of what was only seen.",
            ),
            Query("""\
MATCH (v:ExchangeVisit)-[e]->(x)
WHERE v.slug = 'xv-hnd-cri-2018' AND NOT x:Source
RETURN type(e) AS edge, ⟨x?⟩ AS to,
  e.basis AS basis, e.sources AS sources
ORDER BY edge, to"""),
            Text(
                es="Las fuentes también son nodos, con su dirección web y cuánto se leyó de ellas"
                " (`readExtent`).",
                en="Sources are nodes too, with their web address and how much of them was read"
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
        title=Text(es="¿Qué pasó después?", en="What became of it?"),
        parts=(
            Text(
                es="Una transferencia (`KnowledgeTransfer`) es una práctica en camino hacia un"
                " destinatario. Su historia es una serie de pasos (`StageEvent`), ordenados por"
                " `position`.",
                en="A transfer (`KnowledgeTransfer`) is a practice on its way to a recipient. Its"
                " history is a series of steps (`StageEvent`), ordered by `position`.",
            ),
            Query("""\
MATCH g = (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
  -[:TRANSFERS]->(:GoodPractice)
MATCH h = (t)-[:HAS_EVENT]->(:StageEvent)
RETURN g, h"""),
            Text(
                es=f"Las etapas, en su orden habitual: {_stages('es')}.",
                en=f"The stages, in their usual order: {_stages('en')}.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
  -[:HAS_EVENT]->(e:StageEvent)
RETURN ⟨t⟩ AS transfer, e.position AS step,
  e.stage AS stage, e.date AS date,
  e.dateQualifier AS qualifier
ORDER BY transfer, step"""),
        ),
    ),
    Slide(
        title=Text(es="Aún no se sabe", en="Not known yet"),
        parts=(
            Text(
                es="Esa es la respuesta: la última etapa conocida.",
                en="That is the answer: the last known stage.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
RETURN ⟨t⟩ AS transfer, t.stage AS stage
ORDER BY transfer"""),
            Text(
                es="Lo que el editor buscó y no encontró está en `note`, o en un solo idioma en"
                " `noteEs`, `noteEn` y `notePt`: haga clic en el círculo y abra el panel con la ‹.",
                en="What the editor looked for and did not find is in `note`, or in a single"
                " language in `noteEs`, `noteEn` and `notePt`: click the circle, and open the panel"
                " with the ‹.",
            ),
            Query("""\
MATCH (t:KnowledgeTransfer)
WHERE t.slug = 'kt-cri-eri-hnd'
RETURN t"""),
            Text(
                es="`VISITED` como última etapa no significa que después no pasara nada, sino que"
                " ninguna de las fuentes leídas lo cuenta. `null` significa «no se sabe», nunca"
                " «no». Una fecha muestra cuánto se sabe de ella: `../2018-10-09` con"
                " `ON_OR_BEFORE` significa «a más tardar el 9 de octubre de 2018».",
                en="`VISITED` as the last stage does not mean that nothing happened afterwards,"
                " but that none of the sources read mentions it. `null` means “not known”, never"
                " “no”. A date shows how much is known about it: `../2018-10-09` with"
                " `ON_OR_BEFORE` means “on 9 October 2018 at the latest”.",
            ),
            Query("""\
MATCH (:Country {iso3: 'HND'})
  <-[:TO]-(t:KnowledgeTransfer)
RETURN t.stage AS stage, t.stageDate AS date,
  t.stageDateQualifier AS qualifier
ORDER BY t.stageDateLatest"""),
            Text(
                es="Ahora pruebe con su país: en cualquier consulta, reemplace `HND` por otro"
                " código.",
                en="Now try your own country: replace `HND` with another code in any query.",
            ),
            Query("""\
MATCH (c:Country {inRegion: true})
RETURN c.iso3 AS code, ⟨c⟩ AS country
ORDER BY country"""),
        ),
    ),
)

_QUESTIONS_PER_SLIDE = 3


def _question_slides() -> Iterator[Slide]:
    for start in range(0, len(QUESTIONS), _QUESTIONS_PER_SLIDE):
        parts: list[Part] = []
        batch = QUESTIONS[start : start + _QUESTIONS_PER_SLIDE]
        for number, question in enumerate(batch, start=start + 1):
            title = Text(
                es=f"**{number}. {question.title.es}**",
                en=f"**{number}. {question.title.en}**",
            )
            parts += (title, question.sentence, question.query)
        numbers = f"{start + 1}-{start + len(batch)}"
        title = Text(es=f"Preguntas {numbers}", en=f"Questions {numbers}")
        yield Slide(title=title, parts=tuple(parts))


_END = Slide(
    title=Text(es="Para seguir", en="Where to go from here"),
    parts=(
        Text(
            es="Cite la versión del catálogo que consultó, que la consulta muestra:"
            f" **{citation('…', 'AAAA-MM-DD', 'es')}**",
            en="Cite the version of the catalogue that you used, which the query shows:"
            f" **{citation('…', 'YYYY-MM-DD')}**",
        ),
        Query("""\
MATCH (r:Release)
RETURN left(r.checksum, 16) AS version,
  r.loadedAt AS loaded, r.checksum AS checksum
ORDER BY loaded DESC LIMIT 1"""),
        Text(
            es="`Release` y `Change` son los registros de las propias cargas: no los"
            " cuente entre los nodos. Todos los tipos, flechas y vocabularios están descritos en"
            " `schema/MODEL.es.md`, en el proyecto. Los nombres en inglés están en `nameEn`; en"
            " portugués, en `namePt`. `translatedInto` dice en qué idiomas el nombre es una"
            " traducción de los editores.",
            en="`Release` and `Change` are records of the loads themselves: don't"
            " count them among the nodes. All types, arrows and vocabularies are described in"
            " the project's `schema/MODEL.md`. English names are in `nameEn`, Portuguese names"
            " in `namePt`. `translatedInto` says in which languages a name is the editors'"
            " translation.",
        ),
    ),
)

SLIDES = (*_WALK, *_question_slides(), _END)
QUERIES = tuple(part for slide in SLIDES for part in slide.parts if isinstance(part, Query))
