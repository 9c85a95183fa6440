"""Labels of two topics or countries, or of one and a term: a search finds the entries of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import Named, folder_name
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import _, counted
from graph_service.model.declare import NodeType
from graph_service.model.search_meaning import property_of, terms_labelled, types_labelled
from graph_service.model.search_text import NAMES, NARROWER, labels_of, texts_of
from graph_service.model.stems import content_words, index_words, label_keys
from graph_service.model.types import COUNTRY, TOPIC
from graph_service.model.vocabulary import Vocabulary

from .known_entries import KnownEntries
from .problem_at import problem_at

LABELLED = (COUNTRY, TOPIC)
"""The types whose labels are compared, as they find the entries that are linked to them.

Institutions of different countries often share a name.
"""


def shared_labels(known: KnownEntries) -> Iterator[Problem]:
    """Yield labels with the words of another, whatever their language, case and stop words."""
    first: dict[tuple[str, ...], tuple[Entry, Place]] = {}
    for entry in (entry for node_type in LABELLED for entry in known.of(node_type)):
        for label, field in labels(entry):
            place = entry.place_of(field)
            words = tuple(content_words(index_words(label)))
            other, there = first.setdefault(words, (entry, place))
            if other is not entry:
                message = _(
                    "{value} in {field} is a label of {other}, too ({place}): a search for it finds"
                    " the entries of both",
                    value=quoted(label),
                    other=other.slug,
                    place=there.brief,
                )
                yield problem_at(entry, field, Rule.LABEL_SHARED, message, value=label)


def labels(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the labels of a topic or country, each with its field; none of other entries."""
    if entry.type not in LABELLED:
        return
    values = {name: entry.values[name] for name in NAMES if name in entry.values}
    names, others = labels_of(entry.type, values)
    narrower = texts_of(entry.values.get(NARROWER))
    for texts, field in ((names, "name"), (others, "otherNames"), (narrower, NARROWER)):
        for label in dict.fromkeys(text for _language, text in texts):
            yield label, field


_Concept = Vocabulary | NodeType


def labels_of_terms(entry: Entry) -> Iterator[Problem]:
    """Yield one problem for each term or type that has labels of a topic or country."""
    found: dict[_Concept, list[tuple[str, str]]] = defaultdict(list)
    for label, field in labels(entry):
        for concept in _concepts(label):
            found[concept].append((label, field))
    for concept, shared in found.items():
        label, field = shared[0]
        message = counted(
            "{labels} is a label of {concept}, too: a search for it finds the entries of both",
            "{labels} are labels of {concept}, too: a search for one of them finds the entries of"
            " both",
            len(shared),
            labels=[quoted(each) for each, _field in shared],
            concept=_name(concept),
        )
        yield problem_at(entry, field, Rule.TERM_LABEL, message, value=label)


def _concepts(label: str) -> dict[_Concept, None]:
    """Return the terms and types that a search for a label finds by theirs."""
    found: dict[_Concept, None] = {}
    for key in label_keys(index_words(label), None):
        found |= dict.fromkeys((*terms_labelled(key), *types_labelled(key)))
    return found


def _name(concept: _Concept) -> Named:
    if isinstance(concept, NodeType):
        return folder_name(concept)
    return Named(f"{property_of(concept)}: {concept.name}", concept.value.label)
