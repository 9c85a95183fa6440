"""What the words of a search mean: labels, the subject of the whole catalogue, and directions.

**Labels** of vocabulary terms and of types find the entries that have them. Terms and types declare
alternative labels (skos:altLabel): the words of the field's glossaries and thesauri (IOM, UNODC,
EIGE, ILO, UNBIS), and of the names of institutions and agreements. Topics, countries and
institutions have theirs in their files.

**The subject.** Nearly every entry is about victims of trafficking in persons in some country,
whether its texts say so or not. So "albergues para víctimas de trata" means the same here as
"albergues".

**Directions.** "Who visited Peru" asks for the visits that Peru hosted, and "what Chile learned
from Ecuador" for the transfers from Ecuador to Chile.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import TypeVar

from .declare import NodeType
from .enums import ExchangeKind
from .labels import Labels, alternatives
from .search_text import TERM_PROPERTIES
from .stems import STOP_WORDS, index_words, label_keys
from .text import FALLBACK
from .types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER, NODE_TYPES
from .vocabulary import Vocabulary

K = TypeVar("K", bound=Hashable)


def labels_of_term(term: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the labels of a term, each with its language, the preferred ones first.

    A preferred label that lists several words is several labels: "Seminar, workshop or congress".
    """
    for language in FALLBACK:
        for label in re.split(r" / |, | (?:or|o|ou|and|y|e) ", term.label(language)):
            yield language, label
    yield from alternatives(term.value.others)


def labels_of_type(node_type: NodeType) -> Iterator[tuple[str, str]]:
    """Yield what people call the entries of a type, each with its language."""
    yield from alternatives(node_type.others or node_type.legend)


_PROPERTIES = {
    prop.enum: prop.name
    for node_type in NODE_TYPES
    for prop in node_type.properties
    if node_type.entry and prop.name in TERM_PROPERTIES and prop.enum
}


def property_of(term: Vocabulary) -> str:
    """Return the property of entries that has a term."""
    return _PROPERTIES[type(term)]


def _by_label(labels: Iterable[tuple[K, tuple[str, str]]]) -> Mapping[str, tuple[K, ...]]:
    found: dict[str, dict[K, None]] = defaultdict(dict)
    for concept, (language, label) in labels:
        for key in label_keys(index_words(label), language):
            found[key][concept] = None
    return {key: tuple(concepts) for key, concepts in found.items()}


@cache
def _terms() -> Mapping[str, tuple[Vocabulary, ...]]:
    return _by_label(
        (term, label) for enum in _PROPERTIES for term in enum for label in labels_of_term(term)
    )


@cache
def _types() -> Mapping[str, tuple[NodeType, ...]]:
    return _by_label((t, label) for t in NODE_TYPES if t.entry for label in labels_of_type(t))


def load_labels() -> None:
    """Calculate the stems of all labels before they are needed: it takes a sixth of a second."""
    _terms()
    _types()


def terms_labelled(key: str) -> tuple[Vocabulary, ...]:
    """Return the terms that entries are tagged with, by the key of one of their labels."""
    return _terms().get(key, ())


def types_labelled(key: str) -> tuple[NodeType, ...]:
    """Return the types of entries, by the key of what people call them."""
    return _types().get(key, ())


# "Tráfico" and "trafficking" are not the subject by themselves: arms are trafficked, too.
SUBJECT = Labels(
    es=(
        "Trata, Trata de personas, Trata de seres humanos, Antitrata, Víctima, Víctima de trata,"
        " Persona víctima, Superviviente, Sobreviviente, Sobreviviente de trata, Persona,"
        " País"
    ),
    en=(
        "Human trafficking, Trafficking in persons, Trafficking in human beings, Anti-trafficking,"
        " Counter-trafficking, Victim, Trafficking victim, Victim of trafficking, Survivor,"
        " Trafficking survivor, Person, People, Country"
    ),
    pt=(
        "Tráfico de pessoas, Tráfico de seres humanos, Vítima, Vítima de tráfico,"
        " Vítima do tráfico de pessoas, Sobrevivente, Pessoa, País"
    ),
)


