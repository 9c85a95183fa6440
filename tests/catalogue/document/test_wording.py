"""Differences and conflicts in words, in English and Spanish, worked out by hand."""

import pytest

from graph_service.catalogue.document.merge import MergedEntry, Names
from graph_service.catalogue.document.merge_trees import Conflict, Path
from graph_service.catalogue.document.trees import Node, Tree
from graph_service.catalogue.document.wording import (
    changed_field,
    changed_fields,
    conflict_messages,
    names_in,
    slug_of,
)
from graph_service.i18n import Language
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import Basis, DateQualifier, ExchangeRole, TransferStage
from graph_service.model.graph import TYPES
from graph_service.model.kinds.base import FieldChange

NAMES = names_in(
    {
        "Topic:borders": {"name": {"es": "Fronteras", "en": "Borders"}},
        "Topic:hotline": {"name": {"es": "Líneas"}},
        "Country:hnd": {"name": {"es": "Honduras"}},
        "Source:iom": {"name": "Informe anual"},
    }
)
STATED: Tree = {"basis": Basis.STATED, "sources": ()}


def change(name: str, before: str | None = None, after: str | None = None) -> FieldChange:
    field, _at, language = name.partition("@")
    return FieldChange(name=field, language=language or None, before=before, after=after)


def words(label: str, *changes: FieldChange) -> tuple[list[str], list[str]]:
    found = [*changed_fields(TYPES[label], changes, NAMES)]
    english, spanish = ([each.render(language) for each in found] for language in Language)
    return english, spanish


@pytest.mark.parametrize(
    ("label", "changed", "english", "spanish"),
    [
        (
            "GoodPractice",
            change("topics", before="Topic:borders"),
            "Topics: Borders removed",
            "Temas: se quita Fronteras",
        ),
        (
            "GoodPractice",
            change("topics", after="Topic:unknown"),
            "Topics: unknown added",
            "Temas: se agrega unknown",
        ),
        (
            "GoodPractice",
            change("versionOf", "Topic:borders", "Topic:hotline"),
            "Version of: Borders → Líneas",
            "Versión de: Fronteras → Líneas",
        ),
        (
            "GoodPractice",
            change("topics[borders].sources", before="iom\nother", after="other"),
            "Topics, Borders, Sources: Informe anual removed",
            "Temas, Fronteras, Fuentes: se quita Informe anual",
        ),
        (
            "Topic",
            change("name@es", "Líneas", "Líneas de ayuda"),
            'Name (es): "Líneas" → "Líneas de ayuda"',
            'Nombre (es): "Líneas" → "Líneas de ayuda"',
        ),
        (
            "Topic",
            change("otherNames@pt", "a\nb", "b\na"),
            "Other names (pt): another order",
            "Otros nombres (pt): otro orden",
        ),
        (
            "Topic",
            change("otherNames@pt", "a\nb", "b\nc\nd"),
            'Other names (pt): "a" removed, "c", "d" added',
            'Otros nombres (pt): se quita "a", se agregan "c", "d"',
        ),
        (  # both forgotten
            "Programme",
            change("note@en", "[forgotten]", "[forgotten]"),
            'Editor\'s note (en): "[forgotten]" → "[forgotten]"',
            'Nota del editor (en): "[forgotten]" → "[forgotten]"',
        ),
        (
            "Programme",
            change("note@en", before="One\nand two."),
            'Editor\'s note (en): "One\\nand two." removed',
            'Nota del editor (en): se quita "One\\nand two."',
        ),
        (
            "ExchangeVisit",
            change("visitorCountries[hnd].role", "LEARNER", "PEER"),
            "Visitor countries, Honduras, Role: Learner → Peer",
            "Países visitantes, Honduras, Papel: Aprende → Intercambia",
        ),
        (
            "ExchangeVisit",
            change("date.qualifier", after="ON_OR_BEFORE"),
            "Date: on or before added",
            "Fecha: se agrega a más tardar",
        ),
        (
            "ExchangeVisit",
            change("sources.order", "a\nb", "b\na"),
            "Sources: another order",
            "Fuentes: otro orden",
        ),
        (
            "ExchangeVisit",
            change("heldIn.empty", after="true"),
            "Held in: “none” added",
            "País sede: se agrega «ninguno»",
        ),
        (
            "KnowledgeTransfer",
            change("events[2].date", "2019", "2020"),
            "Event 2, Date: 2019 → 2020",
            "Evento 2, Fecha: 2019 → 2020",
        ),
        (
            "KnowledgeTransfer",
            change("events[2].takenBy[i].note@en", "1", "-1"),
            'Event 2, Taken by, i, Editor\'s note (en): "1" → "-1"',
            'Evento 2, Decidido por, i, Nota del editor (en): "1" → "-1"',
        ),
        (
            "GoodPractice",
            change("operators[i].embodies", "true", "false"),
            "Operators, i, Embodies the practice: yes → no",
            "Operadores, i, Encarna la práctica: sí → no",
        ),
        # The history keeps fields and terms that the model has no more.
        ("Topic", change("colour", "red", "blue"), 'colour: "red" → "blue"', None),
        ("Topic", change("scheme", "OLD", "SUBJECT"), "Scheme: OLD → Subject", None),
    ],
)
def test_a_field_in_words(
    label: str, changed: FieldChange, english: str, spanish: str | None
) -> None:
    found = words(label, changed)
    assert "; ".join(found[0]) == english
    assert spanish is None or "; ".join(found[1]) == spanish


