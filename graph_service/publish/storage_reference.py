"""The section of MODEL.md on storage in Neo4j, made by storing examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from graph_service.i18n import Language, Wording, _, verbatim
from graph_service.model.declare import Property
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier, Theme
from graph_service.model.field_change import FieldChange
from graph_service.model.ids import node_id
from graph_service.model.storage import (
    CHANGE_LOG,
    CURRENT_ID,
    STORAGE_VERSION,
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
from graph_service.publish.markdown import table

_THEMES = GOOD_PRACTICE.property_of("themes")
EXAMPLES: Mapping[str, tuple[Property, Value]] = {
    "Text": (TOPIC.property_of("name"), {"es": "Niñez", "en": "Childhood"}),
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
            " relationship type. Every node has an `id`, such as `{id}`, and a `name`, which Neo4j"
            " Browser shows.",
            version=STORAGE_VERSION,
            id=node_id("Country", "cri"),
        ),
        _(
            "Filters and orders use the properties that end in `Key`, which are folded: without"
            " accents and case, with single spaces. `nameKey` has one line per language;"
            " `nameKeyEs`, `nameKeyEn` and `nameKeyPt` have the text that is returned for that"
            " language. `joinedWords` are words that punctuation joins to others, such as `26 364`,"
            " and `nameStems` and `stems` are stems of the words in names and in other texts;"
            " `search` uses them. `constraints.cypher` has the constraints and indexes."
        ),
        _(
            "Nodes with the label `{label}` are not part of the model: GraphQL and exports ignore"
            " them. They store what the release of the same `number` changed, with the values"
            " before and after (`changes`, packed, in one or more parts), and the `checksum` of the"
            " graph before it. With them, `seeds undo` can undo it, and the graph as any release"
            " left it can be restored. They are kept for ever. A release that undoes another has"
            " that release's number as `undoes`.",
            label=CHANGE_LOG,
        ),
        _(
            "A `Change` also has the `{id}` of its entry: the id that the entry has now, or had"
            " last; a rename updates it in all changes of the entry. What is **recorded**, and all"
            " of `Change`, is no part of a release's checksum, of differences or exports.",
            id=CURRENT_ID,
        ),
    )
    head = (_("kind").render(language), _("example of a stored value").render(language))
    rows = ((verbatim(name).render(language), _example(name)) for name in EXAMPLES)
    parts = (_("In Neo4j").render(language), *(text.render(language) for text in texts))
    return "\n\n".join((f"## {parts[0]}", *parts[1:], table(head, rows)))


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
