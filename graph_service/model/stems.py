"""Words and their stems for search, in Spanish, English and Portuguese.

A stem is marked by its language: Spanish "órganos" and English "organized" both have the stem
"organ", but are different words. A text in a known language has stems of that language. Texts
without a language and queries have the stems of all three, so "albergues" finds "albergue", and
"shelters" finds "shelter". The loader stores stems, a search looks for them, and tests compute
expectations with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

from .text import FALLBACK, fold, words

_STEMMERS = {
    "es": snowballstemmer.stemmer("spanish"),
    "en": snowballstemmer.stemmer("english"),
    "pt": snowballstemmer.stemmer("portuguese"),
}
_STEMMING = Lock()
"""A stemmer keeps the word that it works on, and operations are compiled in two threads."""
_SHORTEST = 3
"""A shorter stem says too little: the word itself is used."""
# The stemmers give "ciudad", "línea" and "mujer" other stems than their plurals, and know
# "capacitações" only with its accents; so plurals become singulars first.
_SINGULARS = {
    "es": (
        (re.compile("ces$"), "z"),
        (re.compile("(?<=[aeiou][dlnrsj])es$"), ""),
        (re.compile("(?<=[aeo])s$"), ""),
    ),
    "pt": (
        (re.compile("[oa]es$"), "ao"),
        (re.compile("(?<=..[aeo])is$"), "l"),
        (re.compile("(?<=..e)ns$"), "m"),
        (re.compile("(?<=[aeiou][rsz])es$"), ""),
        (re.compile("(?<=[aeo])s$"), ""),
    ),
    "en": (),
}
_SHORTEST_PLURAL = 5
# Without their accents, the stemmers leave preterites ("aprendió"), nouns ("formação") and some
# other words apart from the verb. Shorter stems are left alone: "estación", "nación".
_ENDINGS = {
    "es": (
        (re.compile("(?<=....)acion$"), ""),
        (re.compile("(?<=...[cp])cion$"), "t"),
        (re.compile("(?<=...ven)cion$"), ""),
        (re.compile("(?<=.....)i$"), ""),
        (re.compile("(?<=.....)i(?:c|st)$"), ""),
    ),
    "pt": (
        (re.compile("(?<=....)aca$"), ""),
        (re.compile("(?<=..[cp])ca$"), "t"),
        (re.compile("(?<=...ven)ca$"), ""),
        (re.compile("(?<=.....)i(?:c|st)$"), ""),
    ),
    "en": (
        (re.compile("(?<=...if)i$"), ""),
        (re.compile("(?<=....[cu]t)or$"), ""),
    ),
}
# The stemmers take "organismo" for a form of "órgano", "tratado" (a treaty) for one of "trata",
# "estadística" for one of "estado", and "costó" for one of "costa": only these endings are cut.
_APART = re.compile(
    "(?<=ism)(?:os?|s)?$|(?<=^tratad)os?$|(?<=^esta[dt]ist)ic[ao]s?$|(?<=^costa)s?$"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}[^\W\d_]{0,2}\.?")
_POSSESSIVE = re.compile("(?<=[a-z])['’]s?$")
_QUOTES = "()[]{}«»“”‘’\"',;:¿?¡!"
# Articles, prepositions, conjunctions, pronouns and words of questions, folded.
_STOP_WORDS = """
a al ademas algo alguien algun alguna algunas algunos ante aquel asi aun busco cada como con
contra cual cuales cuando cuanta cuantas cuanto cuantos de debe deben debo del desde dime
donde e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estan este esto
existe existen fue fueron gustaria ha han hace hacemos hacen hacer hacia hago hasta hay haya hecho
hicieron hizo hubo la las le les lo los mas me mi mis muy necesitamos necesito no nos nuestra
nuestro o otra otras otro otros para pero por porque puede pueden puedo que queremos quien quienes
quiero quisiera se segun sea sean ser si sido sin sobre son su sus tambien tenemos tengo tiene
tienen toda todas todo todos tu tus un una unas uno unos y ya yo
about also am an and any anyone are as at be been between by can could did do does doing done ever
for from get had has have he her him his how i if in into is it its looking made make many me more
most much my need of on or other our please she should so some someone something that the their
them then there these they this those to want wants was we were what when where which who why
will with would you your
ao aos aquela aquele as ate com da das deve devem dela dele do dos ela elas ele eles em essa esse
esta estao eu existem faz fazem fazer feito fez fizeram foi foram gostaria ha houve isso isto ja
lhe mais mas na nao nas nem no nos nossa nosso num numa onde os ou outra outras outro outros para
pela pelas pelo pelos pode podem posso precisamos preciso qual quais quando quantas quantos quem
queremos quero sao se sem seu seus sua suas tambem tem temos tenho todos um uma umas
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a folded word in Spanish, English and Portuguese; of a code, itself.

    >>> stems("albergues")
    ('es_alberg', 'en_albergu', 'pt_alberg')
    >>> stems("capacitacoes")[2] == stems("capacitacao")[2]
    True
    >>> stems("mujeres")[0] == stems("mujer")[0]
    True
    >>> stems("aprendio")[0] == stems("aprender")[0]
    True
    >>> stems("26364")
    ('26364',)
    """
    if not word.isalpha():
        return (word,)
    return tuple(_marked(word, language) for language in FALLBACK)


@lru_cache(maxsize=65_536)
def _marked(word: str, language: str) -> str:
    """Return the stem in one language: most texts need no other, and stemming is slow."""
    return f"{language}_{_stem(word, language)}"


def _stem(word: str, language: str) -> str:
    if apart := _APART.search(word):
        return word[: apart.start()]
    singular = _singular(word, language)
    with _STEMMING:
        stem: str = _STEMMERS[language].stemWord(singular)
    for ending, other in _ENDINGS[language]:
        stem = ending.sub(other, stem)
    # "jueces" has the stem of "juez", and "dulces" that of "dulce".
    return re.sub("z$", "c", stem) if len(stem) >= _SHORTEST else singular


def _singular(word: str, language: str) -> str:
    """Return the singular of a plural of Spanish or Portuguese.

    >>> [_singular(word, "es") for word in ("ciudades", "lineas", "jueces", "paises", "redes")]
    ['ciudad', 'linea', 'juez', 'pais', 'red']
    >>> [_singular(word, "pt") for word in ("capacitacoes", "locais", "jovens", "mulheres")]
    ['capacitacao', 'local', 'jovem', 'mulher']
    """
    if len(word) >= _SHORTEST_PLURAL:
        for plural, ending in _SINGULARS[language]:
            if plural.search(word):
                return plural.sub(ending, word)
    return word


def stems_in(word: str, language: str | None) -> tuple[str, ...]:
    """Return the stem of a folded word in a language; its stems in all, if that is unknown.

    >>> stems_in("albergues", "pt")
    ('pt_alberg',)
    """
    if language is None or not word.isalpha():
        return stems(word)
    return (_marked(word, language),)


def query_words(text: str) -> list[str]:
    """Return the folded words of a query, with codes and dotted acronyms as one word each.

    >>> query_words("¿La Ley 26.364 de EE. UU. o E.E.U.U.?")
    ['la', 'ley', '26364', 'de', 'ee', 'uu', 'o', 'eeuu']
    >>> query_words("Women's and prosecutors' offices of O'Higgins")
    ['women', 'and', 'prosecutors', 'offices', 'of', 'o', 'higgins']
    """
    return [word for piece in fold(text).split() for word in _split(piece)]


@lru_cache(maxsize=256)  # a loader needs the words of a text up to four times in a row
def index_words(text: str) -> Sequence[str]:
    """Return the folded words of a text to be found: those of a query, and the parts of numbers.

    >>> index_words("Ley 26.364")
    ['ley', '26364', '26', '364']
    """
    found: list[str] = []
    for piece in fold(text).split():
        split = _split(piece)
        if len(split) == 1 and split[0] == piece:
            found.append(piece)
            continue
        parts = words(piece)
        found += split if split == parts or not split[0].isdecimal() else [*split, *parts]
    return found


def _split(piece: str) -> list[str]:
    if piece.isalnum():
        return [piece]
    bare = _POSSESSIVE.sub("", piece.strip(_QUOTES))
    if _NUMBER.fullmatch(bare) or _DOTTED.fullmatch(bare):
        return ["".join(words(bare))]
    return words(bare)


def content_words(found: Sequence[str]) -> Sequence[str]:
    """Return folded words without stop words; all of them if there are no others."""
    return [word for word in found if word not in STOP_WORDS] or found


def stems_of(texts: Iterable[tuple[str | None, str]]) -> list[str]:
    """Return the distinct stems of texts, each with its language or None, without stop words.

    >>> stems_of([("es", "Casas de acogida"), ("en", "Shelter")])
    ['es_cas', 'es_acog', 'en_shelter']
    """
    return [
        *dict.fromkeys(
            stem
            for language, text in texts
            for word in content_words(index_words(text))
            for stem in stems_in(word, language)
        )
    ]


def written_key(found: Sequence[str]) -> list[str]:
    """Return the key of a whole label with its stop words; none if there are none in it.

    >>> written_key(["casas", "de", "acogida"]), written_key(["refugio"])
    (['casas_de_acogida'], [])
    """
    key = "_".join(found)
    has_both = len(content_words(found)) != len(found)
    return [key] if has_both and len(key) <= _LONGEST_LABEL else []


_LONGEST_LABEL = 200
"""The index splits tokens of more than 255 characters."""


def label_keys(found: Sequence[str], language: str | None) -> list[str]:
    """Return the keys of a whole label from its words: its stems in a row, without stop words.

    >>> label_keys(["casas", "de", "acogida"], "es")
    ['es_cas_acog']
    >>> label_keys(["svet"], None)
    ['es_svet', 'en_svet', 'pt_svet']
    """
    content = content_words(found)
    if not content:
        return []
    keys = []
    for one in FALLBACK if language is None else (language,):
        row = "_".join(stems_in(word, one)[0].removeprefix(f"{one}_") for word in content)
        if len(row) <= _LONGEST_LABEL:
            keys.append(f"{one}_{row}")
    return keys
