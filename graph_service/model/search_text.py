"""What search stores for an entry: stems, labels, words and a rank, from its own values.

The words of the topics, countries and institutions that an entry is linked to are not copied:
`z_linked` names them, and a search looks up which of them have the words that it is for. So a
change of a topic's names takes effect at once in all entries that have the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from .declare import NodeType
from .edtf import PartialDate
from .graph import PROPERTIES
from .kinds.base import StoredValue, Value
from .ranking import rank_of
from .stems import content_words, index_words, label_keys, stems_of, written_key
from .text import FALLBACK
from .types import COUNTRY, INSTITUTION, PROGRAMME, TOPIC

NAME_STEMS, STEMS, NOTE_STEMS = "z_nameStems", "z_stems", "z_noteStems"
"""Stems of the words in an entry's names; those in its other texts, and the years of its dates; and
those that only its notes have."""
NAME_WORDS = "z_nameWords"
"""The folded words of an entry's names."""
NAME_KEYS, LABEL_KEYS, NARROWER_KEYS = "z_nameKeys", "z_labelKeys", "z_narrowerKeys"
"""Keys of the whole names, acronyms and codes of an entry (with stop words, too), of its other
labels, and of narrower terms that it includes."""
YEARS = "z_years"
"""The years of the EDTF of an entry's dates, except those of LOOKED_AT; a part of checksums, while
searches read those of `z_linked`, which follow from the qualifiers, too."""
IN_YEAR, BY_YEAR = "in_", "by_"
"""Before a year in `z_linked`: of a date that is certainly in it, or that has no first possible day
and its last one in it."""
LOOKED_AT = ("checkedOn", "readOn", "statusAsOf")
"""Dates on which somebody looked, while nothing happened or was published."""
SEARCH_RANK = "z_searchRank"
LINKED = "z_linked"
"""The type of an entry, the years of its dates, the concepts that it is linked to, and at which end
of a visit or transfer a country is. Loads derive it in the database; it is not a part of checksums,
diffs and exports."""
DETAIL_STEMS = "z_detailStems"
"""Of a practice, the stems of its details, which have them as STEMS; loads derive it, too."""
SEARCH_DERIVED = (LINKED, DETAIL_STEMS)
SEARCH_TEXTS = (
    *(NAME_STEMS, STEMS, NOTE_STEMS),
    *(NAME_WORDS, NAME_KEYS, LABEL_KEYS, NARROWER_KEYS, YEARS),
)
"""The texts of an entry that only search uses, and that its own values determine."""

MAX_SEARCH_CHARACTERS = 300
"""The longest text of a search, in GraphQL, in addresses and in forms: the index takes 0.1 s to
search for a word of 30,000 characters, and pages repeat the text in their links."""
CONCEPTS = (COUNTRY, TOPIC, INSTITUTION, PROGRAMME)
"""The types whose labels find the entries that are linked to them."""
TERM_PROPERTIES = ("kind", "modality", "themes", "stage")
"""The properties whose terms find entries by their labels."""
_NAMES = ("name", "acronym")
_OTHER_NAMES = ("otherNames", "formerNames")
NAMES = (*_NAMES, *_OTHER_NAMES)
"""The properties whose texts are names of an entry."""
NARROWER = "includes"
"""The property whose texts are narrower terms."""
NOTES = ("note", "endReason", "disputed", "legalBasis")
"""The properties whose texts are remarks for reading, which search finds after all other texts."""
_AND = re.compile(r", | (?:y|e|and) ")

Texts = list[tuple[str | None, str]]
"""Texts, each with its language, or None if that is not known."""


def linked_key(type_name: str, slug: str) -> str:
    """Return the word of `z_linked` for a concept; a hyphen would split it in the index.

    >>> linked_key("Country", "hnd"), linked_key("Topic", "civil-society")
    ('country_hnd', 'topic_civil_society')
    """
    return f"{type_name.lower()}_{slug.replace('-', '_')}"


def concept_key(node: str) -> str:
    """Return the expression of `linked_key` in Cypher, for a variable."""
    return f"toLower(labels({node})[0]) + '_' + replace({node}.slug, '-', '_')"


def type_key(type_name: str) -> str:
    """Return the word of `z_linked` for the type of an entry."""
    return f"type_{type_name.lower()}"