def test_what_a_list_gains_is_one_line_and_so_is_what_is_gone() -> None:
    english, spanish = words(
        "KnowledgeTransfer",
        change("visits", after="ExchangeVisit:v"),
        change("visits[v].note@en", after="Seen."),
        change("visits", before="ExchangeVisit:w"),
        change("visits", after="ExchangeVisit:x"),
        change("events[1].stage", "VISITED", "ADAPTED"),
        change("events[2].stage", after="DECIDED"),
        change("events[2].date", after="2020"),
        change("events[2].takenBy", after="Institution:i"),
        change("visits[w].note@en", before="Seen."),
        change("events[3].stage", before="DECIDED"),
        change("events[3].date", before="2020"),
    )
    assert english == [
        "Visits: w removed, v, x added",
        'Visits, v, Editor\'s note (en): "Seen." added',
        "Event 1, Stage: Visited → Adapted",
        "Event 2: Decided added",
        "Event 2, Date: 2020 added",
        "Event 2, Taken by: i added",
        "Event 3: Decided removed",
    ]
    assert spanish[0] == "Visitas: se quita w, se agregan v, x"
    assert spanish[3] == "Evento 2: se agrega Decidida"


def test_of_long_texts_only_what_differs_is_shown() -> None:
    start = "The first half of this note stays as it is, word for word, and "
    changed = [change("note@en", f"{start}ends here.", f"{start}goes on.")]
    english, _spanish = words("Programme", *changed)
    assert english == [
        'Editor\'s note (en): "… word for word, and ends here." → "… word for word, and goes on."'
    ]
    (whole,) = changed_fields(TYPES["Programme"], changed, is_whole=True)
    assert str(whole) == f'Editor\'s note (en): "{start}ends here." → "{start}goes on."'


def test_the_field_of_what_is_taken_back_names_the_link() -> None:
    practice, transfer = TYPES["GoodPractice"], TYPES["KnowledgeTransfer"]
    link = change("topics", before="Topic:borders")
    assert str(changed_field(practice, link, NAMES)) == "Topics, Borders"
    assert str(changed_field(practice, change("note@en", before="Topic:borders"), NAMES)) == (
        "Editor's note (en)"
    )
    event = change("events[2].stage", before="VISITED")
    assert str(changed_field(transfer, event, slug_of)) == "Event 2"
    taken = change("events[2].takenBy", before="Institution:i")
    assert str(changed_field(transfer, taken, slug_of)) == "Event 2, Taken by, i"


