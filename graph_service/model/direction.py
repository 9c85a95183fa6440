"""From whom to whom: what a search says about the ends of a visit or of a transfer.

"Who visited Peru" asks for the visits that Peru hosted, and "what Chile learned from Ecuador" for
the transfers from Ecuador to Chile.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ends import End
from .enums import ExchangeKind
from .labels import Labels, alternatives
from .stems import STOP_WORDS, index_words, label_keys
from .thesaurus import terms_labelled, types_labelled
from .types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

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


def _keys(labels: Labels) -> frozenset[str]:
    found = alternatives(labels)
    return frozenset(key for lang, text in found for key in label_keys(index_words(text), lang))


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
