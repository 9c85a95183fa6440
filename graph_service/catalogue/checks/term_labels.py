"""Labels of a topic or country that a term or a type has, too: a search finds the entries of both.

They are compared as a search compares them: by stems, whatever their language. So "Policies" is a
label of the police. Often both mean the same, such as the topic and the kind "Sociedad civil".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import Named, folder_name
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import counted
from graph_service.model.declare import NodeType
from graph_service.model.search_meaning import property_of, terms_labelled, types_labelled
from graph_service.model.stems import index_words, label_keys
from graph_service.model.vocabulary import Vocabulary

from .shared_labels import labels

_Concept = Vocabulary | NodeType


def labels_of_terms(entry: Entry) -> Iterator[Problem]:
    """Yield one problem for each term or type that has labels of a topic or country."""
    found: dict[_Concept, list[tuple[str, str]]] = defaultdict(list)
    for label, field in labels(entry):
        for concept in _concepts(label):
            found[concept].append((label, field))
    for concept, shared in found.items():
        yield _problem(entry, concept, shared)


def _concepts(label: str) -> dict[_Concept, None]:
    """Return the terms and types that a search for a label finds by theirs."""
    found: dict[_Concept, None] = {}
    for key in label_keys(index_words(label), None):
        found |= dict.fromkeys((*terms_labelled(key), *types_labelled(key)))
    return found


def _problem(entry: Entry, concept: _Concept, shared: Sequence[tuple[str, str]]) -> Problem:
    label, field = shared[0]
    return Problem(
        place=entry.place_of(field),
        rule=Rule.TERM_LABEL,
        field=field,
        value=label,
        message=counted(
            "{labels} is a label of {concept}, too: a search for it finds the entries of both",
            "{labels} are labels of {concept}, too: a search for one of them finds the entries of"
            " both",
            len(shared),
            labels=[quoted(each) for each, _field in shared],
            concept=_name(concept),
        ),
    )


def _name(concept: _Concept) -> Named:
    if isinstance(concept, NodeType):
        return folder_name(concept)
    return Named(f"{property_of(concept)}: {concept.name}", concept.value.label)