def conflict(label: str, path: Path, base: Node, graph: Node, folder: Node) -> MergedEntry:
    identity = f"{label}:x"
    return MergedEntry(
        names=Names(base=identity, graph=identity, folder=identity),
        base={},
        graph={},
        folder={},
        written={},
        conflicts=[Conflict(path=path, base=base, graph=graph, folder=folder)],
    )


@pytest.mark.parametrize(
    ("entry", "english", "spanish"),
    [
        (  # texts are whole: the comment is where the graph's value can be copied from
            conflict("Programme", ("note", "en"), None, "w" * 70, "no"),
            f'Editor\'s note (en): nothing before; "{"w" * 70}" in the graph (R); "no" in',
            f'Nota del editor (en): antes nada; en el grafo "{"w" * 70}" (R); en la',
        ),
        (
            conflict("Topic", ("otherNames", "es"), ("a", "b"), ("a",), ("b", "c")),
            'Other names (es): "a", "b" before; "a" in the graph (R); "b", "c" in',
            'Otros nombres (es): antes "a", "b"; en el grafo "a" (R); en la',
        ),
        (  # with the names that a file has for terms
            conflict(
                "ExchangeVisit",
                ("visitorCountries", "hnd", "role"),
                ExchangeRole.LEARNER,
                ExchangeRole.PEER,
                ExchangeRole.EXPERT,
            ),
            "Visitor countries, hnd, Role: LEARNER before; PEER in the graph (R); EXPERT in",
            (
                "Países visitantes, hnd, Papel: antes LEARNER (Aprende); en el grafo PEER"
                " (Intercambia) (R); en la"
            ),
        ),
        (
            conflict(
                "GoodPractice",
                ("topics", "borders"),
                STATED,
                {**STATED, "basis": Basis.INFERRED, "note": {"en": "Seen."}},
                None,
            ),
            (
                "Topics, borders: Basis: STATED before; Basis: INFERRED, Editor's note (en):"
                ' "Seen." in the graph (R); nothing in'
            ),
            "Temas, borders: antes Sustento: STATED (Lo dice la fuente);",
        ),
        (
            conflict(
                "Programme",
                ("partOf",),
                None,
                {"slug": "borders", **STATED},
                {"slug": "hotline", **STATED, "note": {"en": "Seen."}},
            ),
            'Part of: nothing before; Slug: "borders" in the graph (R); Slug: "hotline",',
            'Parte de: antes nada; en el grafo Identificador: "borders" (R);',
        ),
        (
            conflict(
                "KnowledgeTransfer",
                ("events", "2"),
                None,
                {
                    "position": 2,
                    "stage": TransferStage.ADAPTED,
                    "date": PartialDate(date=parse_edtf("2020"), qualifier=DateQualifier.REPORTED),
                    "takenBy": {"i": STATED},
                    "basis": Basis.STATED,
                },
                {"position": 2, "stage": TransferStage.VISITED, "basis": Basis.STATED},
            ),
            (
                "Event 2: nothing before; Position: 2, Stage: ADAPTED, Date: 2020, REPORTED, Taken"
                " by: i in the graph (R); Position: 2, Stage: VISITED in"
            ),
            "Evento 2: antes nada; en el grafo Posición: 2, Etapa: ADAPTED (Adaptada),",
        ),
        (
            conflict(
                "Programme", ("sources",), {"iom": STATED}, {"iom": STATED, "b": STATED}, None
            ),
            "Sources: iom before; iom, b in the graph (R); nothing in",
            "Fuentes: antes iom; en el grafo iom, b (R);",
        ),
    ],
)
def test_a_conflict_in_words(entry: MergedEntry, english: str, spanish: str) -> None:
    (message,) = conflict_messages(entry, "R")
    path = TYPES[entry.id.partition(":")[0]].path_of("x")
    assert message.render(Language.EN).startswith(f"{path}, {english}")
    assert message.render(Language.ES).startswith(f"{path}, {spanish}")