def texts_of(value: Value | None) -> Texts:
    """Return the texts of a value of kind Text, Texts or String.

    >>> texts_of({"es": ["Albergue", "Refugio"], "en": "Shelter"})
    [('es', 'Albergue'), ('es', 'Refugio'), ('en', 'Shelter')]
    """
    if isinstance(value, str):
        return [(None, value)]
    if isinstance(value, Mapping):
        return [
            (language, str(text))
            for language in FALLBACK
            if language in value
            for text in _several(value[language])
        ]
    if isinstance(value, list | tuple):
        return [(None, str(text)) for text in value]
    return []


def labels_of(node_type: NodeType, values: Mapping[str, Value]) -> tuple[Texts, Texts]:
    """Return the names, acronyms and codes of an entry, and its other labels.

    The parts of a topic's name are labels, too: "Fronteras" of "Fronteras y migración".
    """
    names = [text for name in _NAMES for text in texts_of(values.get(name))]
    if "acronym" in values:
        names += [(None, part) for part in re.split(r"[/()]", str(values["acronym"])) if part]
    codes = (p.name for p in node_type.properties if p.code and p.pattern)
    names += [text for code in codes for text in texts_of(values.get(code))]
    others = [text for name in _OTHER_NAMES for text in texts_of(values.get(name))]
    if node_type is TOPIC:
        parts = [(language, _AND.split(text)) for language, text in texts_of(values.get("name"))]
        others += [(language, one) for language, some in parts if len(some) > 1 for one in some]
    return names, others


def _is_text(node_type: NodeType, name: str) -> bool:
    prop = PROPERTIES[node_type.name][name]
    return bool(prop.kind.key_names(prop)) and name != "formerSlugs"


def _several(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _years(values: Iterable[Value]) -> list[str]:
    """Return the years of dates that are precise to a year, whatever their qualifiers."""
    dates = (value.date for value in values if isinstance(value, PartialDate))
    # Sorted, as they are stored: files and archives have properties in different orders.
    return sorted({str(date.year) for date in dates if date.year is not None})


def search_texts(node_type: NodeType, values: Mapping[str, Value]) -> dict[str, StoredValue]:
    """Return what search stores for an entry, from its values."""
    names, others = labels_of(node_type, values)
    texts = [
        text
        for name, value in values.items()
        if _is_text(node_type, name) and name not in NAMES
        for text in texts_of(value)
    ]
    name_stems = stems_of([*names, *others])
    in_names = set(name_stems)
    stems = [stem for stem in stems_of(texts) if stem not in in_names]
    years = _years(values.values())
    stems += [year for year in years if year not in in_names and year not in stems]
    happened = [value for name, value in values.items() if name not in LOOKED_AT]
    elsewhere = in_names.union(stems)
    notes = [text for name in NOTES for text in texts_of(values.get(name))]
    note_stems = [stem for stem in stems_of(notes) if stem not in elsewhere]
    words = dict.fromkeys(word for _, text in (*names, *others) for word in index_words(text))
    lengths = [len(content_words(index_words(t))) for _, t in texts_of(values.get("name"))]
    return {
        NAME_STEMS: _row(name_stems),
        STEMS: _row(stems),
        NOTE_STEMS: _row(note_stems),
        NAME_WORDS: _row(content_words([*words])),
        NAME_KEYS: _row([*_keys(names), *_written(names)]),
        LABEL_KEYS: _row(_keys(others)),
        NARROWER_KEYS: _row(_keys(texts_of(values.get(NARROWER)))),
        YEARS: _row(_years(happened)),
        SEARCH_RANK: rank_of(node_type, min(lengths, default=0)),
    }


def detail_stems(values: Mapping[str, Value]) -> str | None:
    """Return the stems of a detail."""
    return _row(stems_of(texts_of(values.get("text"))))


def _keys(labels: Texts) -> list[str]:
    found = (key for language, text in labels for key in label_keys(index_words(text), language))
    return [*dict.fromkeys(found)]


def _written(names: Texts) -> Mapping[str, None]:
    return dict.fromkeys(key for _, name in names for key in written_key(index_words(name)))


def _row(found: Sequence[str]) -> str | None:
    return " ".join(found) or None
