"""The words of a search, and those that are not for the catalogue's subject."""

from collections.abc import Sequence

from graph_service.model.search_meaning import SUBJECT
from graph_service.model.stems import content_words, index_words, label_keys, query_words

LONGEST_LABEL = 7
MOST_WORDS = 20

_SUBJECT = {
    key
    for language, labels in zip(("es", "en", "pt"), SUBJECT, strict=True)
    for label in labels.split(", ")
    for key in label_keys(index_words(label), language)
}


def all_words(text: str) -> list[str]:
    """Return the words of a text."""
    return query_words(text)


def first_words(text: str) -> Sequence[str]:
    """Return the words of a text that count: the first of those that say something."""
    return content_words(all_words(text))[:MOST_WORDS]


def without_subject(row: Sequence[str]) -> Sequence[str]:
    """Return the words that are not for the catalogue's subject; all if there are no others."""
    inside = set()
    for first in range(len(row)):
        for last in range(first, min(first + LONGEST_LABEL, len(row))):
            if _SUBJECT & {*label_keys(row[first : last + 1], None)}:
                inside |= {*row[first : last + 1]}
    return [word for word in row if word not in inside] or row
