"""Labels of two topics or countries: a search for one of them finds the entries of both."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.search_text import NAMES, NARROWER, labels_of, texts_of
from graph_service.model.stems import content_words, index_words
from graph_service.model.types import COUNTRY, TOPIC

LABELLED = (TOPIC, COUNTRY)
"""The types whose labels are compared, as they find the entries that are linked to them.

Institutions of different countries often share a name.
"""


class SharedLabels:
    """Finds labels with the same words, whatever their language, case, accents and stop words."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, ...], tuple[str, str, Place]] = {}

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield the labels of an entry that an earlier one has, too, and remember the others."""
        for label, field in labels(entry):
            place = entry.place_of(field)
            own = (entry.type.name, entry.slug, place)
            words = tuple(content_words(index_words(label)))
            first = self._first.setdefault(words, own)
            if first[:2] != own[:2]:
                yield _shared(label, field, first, place)


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


def _shared(label: str, field: str, first: tuple[str, str, Place], place: Place) -> Problem:
    _type, slug, other = first
    return Problem(
        place=place,
        rule=Rule.LABEL_SHARED,
        field=field,
        value=label,
        message=_(
            "{value} in {field} is a label of {other}, too ({place}): a search for it finds"
            " the entries of both",
            value=quoted(label),
            field=field,
            other=slug,
            place=other.brief,
        ),
    )
