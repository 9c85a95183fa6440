"""The section of MODEL.md on plausible queries that return wrong counts, and the right ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.guide.questions import Text
from graph_service.i18n import Language, _


@dataclass(frozen=True)
class Count:
    """A Cypher query with one number, and the number that the seeds of this repository have."""

    cypher: str
    number: float


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A query that looks right, why it is wrong, and the right one.

    Attributes:
        title: what is counted.
        reason: why the first query is wrong.
    """

    title: Text
    reason: Text
    wrong: Count
    right: Count


TRAPS = (
    Trap(
        title=Text(
            es="Asistencias de países a visitas",
            en="Attendances of countries on visits",
        ),
        reason=Text(
            es="Los países y las instituciones comparten tipos de aristas: nombre la etiqueta del"
            " otro extremo. Lo mismo vale para `HOSTED_BY`, `FROM`, `TO` y `SIGNED_BY`.",
            en="Countries and institutions share types of edges: name the label of the other end."
            " The same holds for `HOSTED_BY`, `FROM`, `TO` and `SIGNED_BY`.",
        ),
        wrong=Count("MATCH (:ExchangeVisit)-[a:ATTENDED_BY]->()\nRETURN count(a)", 414),
        right=Count("MATCH (:ExchangeVisit)-[a:ATTENDED_BY]->(:Country)\nRETURN count(a)", 314),
    ),
    Trap(
        title=Text(
            es="Asistencias de países que una fuente declara",
            en="Attendances of countries that a source states",
        ),
        reason=Text(
            es="`basis` trata de la asistencia, `roleBasis` del papel (`LEARNER`, `PEER`…). Casi"
            " todos los papeles son una lectura del editor: no use `roleBasis` para contar"
            " asistencias. Si cuenta por papel, diga que los papeles son inferidos, o exija"
            " `coalesce(a.roleBasis, a.basis) = 'STATED'`.",
            en="`basis` is about the attendance, `roleBasis` about the role (`LEARNER`, `PEER`…)."
            " Nearly all roles are the editor's reading: don't use `roleBasis` to count"
            " attendances. If you count by role, say that the roles are inferred, or require"
            " `coalesce(a.roleBasis, a.basis) = 'STATED'`.",
        ),
        wrong=Count(
            "MATCH (:ExchangeVisit)-[a:ATTENDED_BY]->(:Country)\n"
            "WHERE coalesce(a.roleBasis, a.basis) = 'STATED'\nRETURN count(a)",
            11,
        ),
        right=Count(
            "MATCH (:ExchangeVisit)-[a:ATTENDED_BY {basis: 'STATED'}]->(:Country)\nRETURN count(a)",
            314,
        ),
    ),
    Trap(
        title=Text(
            es="Pares de países en que uno enseña al otro, según una fuente",
            en="Pairs of countries of which one teaches the other, according to a source",
        ),
        reason=Text(
            es="Un par puede tener varias transferencias, y una transferencia, su origen y su"
            " receptor tienen cada uno su `basis`: exija `STATED` de los tres. Un país puede ser"
            " uno de los orígenes y uno de los receptores de una misma transferencia.",
            en="A pair can have several transfers, and a transfer, its origin and its recipient"
            " have a `basis` each: require `STATED` of all three. A country can be one of the"
            " origins and one of the recipients of the same transfer.",
        ),
        wrong=Count(
            "MATCH (a:Country)<-[:FROM]-(t:KnowledgeTransfer)-[:TO]->(b:Country)\nRETURN count(*)",
            17,
        ),
        right=Count(
            "MATCH (a:Country)<-[f:FROM]-(t:KnowledgeTransfer)-[g:TO]->(b:Country)\n"
            "WHERE a <> b\n"
            "  AND t.basis = 'STATED' AND f.basis = 'STATED' AND g.basis = 'STATED'\n"
            "RETURN count(DISTINCT [a.iso3, b.iso3])",
            10,
        ),
    ),
    Trap(
        title=Text(
            es="Transferencias entre países, según las aristas derivadas",
            en="Transfers between countries, according to the derived edges",
        ),
        reason=Text(
            es="Una transferencia con varios países en un extremo está en varias aristas"
            " `TRANSFER_FLOW`: cuente los identificadores distintos. Estas aristas y `VISIT_FLOW`"
            " repiten lo que dicen las transferencias y las visitas: déjelas fuera de grados,"
            " caminos y centralidades.",
            en="A transfer with several countries at an end is in several `TRANSFER_FLOW` edges:"
            " count the different slugs. These edges and `VISIT_FLOW` repeat what the transfers"
            " and the visits say: leave them out of degrees, paths and centralities.",
        ),
        wrong=Count("MATCH (:Country)-[f:TRANSFER_FLOW]->(:Country)\nRETURN sum(f.count)", 17),
        right=Count(
            "MATCH (:Country)-[f:TRANSFER_FLOW]->(:Country)\n"
            "UNWIND f.transfers AS slug\nRETURN count(DISTINCT slug)",
            15,
        ),
    ),
    Trap(
        title=Text(
            es="Prácticas de otros que llegaron a usarse, por país",
            en="Practices of others that came into use, by country",
        ),
        reason=Text(
            es="`REACHED` incluye las campañas de organizaciones, que no son aprendizaje entre"
            " países. Exija una transferencia desde un país, y escriba «se usó» con el año de"
            " `lastKnown`: eso no dice que se use hoy.",
            en="`REACHED` includes campaigns of organisations, which are not learning between"
            " countries. Require a transfer from a country, and write “was used” with the year of"
            " `lastKnown`: that doesn't say that it is in use today.",
        ),
        wrong=Count(
            "MATCH (:GoodPractice)-[r:REACHED]->(:Country)\n"
            "WHERE r.phase IN ['IMPLEMENTATION', 'SUSTAINMENT']\nRETURN count(r)",
            23,
        ),
        right=Count(
            "MATCH (:GoodPractice)-[r:REACHED]->(:Country)\n"
            "WHERE r.phase IN ['IMPLEMENTATION', 'SUSTAINMENT'] AND EXISTS {\n"
            "  MATCH (t:KnowledgeTransfer {phase: r.phase})-[:FROM]->(:Country)\n"
            "  WHERE t.slug IN r.transfers\n}\nRETURN count(r)",
            4,
        ),
    ),
    Trap(
        title=Text(es="Visitas sin fecha", en="Visits without a date"),
        reason=Text(
            es="`dateEarliest` también es nulo si la fecha no tiene comienzo, como `../2022-10-07`"
            " (a más tardar ese día), si lo menciona una fuente de ese día, o si no se conoce el"
            " año. Para «antes de 2018» use"
            " `dateLatest`, para «desde 2018» use `dateEarliest`.",
            en="`dateEarliest` is also null if the date has no beginning, such as `../2022-10-07`"
            " (on that day at the latest), if a source of that day mentions it, or if the year is"
            " unknown. For “before 2018” use"
            " `dateLatest`, for “since 2018” use `dateEarliest`.",
        ),
        wrong=Count("MATCH (v:ExchangeVisit) WHERE v.dateEarliest IS NULL\nRETURN count(v)", 38),
        right=Count("MATCH (v:ExchangeVisit) WHERE v.date IS NULL\nRETURN count(v)", 10),
    ),
    Trap(
        title=Text(
            es="Transferencias que pasan adelante el resultado de otra",
            en="Transfers that pass on the result of another one",
        ),
        reason=Text(
            es="Que un país reciba una práctica y dé otra no es una cadena. `CONTINUES` dice que"
            " una transferencia pasa adelante el resultado de otra.",
            en="A country that receives one practice and gives another is not a chain. `CONTINUES`"
            " says that a transfer passes on the result of another one.",
        ),
        wrong=Count(
            "MATCH (t:KnowledgeTransfer)-[:TO]->(:Country)<-[:FROM]-(u:KnowledgeTransfer)\n"
            "WHERE t <> u\nRETURN count(DISTINCT [t.slug, u.slug])",
            64,
        ),
        right=Count(
            "MATCH (u:KnowledgeTransfer)-[:CONTINUES]->(t:KnowledgeTransfer)\nRETURN count(*)", 6
        ),
    ),
    Trap(
        title=Text(
            es="Grado de un nodo: el programa EUROFRONT",
            en="Degree of a node: the EUROFRONT programme",
        ),
        reason=Text(
            es="Las aristas `CITES` dicen cuánto se leyó sobre una entrada, no con quién está"
            " conectada, y por una fuente común casi todo queda a dos pasos. Déjelas fuera de"
            " grados, caminos y centralidades.",
            en="`CITES` edges say how much was read about an entry, not what it is connected to,"
            " and through shared sources nearly everything is two steps away. Leave them out of"
            " degrees, paths and centralities.",
        ),
        wrong=Count("MATCH (p:Programme {slug: 'prog-eurofront'})\nRETURN COUNT { (p)--() }", 25),
        right=Count(
            "MATCH (p:Programme {slug: 'prog-eurofront'})\n"
            "RETURN COUNT { (p)-[r]-() WHERE type(r) <> 'CITES' }",
            22,
        ),
    ),
    Trap(
        title=Text(
            es="Relaciones de transferencias que una fuente declara",
            en="Edges of transfers that a source states",
        ),
        reason=Text(
            es="`CITES` siempre es `STATED`: una entrada nombra sus fuentes, digan lo que digan de"
            " sus datos. Déjelas fuera al contar o comparar por `basis`.",
            en="`CITES` is always `STATED`: an entry names its sources, whatever they say of its"
            " facts. Leave it out when you count or compare by `basis`.",
        ),
        wrong=Count("MATCH (:KnowledgeTransfer)-[r {basis: 'STATED'}]->()\nRETURN count(r)", 432),
        right=Count(
            "MATCH (:KnowledgeTransfer)-[r {basis: 'STATED'}]->()\n"
            "WHERE type(r) <> 'CITES'\nRETURN count(r)",
            319,
        ),
    ),
    Trap(
        title=Text(
            es="Lazo entre Brasil y Perú en una proyección de las visitas",
            en="The tie between Brazil and Peru in a projection of the visits",
        ),
        reason=Text(
            es="Una reunión de doce países da 66 pares, y una visita bilateral uno solo: las"
            " reuniones grandes deciden el resultado. Dé a cada par el peso 1/(n-1), donde n es el"
            " número de países de la reunión (Newman 2001); así, cada país pesa 1 en cada reunión.",
            en="A meeting of twelve countries makes 66 pairs, a bilateral visit one: large meetings"
            " decide the result. Give each pair the weight 1/(n-1), where n is the number of"
            " countries at the meeting (Newman 2001); each country then weighs 1 in each meeting.",
        ),
        wrong=Count(
            "MATCH (v:ExchangeVisit)\n"
            "WHERE EXISTS { (v)-[:HOSTED_BY|ATTENDED_BY]->(:Country {iso3: 'BRA'}) }\n"
            "  AND EXISTS { (v)-[:HOSTED_BY|ATTENDED_BY]->(:Country {iso3: 'PER'}) }\n"
            "RETURN count(v)",
            20,
        ),
        right=Count(
            "MATCH (v:ExchangeVisit)-[:HOSTED_BY|ATTENDED_BY]->(c:Country)\n"
            "WITH v, collect(DISTINCT c.iso3) AS countries\n"
            "WHERE 'BRA' IN countries AND 'PER' IN countries\n"
            "RETURN round(sum(1.0 / (size(countries) - 1)), 2)",
            8.4,
        ),
    ),
)


def traps(language: Language) -> Iterator[str]:
    """Yield the parts of the section in a language."""
    title = _("Counts that go wrong")
    introduction = _(
        "Each query is a plausible one, with its number and the reason why it is wrong, followed by"
        " the right one. The numbers are those of the seeds in this repository; a test holds them."
    )
    yield f"## {title.render(language)}\n"
    yield f"{introduction.render(language)}\n"
    for trap in TRAPS:
        yield f"### {trap.title.to(language)}\n"
        yield f"{trap.reason.to(language)}\n"
        for label, count in ((_("Wrong"), trap.wrong), (_("Right"), trap.right)):
            yield f"{label.render(language)}: **{count.number:g}**\n"
            yield f"```cypher\n{count.cypher}\n```\n"
