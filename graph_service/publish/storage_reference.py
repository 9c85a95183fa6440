"""The section of MODEL.md on storage in Neo4j, made by storing examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from graph_service.i18n import Language, Wording, _, verbatim
from graph_service.model.declare import Property
from graph_service.model.derived_edges import FLOW_EDGES, FlowEdge
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier, Theme
from graph_service.model.ids import node_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.labels import Labels
from graph_service.model.storage import (
    CHECKSUM_BEFORE,
    CURRENT_ID,
    ENTRY_BEFORE,
    STORAGE_VERSION,
    TITLE,
    StoredValue,
    Value,
    stored,
)
from graph_service.model.types import (
    CHANGE,
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    NOTE,
    RELEASE,
    STAGE_EVENT,
    TOPIC,
)
from graph_service.publish.settings_and_errors import table

_THEMES = GOOD_PRACTICE.property_of("themes")
EXAMPLES: Mapping[str, tuple[Property, Value]] = {
    "Text": (TOPIC.property_of("name"), {"es": "Niñez", "en": "Childhood"}),
    "list of Text": (
        TOPIC.property_of("otherNames"),
        {"es": ["Infancia", "Menores"], "pt": ["Infância", "Menores"]},
    ),
    "String": (EXCHANGE_VISIT.property_of("place"), "San José"),
    "String, a code": (COUNTRY.property_of("iso3"), "CRI"),
    "String, for reading only": (NOTE, "Read in part."),
    "list of String": (EXCHANGE_VISIT.property_of("agenda"), ["Niñez", "Trata"]),
    "URL": (INSTITUTION.property_of("website"), "https://example.org"),
    "Int": (STAGE_EVENT.property_of("position"), 3),
    "Boolean": (COUNTRY.property_of("inRegion"), True),
    "PartialDate": (
        EXCHANGE_VISIT.property_of("date"),
        PartialDate(date=parse_edtf("2018-10"), qualifier=DateQualifier.AT),
    ),
    "DateTime": (RELEASE.property_of("loadedAt"), datetime(2026, 11, 24, 15, 30, tzinfo=UTC)),
    "a vocabulary": (replace(_THEMES, name="theme", many=False), Theme.PROTECTION),
    "list of a vocabulary": (_THEMES, [Theme.PREVENTION, Theme.PROTECTION]),
    "EntryType": (CHANGE.property_of("entryType"), "GoodPractice"),
    "EntryId": (CHANGE.property_of("entryId"), "GoodPractice:gp-cri-eri"),
    "FieldChange": (
        CHANGE.property_of("fields"),
        [FieldChange(name="name", language="es", before="Equipo", after="Equipo de respuesta")],
    ),
    "TypeCount": (RELEASE.property_of("counts"), {"Country": 28, "Topic": 26}),
}


def storage_reference(language: Language = Language.EN) -> str:
    """Return the section on how each kind of property is stored."""
    texts = (
        _(
            "Storage version {version}. The name of a type is its label; the name of an edge is its"
            " relationship type. Every node has an `id`, such as `{id}`, and a `name`. `{title}` is"
            " the name in Spanish and English, which Neo4j Browser shows first.",
            version=STORAGE_VERSION,
            id=node_id("Country", "cri"),
            title=TITLE,
        ),
        _(
            "Properties that begin with `z_`, which Neo4j Browser shows last, serve filters,"
            " orders and search. Those that end in `Key` are folded: without accents and case,"
            " with single spaces. `z_nameKey` has one line per language; `z_nameKeyEs`,"
            " `z_nameKeyEn` and `z_nameKeyPt` have the text that is returned for that language."
            " `z_joinedWords` are words that punctuation joins to others, such as `26 364`;"
            " `z_nameStems`, `z_stems`, `z_noteStems` and `z_termStems` are stems of the words in"
            " names, in other texts, in notes and in the labels of terms, marked by their"
            " language; `z_nameWords` are the words of names; `z_nameKeys`, `z_labelKeys` and"
            " `z_narrowerKeys` have a word for each whole name, other label and narrower term."
            " `z_linked` has the type of an entry and the countries, topics, institutions and"
            " programmes that it has edges to, and the countries at each end of a visit or"
            " transfer; it is not a part of checksums. `search` uses all these, and"
            " `z_searchRank`. `constraints.cypher` has the constraints and indexes."
        ),
        _(
            "Properties of a `Release` and a `Change` that begin with `z_` are not part of the"
            " model: GraphQL and exports ignore them. `{entry}` of a `Change` is the entry before"
            " it, as its file would be, and `{checksum}` of a `Release` the checksum of the graph"
            " before it. With them, `seeds undo` can undo it, and the graph as any release left it"
            " can be restored. They are kept for ever. A release that undoes another has that"
            " release's number as `undoes`.",
            entry=ENTRY_BEFORE,
            checksum=CHECKSUM_BEFORE,
        ),
        _(
            "A `Change` also has the `{id}` of its entry: the id that the entry has now, or had"
            " last; a rename updates it in all changes of the entry. What is **recorded**, and all"
            " of `Change`, is not part of a release's checksum, of differences or exports.",
            id=CURRENT_ID,
        ),
        _(
            "Loads also derive edges that are not part of the model, so that nobody has to count:"
            " `count` has the number of the entries that they stand for, and a list their slugs."
            " They repeat what other edges say: leave them out when you count edges, degrees or"
            " paths. GraphQL returns them only as `transferFlows` and `visitFlows`; checksums,"
            " differences, the history and exports don't have them."
        ),
    )
    keys = _(
        "Edges that can make long lists have `z_listKeyEs`: the id of the node that has the list,"
        " the type of its nodes, and the name and the id that it is sorted by. An index keeps them"
        " in order, so that a page is read without the rest of the list. These keys are not part of"
        " checksums, differences or exports either."
    )
    flows = table(
        (_("edge").render(language), _("list").render(language), _("meaning").render(language)),
        ((_flow(flow), f"`{flow.slugs}`", _in(flow.meaning, language)) for flow in FLOW_EDGES),
    )
    head = (_("kind").render(language), _("example of a stored value").render(language))
    rows = ((verbatim(name).render(language), _example(name)) for name in EXAMPLES)
    parts = (_("In Neo4j").render(language), *(text.render(language) for text in texts))
    return "\n\n".join(
        (f"## {parts[0]}", *parts[1:], flows.rstrip(), keys.render(language), table(head, rows))
    )


def _flow(flow: FlowEdge) -> str:
    return f"`(:{flow.ends.name})-[:{flow.name}]->(:{flow.ends.name})`"


def _in(labels: Labels, language: Language) -> str:
    return labels.in_language(language.value)


def storage_messages() -> Iterator[Wording]:
    """Yield the names of the examples, for their translations."""
    return map(verbatim, EXAMPLES)


def _example(name: str) -> str:
    return ", ".join(
        f"`{key}: {_literal(stored_value)}`"
        for key, stored_value in stored(*EXAMPLES[name]).items()
        if stored_value is not None
    )


def _literal(value: StoredValue) -> str:
    """Return a value in a form close to Cypher's."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return "'" + value.replace("\n", r"\n") + "'"
        case list() | tuple():
            return "[" + ", ".join(_literal(item) for item in value) + "]"
        case datetime():
            return f"datetime('{value.isoformat()}')"
    return f"date('{value}')"
