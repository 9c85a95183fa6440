"""MODEL.md and MODEL.es.md: the reference of the model, in English and Spanish.

The meanings of types, fields and terms are the model's own; the words around them are messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_service.i18n import Language, Message, Wording, _, verbatim
from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edtf import FORMS
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.types import NODE_TYPES
from graph_service.model.vocabulary import Vocabulary
from graph_service.publish.settings_and_errors import link, table
from graph_service.publish.storage_reference import storage_reference
from graph_service.publish.traps import traps

_INTRODUCTION = (
    _("**Ids** are `Type:slug`. Former slugs of an entry (`formerSlugs`) still find it."),
    _(
        "**Text** has up to three languages: Spanish (`es`), English (`en`) and Portuguese (`pt`)."
        " A missing translation is replaced by the first of these that exists."
    ),
    _(
        "A **list of Text** has a list of texts per language. A text that is the same in several"
        " languages is in the list of each; lists of different languages don't replace one another."
    ),
    _(
        "A **required** property is never null. A **derived** property is written by the loader;"
        " files must not have it. A **recorded** one says what loads did."
    ),
)


def reference(language: Language = Language.EN) -> str:
    """Return the content of MODEL.md, or of MODEL.es.md in Spanish."""
    parts = (*_Reference(language).parts(), traps(language), storage_reference(language))
    return "\n".join(parts)


def reference_messages() -> Iterator[Wording]:
    """Yield the texts of the model that only this reference has, for their translations."""
    for node_type in NODE_TYPES:
        yield verbatim(node_type.source)
    for enum in VOCABULARIES:
        yield verbatim(enum.__source__)
        yield verbatim(enum.__doc__ or "")


@dataclass(frozen=True)
class _Reference:
    language: Language

    def parts(self) -> Iterator[str]:
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
