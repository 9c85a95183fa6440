"""MODEL.md and MODEL.es.md: the reference of the model, in English and Spanish.

The meanings of types, fields and terms are the model's own; the words around them are messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph_service.export.cypher import literal
from graph_service.i18n import Language, Message, Wording, _, verbatim
from graph_service.model.declare import NodeType, Property
from graph_service.model.derived_edges import FLOW_EDGES
from graph_service.model.edge_properties import EDGE_PROPERTIES, QUOTE
from graph_service.model.edtf import FORMS, PartialDate, parse_edtf
from graph_service.model.enums import VOCABULARIES, DateQualifier, Theme
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.ids import node_id
from graph_service.model.kinds.base import FieldChange
from graph_service.model.storage import (
    CHECKSUM_BEFORE,
    CURRENT_ID,
    ENTRY_BEFORE,
    LOADED_GRAPH,
    STORAGE_VERSION,
    TITLE,
    WRITTEN,
    Value,
    stored,
)
from graph_service.model.types import (
    CHANGE,
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    NODE_TYPES,
    NOTE,
    RELEASE,
    STAGE_EVENT,
    TOPIC,
)
from graph_service.model.vocabulary import Vocabulary
from graph_service.publish.settings_and_errors import link, table
from graph_service.publish.traps import traps

_INTRODUCTION = (
    _("**Ids** are `Type:slug`. Former slugs of an entry (`formerSlugs`) still find it."),
    _(
        "**Text** has up to three languages: Spanish (`es`), English (`en`) and Portuguese (`pt`)."
        " A missing translation is replaced by the first of these that exists."
    ),
    _(
        "A **list of Text** has a list of texts per language. A text that is the same in several"
        " languages is in the list of each; lists of different languages don't replace one another,"
        " except in `agenda` and `disputed`, which say the same in each."
    ),
    _(
        "A **required** property is never null. A **derived** property is written by the loader;"
        " files must not have it. A **recorded** one says what loads did, or what follows from"
        " several entries."
    ),
)
_THEMES = GOOD_PRACTICE.property_of("themes")
EXAMPLES: Mapping[str, tuple[Property, Value]] = {
    "Text": (TOPIC.property_of("name"), {"es": "Niñez", "en": "Childhood"}),
    "list of Text": (
        TOPIC.property_of("otherNames"),
        {"es": ["Infancia", "Menores"], "pt": ["Infância", "Menores"]},
    ),
    "String": (EXCHANGE_VISIT.property_of("place"), "San José"),
    "String, a code": (COUNTRY.property_of("iso3"), "CRI"),
    "Text, for reading only": (NOTE, {"en": "Read in part.", "pt": "Lido em parte."}),
    "list of Text, for reading only": (
        GOOD_PRACTICE.property_of("disputed"),
        {"es": ["El comienzo: 2008 o 2009"]},
    ),
    "String, for reading only": (QUOTE, "una línea telefónica"),
    "list of String": (GOOD_PRACTICE.property_of("versions"), ["1.0", "2.0"]),
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
_STORAGE = (
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
        " `z_nameStems`, `z_stems` and `z_noteStems` are stems of the words in names, in other"
        " texts and in notes, marked by their language; `z_nameWords` are the words of names;"
        " `z_nameKeys`, `z_labelKeys` and"
        " `z_narrowerKeys` have a word for each whole name, other label and narrower term;"
        " `z_years` are the years of its dates as they are written; only checksums need them."
        " `z_linked` has the type of an entry, the years in which (`in_2018`) or by which"
        " (`by_2018`) its dates are, except of when somebody looked, the countries, topics,"
        " institutions and programmes that it has edges to, and the countries at each end of a"
        " visit or transfer; it is not a part of checksums. `search` uses all these, and"
        " `z_searchRank`. `constraints.cypher` has the constraints and indexes."
    ),
    _(
        "In files, editors' texts name entries by links, such as `[[cri]]`. The stored texts have"
        " the names of these entries instead; `{written}` of an entry, an event or an edge is JSON"
        " with those texts as files have them, by stored property. It is a part of checksums, and"
        " of exports in JSON Lines, which can be restored.",
        written=WRITTEN,
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
        " last; a rename updates it in all changes of the entry. What is **recorded**, the edges"
        " `REACHED`, and all of `Change` are not part of a release's checksum, of differences or"
        " archives. Nor are the nodes `{loaded}`, which have the graph as the newest release left"
        " it: with them, what is changed by hand becomes part of the history.",
        id=CURRENT_ID,
        loaded=LOADED_GRAPH,
    ),
    _(
        "Loads also derive edges that are not part of the model, so that nobody has to count:"
        " `count` has the number of the entries that they stand for, and a list their slugs."
        " They and `REACHED` repeat what other edges say: leave them out when you count edges,"
        " degrees or paths. GraphQL returns them only as `transferFlows` and `visitFlows`;"
        " checksums, differences, the history and exports don't have them."
    ),
)
_LIST_KEYS = _(
    "Edges that can make long lists have `z_listKeyEs`: the id of the node that has the list,"
    " the type of its nodes, and the name and the id that it is sorted by. An index keeps them"
    " in order, so that a page is read without the rest of the list. These keys are not part of"
    " checksums, differences or exports either."
)


def reference(language: Language = Language.EN) -> str:
    """Return the content of MODEL.md, or of MODEL.es.md in Spanish."""
    parts = _Reference(language)
    return "\n".join((*parts.model(), *traps(language), *parts.storage()))


def reference_messages() -> Iterator[Wording]:
    """Yield the texts of the model that only this reference has, for their translations."""
    for node_type in NODE_TYPES:
        yield verbatim(node_type.source)
    for enum in VOCABULARIES:
        yield verbatim(enum.__source__)
        yield verbatim(enum.__doc__ or "")
    yield from map(verbatim, EXAMPLES)


@dataclass(frozen=True)
class _Reference:
    language: Language

    def model(self) -> Iterator[str]:
        title, types, edges, vocabularies = self._each(
            _("The model"), _("Types"), _("Edges"), _("Vocabularies")
        )
        yield f"# {title}\n"
        yield self._say(
            _(
                "Written by `graph-service publish` from `graph_service/model`; don't edit it here."
                " In other languages: {other}.",
                other="[español](MODEL.es.md)"
                if self.language is Language.EN
                else "[English](MODEL.md)",
            )
        )
        dates = _(
            "**Dates** are EDTF (ISO 8601-2): {forms}.", forms=FORMS.in_language(self.language)
        )
        yield "".join(f"\n- {self._say(line)}" for line in (*_INTRODUCTION, dates)) + "\n"
        yield f"## {types}\n"
        head = self._each(_("type"), _("meaning"), _("origin of the concept"))
        yield table(head, ((link(t.name), *self._about(t)) for t in NODE_TYPES))
        yield from (self._type(node_type) for node_type in NODE_TYPES)
        yield f"## {edges}\n"
        yield (
            self._say(
                _(
                    "Every edge has `sources` (slugs; by default those of the entry that declares"
                    " it) and these properties:"
                )
            )
            + "\n"
        )
        yield self._properties(EDGE_PROPERTIES)
        yield f"## {vocabularies}\n"
        yield from (self._vocabulary(enum) for enum in VOCABULARIES)

    def storage(self) -> Iterator[str]:
        """Yield the section on how each kind of property is stored, made by storing examples."""
        title = self._say(_("In Neo4j"))
        yield f"## {title}\n"
        yield from (f"{self._say(text)}\n" for text in _STORAGE)
        flows = (
            (
                f"`(:{flow.ends.name})-[:{flow.name}]->(:{flow.ends.name})`",
                f"`{flow.slugs}`",
                flow.meaning.in_language(self.language),
            )
            for flow in FLOW_EDGES
        )
        yield table(self._each(_("edge"), _("list"), _("meaning")), flows)
        yield f"{self._say(_LIST_KEYS)}\n"
        examples = ((self._say(verbatim(name)), _example(name)) for name in EXAMPLES)
        yield table(self._each(_("kind"), _("example of a stored value")), examples)

    def _say(self, message: Message) -> str:
        return message.render(self.language)

    def _each(self, *messages: Message) -> tuple[str, ...]:
        return tuple(map(self._say, messages))

    def _about(self, node_type: NodeType) -> tuple[str, str]:
        meaning = node_type.meaning.in_language(self.language)
        return meaning, self._say(verbatim(node_type.source))

    def _type(self, node_type: NodeType) -> str:
        meaning, source = self._about(node_type)
        about = [meaning, self._say(_("Source of the concept: {source}.", source=source))]
        if node_type.folder:
            folder = f"`seeds/{node_type.folder}/`"
            about.append(self._say(_("Entry files: {folder}.", folder=folder)))
        parts = [
            f"### {node_type.name}\n",
            f"{' '.join(about)}\n",
            self._properties(PROPERTIES[node_type.name].values()),
        ]
        if relations := RELATIONS[node_type.name].values():
            head = self._each(
                _("field"), _("edge"), _("target"), _("number"), _("edge properties"), _("meaning")
            )
            parts.append(table(head, map(self._relation, relations)))
        return "\n".join(parts)

    def _properties(self, properties: Iterable[Property]) -> str:
        head = self._each(_("property"), _("kind"), _("status"), _("meaning"))
        rows = (
            (f"`{p.name}`", self._kind(p), self._status(p), p.meaning.in_language(self.language))
            for p in properties
        )
        return table(head, rows)

    def _kind(self, prop: Property) -> str:
        name = prop.kind.type_name(prop)
        name = name if prop.enum is None else link(name)
        return self._say(_("list of {kind}", kind=name)) if prop.many else name

    def _status(self, prop: Property) -> str:
        marks = (
            (_("required"), prop.required),
            (_("derived"), prop.derived and not prop.recorded),
            (_("recorded"), prop.recorded),
            (_("unique"), prop.code),
            (_("for reading only"), prop.remark),
        )
        return ", ".join(self._say(mark) for mark, applies in marks if applies)

    def _relation(self, relation: Relation) -> tuple[str, ...]:
        own = relation.facts.properties if relation.facts else ()
        required = self._say(_("required"))
        return (
            f"`{relation.name}`",
            f"`-[:{relation.edge}]->`" if relation.outgoing else f"`<-[:{relation.edge}]-`",
            self._say(_("any entry")) if len(relation.targets) > 1 else link(relation.target.name),
            self._say(_how_many(relation)),
            ", ".join(
                f"`{p.name}` ({self._kind(p)}{f', {required}' if p.required else ''})" for p in own
            ),
            relation.meaning.in_language(self.language),
        )

    def _vocabulary(self, enum: type[Vocabulary]) -> str:
        head = self._each(
            _("value"), _("English"), _("Spanish"), _("Portuguese"), _("meaning"), _("phase")
        )
        rows = [
            (
                f"`{t.name}`",
                *(t.label(language) for language in ("en", "es", "pt")),
                t.value.meaning.in_language(self.language),
                f"`{t.value.phase}`" if t.value.phase else "",
            )
            for t in enum
        ]
        width = len(head) if any(term.value.phase for term in enum) else len(head) - 1
        about = self._say(verbatim(enum.__doc__ or ""))
        source = self._say(_("Source: {source}.", source=verbatim(enum.__source__)))
        return "\n".join(
            (
                f"### {enum.__name__}\n",
                f"{about} {source}\n",
                table(head[:width], (row[:width] for row in rows)),
            )
        )


def _how_many(relation: Relation) -> Message:
    if relation.one:
        return _("exactly one") if relation.required else _("at most one")
    return _("one or more") if relation.required else _("any number")


def _example(name: str) -> str:
    return ", ".join(
        f"`{key}: {literal(stored_value, key)}`".replace(r"\u000a", r"\n")
        for key, stored_value in stored(*EXAMPLES[name]).items()
        if stored_value is not None
    )