def _keys(labels: Labels) -> frozenset[str]:
    found = alternatives(labels)
    return frozenset(key for lang, text in found for key in label_keys(index_words(text), lang))


SUBJECT_KEYS = _keys(SUBJECT)
"""The keys of its labels."""


class End(Enum):
    """An end of a visit or of a transfer, with the names of the edges to its countries."""

    FROM = ("ATTENDED_BY", "FROM")
    TO = ("HOSTED_BY", "TO")

    @property
    def prefix(self) -> str:
        """What comes before a country's word in `z_linked` if the country is at this end."""
        return f"{self.name.lower()}_"


FROM = frozenset({"from", "of", "de", "del", "desde", "da", "das", "do", "dos"})
TO = frozenset({"to", "towards", "in", "at"}).union(
    ("a", "al", "hacia", "para", "en"), ("ao", "aos", "em", "na", "nas", "no")
)
BY = frozenset({"by", "por", "pelo", "pela", "pelos", "pelas"})
"""Before the name of who received something, or else of who gave it."""
NEITHER = frozenset({"between", "entre", "with", "con", "com"})
LEARNED_WITH = "com"
"""In Portuguese, one learns with somebody: "o que o Chile aprendeu com o Peru"."""
AND = frozenset({"and", "y", "e"})
"""Before another country at the same end."""
PREPOSITIONS = FROM | TO | BY | NEITHER | AND
_TYPES = {EXCHANGE_VISIT, KNOWLEDGE_TRANSFER}
_KINDS = {ExchangeKind.INTERNSHIP, ExchangeKind.STUDY_VISIT, ExchangeKind.EXPERT_MISSION}
GIVING = Labels(
    "Compartir, Ofrecer, Enseñar, Presentar, Transferir, Dar, Dio",
    "Share, Offer, Teach, Taught, Present, Give, Gave",
    "Compartilhar, Oferecer, Ensinar, Apresentar, Transferir, Dar, Deu",
)
RECEIVING = Labels(
    "Aprender, Recibir, Adoptar, Adaptar, Replicar, Copiar",
    "Learn, Learnt, Receive, Adopt, Adapt, Replicate, Copy",
    "Aprender, Receber, Adotar, Adaptar, Replicar, Copiar",
)
_GIVING_KEYS, _RECEIVING_KEYS = _keys(GIVING), _keys(RECEIVING)


def is_directed(labels: Sequence[str]) -> bool:
    """Whether one of the keys is what only visits or only transfers are called."""
    types = (types_labelled(key) for key in labels)
    terms = (terms_labelled(key) for key in labels)
    return any(of and _TYPES.issuperset(of) for of in types) or any(
        of and _KINDS.issuperset(of) for of in terms
    )


def ends(found: Sequence[str], labels: Sequence[str]) -> list[End | None]:
    """Return the end that each word is at if it begins the name of a country.

    >>> words = "visitas de honduras a costa rica".split()
    >>> [end and end.name for end in ends(words, ["es_visit"])]
    ['TO', 'FROM', 'TO', 'TO']

    Args:
        found: the folded words of a text, in their order.
        labels: the keys of its parts as labels.

    Returns:
        One for each word that is not a stop word.
    """
    gives, receives = (not of.isdisjoint(labels) for of in (_GIVING_KEYS, _RECEIVING_KEYS))
    rows: list[End | None] = []
    before: str | None = None
    for word in found:
        if word in STOP_WORDS:
            before = word if word in PREPOSITIONS else before
            continue
        if before in AND and rows:
            rows.append(rows[-1])
        elif before in NEITHER and not (receives and before == LEARNED_WITH):
            rows.append(None)
        elif (
            before in FROM
            or before == LEARNED_WITH
            or (before in BY and not receives)
            or (before is None and gives)
        ):
            rows.append(End.FROM)
        else:
            rows.append(End.TO)
        before = None
    return rows
