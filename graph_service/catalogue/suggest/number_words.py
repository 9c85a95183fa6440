"""Numbers written as words in Spanish, English and Portuguese: "treinta y dos", "primero"."""

from __future__ import annotations

import re

from graph_service.model.text import fold

_UNITS = (
    "cero zero",
    "uno one um primer primero primera first primeiro primeira",
    "dos two dois duas segundo segunda second",
    "tres three tercer tercero tercera third terceiro terceira",
    "cuatro four quatro cuarto cuarta fourth quarto quarta",
    "cinco five quinto quinta fifth",
    "seis six sexto sexta sixth",
    "siete seven sete septimo septima seventh setimo setima",
    "ocho eight oito octavo octava eighth oitavo oitava",
    "nueve nine nove noveno novena ninth nono nona",
    "diez ten dez decimo decima tenth",
    "once eleven onze",
    "doce twelve doze docena dozen duzia",
    "trece thirteen treze",
    "catorce fourteen quatorze",
    "quince fifteen quinze",
    "dieciseis sixteen dezesseis",
    "diecisiete seventeen dezessete",
    "dieciocho eighteen dezoito",
    "diecinueve nineteen dezenove",
    "veinte twenty vinte",
    "veintiuno veintiun veintiuna",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
)
_TENS = (
    "veinte twenty vinte",
    "treinta thirty trinta",
    "cuarenta forty quarenta",
    "cincuenta fifty cinquenta",
    "sesenta sixty sessenta",
    "setenta seventy",
    "ochenta eighty oitenta",
    "noventa ninety",
)
_HUNDREDS = (
    "cien ciento cem cento",
    "doscientos doscientas duzentos duzentas",
    "trescientos trescientas trezentos trezentas",
    "cuatrocientos cuatrocientas quatrocentos quatrocentas",
    "quinientos quinientas quinhentos quinhentas",
)
_VALUES = {
    word: first + step * number
    for forms_of_numbers, first, step in ((_UNITS, 0, 1), (_TENS, 20, 10), (_HUNDREDS, 100, 100))
    for number, forms in enumerate(forms_of_numbers)
    for word in forms.split()
}
_BETWEEN = ("y", "e", "and")
_MULTIPLES = """
    mil miles thousand millon millones million milhao hundred docenas dozens duzias media meia half
    medio decenas
"""
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


def number_of_words(text: str) -> int | None:
    """Return the number that a text spells out among other words; None if not exactly one.

    >>> number_of_words("Doce personas"), number_of_words("unos treinta y dos")
    (12, 32)
    >>> number_of_words("primera"), number_of_words("ciento veinte"), number_of_words("twenty-one")
    (1, 120, 21)
    >>> number_of_words("dos o tres"), number_of_words("dos mil"), number_of_words("uno de ellos")
    (None, None, None)
    """
    words = re.findall(r"[^\W\d_]+", fold(text))
    if any(map(str.isdigit, text)) or not {*_MULTIPLES.split()}.isdisjoint(words):
        return None
    positions = [n for n, word in enumerate(words) if word in _VALUES]
    span = words[positions[0] : positions[-1] + 1] if positions else []
    if not span or not all(word in _VALUES or word in _BETWEEN for word in span):
        return None
    values = [_VALUES[word] for word in span if word in _VALUES]
    if values == [1] and len(words) > 1:
        return None
    return sum(values) if all(map(_continues, values, values[1:])) else None


def _continues(larger: int, smaller: int) -> bool:
    """Whether two words are one number: "treinta y dos", but not "dos y tres"."""
    size = _HUNDRED if larger >= _HUNDRED else _TEN
    return larger >= _TWENTY and larger % size == 0 and 0 < smaller < size
