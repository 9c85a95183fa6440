"""Messages built from the model: names of types, numbers of entries, descriptions of fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph_service.i18n import Language, Shown, Wording, counted
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.graph import TYPES, edges_of, written
from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class ModelText:
    """A text of the model as a message; the model declares it in each language."""

    labels: Labels

    def __str__(self) -> str:
        """Return the English text."""
        return self.labels.en

    def render(self, language: Language) -> str:
        """Return the text in a language."""
        return self.labels.in_language(language)


@dataclass(frozen=True)
class MeaningInSentence:
    """A meaning within a Spanish sentence: "falta el campo; escriba el título".

    Attributes:
        labels: the meaning.
        is_reference: whether it is written by its slug, which Spanish then says.
    """

    labels: Labels
    is_reference: bool = False

    def __str__(self) -> str:
        """Return the English text, as it is."""
        return self.labels.en

    def render(self, language: Language) -> str:
        """Return the text in a language; in Spanish without a capital and a full stop."""
        text = self.labels.in_language(language)
        if language is Language.EN:
            return text
        sentence = text[:1].lower() + text[1:].removesuffix(".")
        return f"{sentence}, por su identificador" if self.is_reference else sentence


@dataclass(frozen=True)
class Named:
    """The name of a field or a term; Spanish has its label beside it: INTERNSHIP (Pasantía).

    English names and labels are the same words.
    """

    name: str
    labels: Labels

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def render(self, language: Language) -> str:
        """Return the name, in Spanish with its label."""
        if language is Language.EN:
            return self.name
        return f"{self.name} ({self.labels.in_language(language)})"


class TermName(Named):
    """The name of a term; sheets have its label instead."""


def shown_term(term: Vocabulary) -> TermName:
    """Return the name of a term with its label.

    >>> from graph_service.model.enums import Modality
    >>> str(shown_term(Modality.VIRTUAL)), shown_term(Modality.VIRTUAL).render(Language.ES)
    ('VIRTUAL', 'VIRTUAL (Virtual)')
    """
    return TermName(term.name, term.value.label)


def folder_name(node_type: NodeType) -> Named:
    """Return the folder of a type, as --type names it; Spanish has the type's label beside it."""
    return Named(node_type.folder or node_type.name, node_type.plural_label)


def writable_terms(enum: type[Vocabulary]) -> tuple[TermName, ...]:
    """Return the terms that files may contain."""
    return tuple(map(shown_term, enum.writable()))


def type_name(node_type: NodeType) -> Wording:
    """Return a type's name.

    >>> str(type_name(TYPES["GoodPractice"]))
    'good practice'
    """
    return Wording(node_type.noun)


def unknown_entry(node_type: NodeType) -> Wording:
    """Return what a reference to no entry of a type is called.

    >>> str(unknown_entry(TYPES["GoodPractice"]))
    'unknown good practice'
    """
    return Wording(f"unknown {node_type.noun}")


def number_of_entries(node_type: NodeType, number: int) -> Wording:
    """Return a number of entries of a type.

    >>> str(number_of_entries(TYPES["GoodPractice"], 2))
    '2 good practices'
    """
    plural = f"{{number}} {node_type.plural}"
    return Wording(f"{{number}} {node_type.noun}", plural=plural, number=number)


def entries_by_type(counts: Mapping[str, int]) -> Wording:
    """Return the number of entries, in total and by type.

    >>> str(entries_by_type({"Country": 10, "Source": 1}))
    '11 entries (10 countries, 1 source)'
    """
    each = [number_of_entries(TYPES[name], number) for name, number in counts.items() if number]
    return counted(
        "{number} entry ({each})", "{number} entries ({each})", sum(counts.values()), each=each
    )


def entries_written(number: int, folder: Path) -> Wording:
    """Return how many entries were written into a folder."""
    return counted(
        "{number} entry written into {folder}.",
        "{number} entries written into {folder}.",
        number,
        folder=str(folder),
    )


def allowed_values(prop: Property) -> Shown:
    """Return a property's valid values: the terms of its vocabulary, or its meaning."""
    if prop.enum is None:
        return MeaningInSentence(prop.meaning)
    return writable_terms(prop.enum)


@cache
def required_fields(node_type: NodeType) -> tuple[tuple[Property, ...], tuple[Edge, ...]]:
    """Return the properties and edges that each file of a type must have."""
    return (
        tuple(p for p in written(node_type) if p.required),
        tuple(edge for edge in edges_of(node_type) if edge.required),
    )
